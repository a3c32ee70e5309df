"""Weeks, Monday to Sunday, in both runners: what a week holds and what stands at its end."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.domain.calculation import Count, OpenAtEnd, Selection, Step, Window
from headway.domain.periods import PeriodKind, month, week_of
from headway.engine.coverage import known_in_full
from headway.engine.reference import reference_parts
from headway.engine.runner import calculate_parts
from headway.engine.units import units_of
from headway.engine.world import World
from tests.unit.engine.drawing import calculations, drawn_rows
from tests.unit.engine.store import DrawnSnapshot

WEEKS = [week_of(date(2026, 3, 31)).shift(at) for at in range(4)]


def anything(parts):
    return {
        key: one for key, one in parts.items() if one.numerator or one.denominator or one.left_out
    }


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn_rows(), st.lists(calculations, min_size=2, max_size=4))
def test_both_runners_agree_on_weeks(rows, drawn):
    asked = [(f"drawn-{place}", one) for place, one in enumerate(drawn)]
    snapshot = DrawnSnapshot(rows)
    fast = calculate_parts(asked, WEEKS, snapshot, units_of(snapshot))
    slow = reference_parts(asked, WEEKS, World({name: one for name, one in rows.items() if one}))
    assert anything(fast) == anything(slow)


def test_weeks_and_months_may_be_asked_for_together():
    days = [date(2026, 3, 29), date(2026, 3, 30), date(2026, 4, 1), date(2026, 4, 5)]
    plans = [
        {"plan_id": f"p{at}", "family_id": f"f{at}", "opened_on": day, "service": "early_help"}
        for at, day in enumerate(days)
    ]
    snapshot = DrawnSnapshot({"plan": plans})
    opened = Count(selection=Selection("plan"), when="opened_on")
    standing = OpenAtEnd(selection=Selection("plan"), starts=("opened_on",), ends=("closed_on",))
    asked = [("opened", opened), ("open", standing)]
    periods = [week_of(date(2026, 4, 1)), month(2026, 4), week_of(date(2026, 3, 29))]
    found = calculate_parts(asked, periods, snapshot, units_of(snapshot))
    of_council = {
        (key.indicator, key.period.kind, key.period.start): int(one.numerator or 0)
        for key, one in found.items()
        if key.unit.level.value == "council"
    }
    assert of_council == {
        ("opened", PeriodKind.WEEK, date(2026, 3, 30)): 3,
        ("opened", PeriodKind.MONTH, date(2026, 4, 1)): 2,
        ("opened", PeriodKind.WEEK, date(2026, 3, 23)): 1,
        ("open", PeriodKind.WEEK, date(2026, 3, 30)): 4,
        ("open", PeriodKind.MONTH, date(2026, 4, 1)): 4,
        ("open", PeriodKind.WEEK, date(2026, 3, 23)): 1,
    }


def test_a_figure_of_a_week_is_known_in_full_some_months_after_its_last_day():
    assert known_in_full(week_of(date(2026, 10, 25)), Window(3, Step.MONTHS)) == date(2027, 1, 25)
    assert known_in_full(month(2026, 4), Window(3, Step.MONTHS)) == date(2026, 7, 31)
