"""A published figure beside what is known now: what became of it, told honestly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import COUNCIL
from headway.domain.periods import month
from headway.domain.rounding import round_to
from headway.domain.since_published import (
    Since,
    SinceFigure,
    beside_sentence,
    count_since,
    largest_sentence,
    most_moved_first,
    moved_sentence,
)
from headway.domain.values import Absent, State, number

KNOWN = load_catalogue().indicators
COUNT = KNOWN["early-help-assessments-started"]
SHARE = KNOWN["early-help-assessments-within-30-days-percentage"]
WITHHELD = Absent(State.SUPPRESSED, "", "*")
NOT_DUE = Absent(State.NOT_DUE)


def figure(printed, then, now, indicator=COUNT, *, rounds=False):
    return SinceFigure(indicator, COUNCIL, month(2026, 8), printed, then, now, rounds)


@pytest.mark.parametrize(
    ("printed", "then", "now", "became", "difference"),
    [
        (number(3), number(3), number(5), Since.MOVED, "+2"),
        (number(3), number(3), number(3), Since.UNCHANGED, "0"),
        (number(3), number(3), NOT_DUE, Since.NO_LONGER, ""),
        (NOT_DUE, NOT_DUE, number(5), Since.KNOWN_SINCE, ""),
        (NOT_DUE, NOT_DUE, NOT_DUE, Since.STILL_NONE, ""),
        (NOT_DUE, NOT_DUE, Absent(State.AWAITED), Since.OTHER_REASON, ""),
        (NOT_DUE, NOT_DUE, None, Since.STILL_NONE, ""),
        (number(3), number(3), None, Since.NOT_KEPT, ""),
        # A sheet printed 4 where 3 was worked out then, and is now: nothing moved.
        (number(4), number(3), number(3), Since.OTHERWISE, "-1"),
        (number(4), None, number(3), Since.MOVED, "-1"),
    ],
)
def test_what_became_of_a_figure(printed, then, now, became, difference):
    found = figure(printed, then, now)
    assert (found.became, found.difference_text) == (became, difference)


def test_a_withheld_figure_is_compared_with_what_stood_behind_it_and_never_with_its_symbol():
    moved = figure(WITHHELD, number(3), number(5))
    assert (moved.became, moved.difference_text) == (Since.MOVED, "+2")
    assert moved.mark == "moved; withheld when published"
    assert figure(WITHHELD, number(3), number(3)).became is Since.UNCHANGED
    unknown = figure(WITHHELD, None, number(5))
    assert (unknown.became, unknown.difference) == (Since.NOT_COMPARED, None)


def test_a_rounded_figure_is_compared_with_what_was_rounded():
    same = figure(number(160), number(161), number(161), rounds=True)
    assert same.became is Since.UNCHANGED
    assert same.mark == "unchanged; rounded when published"
    assert figure(number(160), number(161), number(163), rounds=True).difference_text == "+2"


def test_less_than_is_printed_is_no_move_and_is_told():
    found = figure(number("89.01"), number("89.01"), number("89.02"), SHARE)
    assert found.became is Since.WITHIN
    assert not found.became.has_moved
    assert beside_sentence([found]) == "Besides: 1 moved by less than is printed."


def test_a_percentage_differs_in_points():
    assert figure(number(89), number(89), number("85.6"), SHARE).difference_text.endswith(" points")


def test_sentences_say_how_many_and_which_moved_most():
    moved = [figure(number(10), number(10), number(now)) for now in (11, 30, 10)]
    assert moved_sentence(moved) == ("2 of 3 figures moved since this edition was published.")
    assert largest_sentence(moved) == (
        f"The largest: {COUNT.title}, August 2026: 10 then, 30 now (+20)."
    )
    assert most_moved_first(moved)[0] is moved[1]
    one = moved[:1]
    assert moved_sentence(one) == "1 of 1 figure moved since this edition was published."


def test_nothing_moved_is_said_as_such():
    same = [figure(number(10), number(10), number(10))] * 2
    assert moved_sentence(same) == ("Nothing moved: all 2 figures would be printed as published.")
    assert (largest_sentence(same), beside_sentence(same)) == ("", "")
    none = [figure(NOT_DUE, NOT_DUE, NOT_DUE)]
    assert moved_sentence(none) == "None of these figures can be compared with what is known now."


values = st.one_of(
    st.builds(lambda top: number(Fraction(top, 8)), st.integers(0, 400)),
    st.sampled_from([NOT_DUE, Absent(State.AWAITED), WITHHELD]),
)


@given(st.lists(st.tuples(values, st.none() | values, st.none() | values, st.booleans())))
def test_every_figure_is_counted_once_and_moves_only_where_it_prints_otherwise(drawn):
    figures = [
        figure(printed, then, now, SHARE, rounds=rounds) for printed, then, now, rounds in drawn
    ]
    counted = count_since(figures)
    assert sum(count for _, count in counted.counts) == len(figures)
    slow = 0
    for one in figures:
        if one.became is Since.MOVED:
            places = one.indicator.decimals
            assert round_to(one.base.amount, places) != round_to(one.now.amount, places)
        slow += one.became in {Since.MOVED, Since.NO_LONGER}
    assert counted.moved == slow <= counted.compared
