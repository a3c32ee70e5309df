"""Calculated twice: the statements and the plain loops give the same, whatever is drawn."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.domain.periods import month, periods_between, quarter, rolling_12
from headway.engine.reference import reference_parts
from headway.engine.runner import calculate_parts
from headway.engine.units import units_of
from headway.engine.world import World
from tests.unit.engine.drawing import calculations, drawn_rows
from tests.unit.engine.store import DrawnSnapshot

PERIODS = [
    month(2026, 1),
    month(2026, 3),
    month(2026, 4),
    month(2026, 6),
    quarter(2025, 4),
    quarter(2026, 1),
    rolling_12(month(2026, 5)),
]


def anything(parts):
    """Figures where there is anything: a unit without rows stands in one runner only."""
    return {
        key: one for key, one in parts.items() if one.numerator or one.denominator or one.left_out
    }


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn_rows(), st.lists(calculations, min_size=4, max_size=8))
def test_both_runners_agree(rows, drawn):
    asked = [(f"drawn-{place}", one) for place, one in enumerate(drawn)]
    snapshot = DrawnSnapshot(rows)
    given_rows = {name: found for name, found in rows.items() if found}
    fast = calculate_parts(asked, PERIODS, snapshot, units_of(snapshot))
    slow = reference_parts(asked, PERIODS, World(given_rows))
    assert anything(fast) == anything(slow)


MANY = list(periods_between(month(2021, 3), month(2026, 8)))
"""More months than one number has bits."""


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=max(10, settings().max_examples // 5),
)
@given(drawn_rows(), st.lists(calculations, min_size=3, max_size=5))
def test_both_runners_agree_on_many_months_at_once(rows, drawn):
    asked = [(f"drawn-{place}", one) for place, one in enumerate(drawn)]
    snapshot = DrawnSnapshot(rows)
    fast = calculate_parts(asked, MANY, snapshot, units_of(snapshot))
    with_rows = [one for one in MANY if one.end > date(2026, 1, 1)]
    slow = reference_parts(asked, with_rows, World(rows))
    assert anything(fast) == anything(slow)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn_rows(), calculations.filter(lambda one: one.common.breakdowns))
def test_both_runners_agree_on_a_breakdown(rows, drawn):
    part = drawn.common.breakdowns[0]
    snapshot = DrawnSnapshot(rows)
    fast = calculate_parts([("one", drawn)], PERIODS, snapshot, units_of(snapshot), part)
    slow = reference_parts([("one", drawn)], PERIODS, World(rows), part)
    assert anything(fast) == anything(slow)
