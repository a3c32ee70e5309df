"""The pace to a year's target, by hand; and where none can be given, why."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.calculation import Count, OpenAtEnd, Selection
from headway.domain.indicator import Frequency, Unit
from headway.domain.periods import financial_year, month, quarter
from headway.domain.run_rate import NoRunRate, RunRate, run_rate
from headway.domain.targets import TargetForm
from headway.domain.values import Absent, Number, State, number
from tests.builders import indicator
from tests.unit.domain.signals_making import changed_on, row_of, target

APRIL = month(2026, 4)


def pace(*figures, goal=120, form=TargetForm.AT_LEAST, breaks=(), one=None, last=None, asked=None):
    values = {
        APRIL.shift(at): each if isinstance(each, Absent) else number(each)
        for at, each in enumerate(figures)
    }
    last = last or APRIL.shift(len(figures) - 1)
    return run_rate(one or indicator("a"), values, last, asked or target(goal, form), breaks)


def test_what_is_needed_and_what_it_has_been():
    # April to October: 63 of 123; 60 over 5 months is 12, and 63 over 7 is 9.
    found = pace(*[9] * 7, goal=123)
    assert (found.needed, found.been, found.left) == (12, 9, 5)
    assert found.words == "needs 12 a month for the 5 months left; it has been 9"
    assert found.behind


def test_a_pace_is_said_so_that_keeping_to_it_meets_the_target():
    found = pace(*[9] * 7, goal=124)  # 61 ÷ 5 = 12.2; 61.2 would be said as 12.2
    assert found.needed == Fraction(61, 5)
    found = pace(*[10] * 6, goal=100)  # 40 ÷ 6 = 6.67: 6.6 would fall short
    assert found.words == "needs 6.7 a month for the 6 months left; it has been 10"
    assert not found.behind


def test_a_ceiling_has_room():
    found = pace(*[9] * 7, goal=80, form=TargetForm.AT_MOST)  # 17 ÷ 5 = 3.4
    assert found.words == "has room for 3.4 a month for the 5 months left; it has been 9"
    assert found.behind
    over = pace(*[9] * 7, goal=60, form=TargetForm.AT_MOST)
    assert over.words == "63 already, over 60, with 5 months left"
    assert over.behind


def test_a_target_met_already_and_a_year_at_its_end():
    assert pace(*[20] * 7, goal=120).words == "140 already, of 120, with 5 months left"
    over = pace(*[9] * 12, goal=120)
    assert (over.needed, over.behind) == (None, True)
    assert over.words == "108 in 2026/27, of at least 120"
    assert pace(*[9] * 11).words == "needs 21 a month for the 1 month left; it has been 9"


def test_quarters_have_their_own_pace():
    one = indicator("a", frequency=Frequency.QUARTERLY)
    values = {quarter(2026, at): number(30) for at in (1, 2)}
    found = run_rate(one, values, quarter(2026, 2), target(120))
    assert found.words == "needs 30 a quarter for the 2 quarters left; it has been 30"


@pytest.mark.parametrize(
    ("figures", "named", "reason"),
    [
        ((9, Absent(State.AWAITED), 9), {}, "1 of the 3 figures so far are not known"),
        ((9, Absent(State.SUPPRESSED), 9), {}, "a figure of the year is withheld"),
        ((9,), {"form": TargetForm.UNSTATED}, "the sheet does not say which way"),
        ((9,), {"asked": target(1, TargetForm.WITHIN, high=Fraction(2))}, "a range has no pace"),
        ((9,), {"one": indicator("a", unit=Unit.PERCENTAGE)}, "figures counted in “percentage”"),
        ((9,), {"one": indicator("a", at_a_date=True)}, "a count on a day does not add up"),
        ((9, 9), {"breaks": (changed_on(date(2026, 5, 1)),)}, "the definition changed in May 2026"),
    ],
)
def test_where_a_pace_makes_no_sense_the_reason_is_told(figures, named, reason):
    found = pace(*figures, **named)
    assert isinstance(found, NoRunRate)
    assert found.reason.startswith(reason)


def test_distinct_people_do_not_add_up_but_first_times_do():
    rows = Selection("plan")
    several = Count(selection=rows, when="opened_on", each="family_id")
    first = Count(selection=rows, when="opened_on", each="family_id", only_the_first=True)
    standing = OpenAtEnd(selection=rows, starts=("opened_on",), ends=("closed_on",))
    assert "one in the year" in pace(9, one=indicator("a", calculation=several)).reason
    assert isinstance(pace(9, one=indicator("a", calculation=first)), RunRate)
    assert isinstance(pace(9, one=indicator("a", calculation=standing)), NoRunRate)


def test_a_target_for_the_month_itself_asks_for_no_pace():
    asked = target(9, period=APRIL)
    assert pace(9, asked=asked) is None


def test_the_rows_year_target_gives_its_pace_beside_one_for_the_month():
    september = target(20, period=month(2026, 9))
    row = row_of(*[9] * 6, targets=(target(120), september))
    assert row.target == september
    assert row.signals.run_rate.words == "needs 11 a month for the 6 months left; it has been 9"


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12), st.integers(0, 500))
def test_keeping_to_the_pace_meets_the_target_exactly(figures, goal):
    found = pace(*figures, goal=goal)
    total = sum(figures)
    assert found.been * len(figures) == total
    if found.left:
        # As many times as periods are left, added one by one.
        for _ in range(found.left):
            total += found.needed
        assert total == max(goal, sum(figures))
    assert found.behind is (sum(figures) < goal and (not found.left or found.needed > found.been))


def test_a_figure_of_another_year_is_left_out():
    values = {month(2026, 3): Number(Fraction(1000)), APRIL: number(9)}
    found = run_rate(indicator("a"), values, APRIL, target(120, period=financial_year(2026)))
    assert found.so_far == 9
