"""Numbers in a text: which are figures, what they stand for, when they are right no more."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.bound_figures import (
    Binding,
    Kind,
    Known,
    What,
    asked_about,
    bind,
    moved,
    numbers_in,
    proposed,
    still_bound,
)
from headway.domain.rounding import round_to

NOW = Known(What.CURRENT, "the figure for August 2020", Fraction(263))
CHANGE = Known(
    What.CHANGE_LAST_YEAR, "the change on August 2019", Fraction(3100, 232), Kind.PERCENT
)
FALL = Known(What.CHANGE_PREVIOUS, "the change on July 2020", Fraction(-21), Kind.PERCENT)
SHARE = Known(What.PREVIOUS, "the figure for July 2020", Fraction(13, 2), Kind.PERCENT)
KNOWN = (NOW, CHANGE, FALL, SHARE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("263 were started, up 13% on August 2019.", ["263", "13%"]),
        ("On 3 December 2026 and in 2019/20, Q3, 31/03/2017 nothing happened.", []),
        ("Open for 12 months or 2 years; a 6-month plan.", []),
        ("6.5 to 7.25 per cent, 0.8 points.", ["6.5", "7.25 per cent", "0.8 points"]),
        ("Team T03 and EH14b, the 2nd of them.", []),
        ("It cost £1,200.50, or -4 on the plan (1,491).", ["£1,200.50", "-4", "1,491"]),
        ("18 of 72 families", ["18", "72"]),
    ],
)  # fmt: skip
def test_numbers_are_found_and_dates_are_not(text, found):
    assert [one.printed for one in numbers_in(text)] == found
    assert all(text[one.start : one.end] == one.printed for one in numbers_in(text))


@pytest.mark.parametrize(
    ("printed", "what"),
    [
        ("263", What.CURRENT),
        ("13%", What.CHANGE_LAST_YEAR),
        ("13.4%", What.CHANGE_LAST_YEAR),
        ("21%", What.CHANGE_PREVIOUS),
        ("-21%", What.CHANGE_PREVIOUS),
        ("7%", What.PREVIOUS),  # half up
        ("6.5", What.PREVIOUS),
    ],
)
def test_a_number_stands_for_the_figure_it_is_the_rounding_of(printed, what):
    (number,) = numbers_in(printed)
    assert [one.what for one in proposed(number, KNOWN)] == [what]


@pytest.mark.parametrize("printed", ["264", "263%", "14%", "+21%", "13", "6%", "13 points"])
def test_a_number_that_is_not_exactly_a_figure_is_not_proposed(printed):
    (number,) = numbers_in(printed)
    assert proposed(number, KNOWN) == ()


def test_a_year_is_asked_about_only_where_a_figure_is_the_same():
    known = Known(What.CURRENT, "the figure", Fraction(2019))
    assert asked_about("It was so in 2019.", KNOWN) == ()
    assert len(asked_about("It was so in 2019.", [known])) == 1


def test_a_figure_that_moves_is_told_with_was_and_is():
    number = numbers_in("263")[0]
    bindings = [bind(number, NOW), Binding("99", None)]
    assert moved(bindings, {What.CURRENT: NOW}) == ()
    (told,) = moved(bindings, {What.CURRENT: Known(What.CURRENT, "x", Fraction(1270))})
    assert told.sentence == ("The text says 263 for the figure for August 2020; it is now 1,270")
    (gone,) = moved(bindings, {})
    assert gone.is_now == "there is no such figure now"


def test_a_binding_to_what_the_number_is_not_is_refused():
    with pytest.raises(ValueError, match="264 is not the figure"):
        bind(numbers_in("264")[0], NOW)


def test_what_was_said_stays_with_its_number_when_others_come_and_go():
    before = [bind(one, NOW) for one in numbers_in("263")] + [Binding("5", None)]
    kept = still_bound(before, numbers_in("In all 7 came: 263 of them, and 5 more, then 8."))
    assert [one.printed if one else None for one in kept] == [None, "263", "5", None]


@given(st.fractions(min_value=-5000, max_value=5000, max_denominator=997), st.integers(0, 3))
def test_a_figure_as_it_is_printed_is_always_recognised(amount, decimals):
    text = f"{round_to(amount, decimals):,}"
    known = Known(What.CURRENT, "it", amount)
    (number,) = numbers_in(text)
    assert proposed(number, [known]) == (known,)
    assert moved([bind(number, known)], {What.CURRENT: known}) == ()
