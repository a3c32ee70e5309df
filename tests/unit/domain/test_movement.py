"""Changes and arrows under each threshold rule."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.movement import (
    BaseMark,
    ChangeIn,
    MovementRule,
    implied_base,
    movement,
)
from headway.domain.polarity import Arrow, Polarity, Quality, judge
from headway.domain.rounding import round_to
from headway.domain.show import show_change
from headway.domain.values import Absent, Number, State, number

counts = st.integers(0, 5000).map(number)


@pytest.mark.parametrize(
    ("current", "base", "printed", "arrow"),
    [
        (127, 161, "-21%", Arrow.DOWN),
        (232, 322, "-28%", Arrow.DOWN),
        (2577, 2656, "-3%", Arrow.SIMILAR),
        (177, 161, "+10%", Arrow.UP),  # 9.94%: the rule is applied to what is printed
        (132, 126, "+5%", Arrow.SIMILAR),
        (2256, 2363, "-5%", Arrow.SIMILAR),
    ],
)
def test_published_changes_come_out(current, base, printed, arrow):
    found = movement(number(current), number(base))
    assert (show_change(found), found.arrow) == (printed, arrow)


def test_a_threshold_on_the_exact_change_gives_another_arrow():
    exact_rule = MovementRule(on_rounded=False)
    assert movement(number(177), number(161), exact_rule).arrow is Arrow.SIMILAR


@given(counts, counts, st.sampled_from(ChangeIn), st.booleans(), st.integers(0, 2))
def test_the_arrow_follows_the_rule_and_nothing_else(current, base, change_in, on_rounded, places):
    rule = MovementRule(change_in, Fraction(10), places, on_rounded=on_rounded)
    found = movement(current, base, rule)
    if isinstance(found.exact, Absent):
        assert change_in is ChangeIn.PERCENT
        assert base == number(0)
        assert found.arrow is Arrow.NONE
        return
    compared = Fraction(round_to(found.exact.amount, places)) if on_rounded else found.exact.amount
    expected = Arrow.SIMILAR
    if compared >= 10:
        expected = Arrow.UP
    elif compared <= -10:
        expected = Arrow.DOWN
    assert found.arrow is expected


@given(counts, counts, st.sampled_from(ChangeIn))
def test_a_rise_one_way_is_a_fall_the_other_way(one, other, change_in):
    rule = MovementRule(change_in, Fraction(0))
    there, back = movement(one, other, rule), movement(other, one, rule)
    if isinstance(there.exact, Number) and isinstance(back.exact, Number):
        assert (there.exact.amount > 0) is (back.exact.amount < 0)


@given(st.sampled_from(State), counts, st.booleans())
def test_no_change_is_made_from_an_absence(state, known, absent_is_current):
    pair = (Absent(state), known) if absent_is_current else (known, Absent(state))
    found = movement(*pair)
    assert found.arrow is Arrow.NONE
    assert state.value in found.reason
    hidden = state is State.SUPPRESSED
    assert (found.exact.state is State.SUPPRESSED) is hidden


def test_suppression_wins_over_any_other_absence():
    found = movement(Absent(State.AWAITED), Absent(State.SUPPRESSED))
    assert found.exact.state is State.SUPPRESSED


def test_a_small_or_young_base_is_marked_and_the_change_still_shown():
    found = movement(number(127), number(21), base_is_immature=True)
    assert show_change(found) == "+505%"
    assert found.marks == (BaseMark.SMALL_BASE, BaseMark.IMMATURE_BASE)
    assert movement(number(127), number(30)).marks == ()


def test_nought_to_nought_in_percent_is_not_applicable():
    assert show_change(movement(number(0), number(0))) == "n/a"


def test_points_for_percentages():
    rule = MovementRule(ChangeIn.POINTS, Fraction(1), 1)
    found = movement(number("6.8"), number("7.0"), rule)
    assert (show_change(found), found.arrow) == ("-0.2 points", Arrow.SIMILAR)


def test_the_earlier_figure_behind_a_printed_change():
    base = implied_base(number(127), Fraction(505))
    assert isinstance(base, Number)
    assert round_to(base.amount) == 21


@pytest.mark.parametrize(
    ("arrow", "polarity", "quality"),
    [
        (Arrow.UP, Polarity.HIGHER, Quality.BETTER),
        (Arrow.UP, Polarity.LOWER, Quality.WORSE),
        (Arrow.DOWN, Polarity.LOWER, Quality.BETTER),
        (Arrow.DOWN, Polarity.HIGHER, Quality.WORSE),
        (Arrow.SIMILAR, Polarity.HIGHER, Quality.SIMILAR),
        (Arrow.UP, Polarity.NONE, Quality.NOT_JUDGED),
        (Arrow.UP, Polarity.NEAR_TARGET, Quality.NOT_JUDGED),
        (Arrow.NONE, Polarity.HIGHER, Quality.NOT_JUDGED),
    ],
)
def test_quality_comes_from_polarity_apart_from_the_arrow(arrow, polarity, quality):
    assert judge(arrow, polarity) is quality
