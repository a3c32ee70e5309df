"""Printed figures set against their parts: rounding, cutting, and plain difference."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.periods import month
from headway.domain.printed import Verdict, compare_exact, figure_in
from headway.domain.rounding import Rounding, round_to
from headway.domain.trajectory import trajectory
from headway.domain.values import Absent, Number, State, number

# The eight quarters of one council's table: escalated, open cases, as printed, the verdict.
QUARTERS = [
    (122, 742, "16.4%", Verdict.AGREES),
    (87, 791, "10.9%", Verdict.CUT),
    (93, 687, "13.5%", Verdict.AGREES),
    (97, 648, "14.9%", Verdict.CUT),
    (60, 666, "9%", Verdict.AGREES),
    (67, 690, "9.7%", Verdict.AGREES),
    (48, 598, "8%", Verdict.AGREES),
    (55, 628, "8.75%", Verdict.CUT),
]


@pytest.mark.parametrize(("above", "below", "printed", "verdict"), QUARTERS)
def test_a_printed_percentage_is_judged_at_its_own_decimals(above, below, printed, verdict):
    exact = Number(Fraction(above * 100, below))
    assert compare_exact("escalation", printed, exact).verdict is verdict


@given(st.fractions(0, 1000), st.integers(0, 3))
def test_what_is_rounded_half_up_always_agrees_and_what_is_cut_is_never_called_different(
    exact, decimals
):
    half_up = str(round_to(exact, decimals))
    cut = str(round_to(exact, decimals, Rounding.CUT))
    assert compare_exact("x", half_up, Number(exact)).verdict is Verdict.AGREES
    assert compare_exact("x", cut, Number(exact)).verdict in (Verdict.AGREES, Verdict.CUT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("↓ -21%", "-21"),
        ("↑ 505%", "505"),
        ("2,577", "2577"),
        ("−3.5", "-3.5"),
        ("n/a", None),
        ("-", None),
        ("", None),
        ("12 of 40", None),
    ],
)
def test_the_one_figure_of_a_cell(text, expected):
    assert figure_in(text) == (None if expected is None else Fraction(expected))


def test_what_cannot_be_compared_says_why():
    missing = Absent(State.NOT_APPLICABLE, "no figure for the earlier period")
    assert compare_exact("change", "505%", missing).verdict is Verdict.CANNOT_TELL
    assert compare_exact("change", "n/a", missing).verdict is Verdict.AGREES
    assert compare_exact("change", "n/a", number(3)).verdict is Verdict.CANNOT_TELL
    assert compare_exact("change", "4", number(3)).verdict is Verdict.DIFFERS


def test_a_programme_trajectory_as_printed_and_as_it_works_out():
    found = trajectory(371, Fraction(40), 769, month(2020, 8), month(2020, 12))
    assert (found.needed, found.still_needed, found.months_left) == (928, 159, 4)
    assert found.per_month == Number(Fraction(159, 4))  # about 40 a month, not the 20 printed
    eight = trajectory(371, Fraction(40), 769, month(2020, 8), month(2021, 4))
    assert str(round_to(eight.per_month.amount)) == "20"


def test_a_trajectory_with_no_month_left_has_no_rate():
    found = trajectory(10, Fraction(50), 5, month(2020, 8), month(2020, 8))
    assert isinstance(found.per_month, Absent)
    with pytest.raises(ValueError, match="conversion"):
        trajectory(10, Fraction(0), 5, month(2020, 8), month(2020, 9))
