"""How much figures usually move: exact, by age, and silent where too little was seen."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.periods import month
from headway.domain.usual_change import (
    LEAST,
    Observation,
    age_in_months,
    likely_change,
    likely_words,
)


def seen(age, before, after, later=None):
    return Observation(age, later or age + 1, Fraction(before), Fraction(after))


FIRST = [seen(0, 10, 12), seen(0, 20, 24), seen(0, 30, 33), seen(0, 40, 41)]
SECOND = [seen(1, 10, 10), seen(1, 20, 22), seen(1, 30, 30), seen(1, 40, 43)]


def test_figures_grow_by_what_all_of_an_age_became_over_what_they_were():
    found = likely_change([*FIRST, *SECOND], 0, Fraction(50))
    assert found is not None
    assert found.ratio == Fraction(110, 100) * Fraction(105, 100)
    assert found.amount == 50 * (found.ratio - 1)
    assert (found.observations, found.until) == (4, 2)


def test_an_older_figure_has_only_the_later_steps_before_it():
    found = likely_change([*FIRST, *SECOND], 1, Fraction(40))
    assert found is not None
    assert found.amount == 2
    assert likely_change([*FIRST, *SECOND], 2, Fraction(40)) is None


def test_a_percentage_moves_by_points_and_not_in_proportion():
    ones = [seen(0, 50, 52), seen(0, 10, 11), seen(0, 20, 20), seen(0, 40, 41)]
    found = likely_change(ones, 0, Fraction(90), in_proportion=False)
    assert found is not None
    assert (found.amount, found.ratio) == (Fraction(1), None)


def test_too_few_observations_say_nothing():
    assert likely_change(FIRST[: LEAST - 1], 0, Fraction(50)) is None
    assert likely_change([seen(0, 0, 0)] * LEAST, 0, Fraction(50)) is None
    found = likely_change([*FIRST, *SECOND[: LEAST - 1]], 0, Fraction(50))
    assert found is not None
    assert found.until == 1


def test_of_uneven_steps_the_one_taken_most_often_counts():
    quarterly = [seen(0, 10, 20, 3)] * (LEAST + 1)
    found = likely_change([*FIRST, *quarterly], 0, Fraction(10))
    assert found is not None
    assert found.ratio == 2
    assert (found.until, found.observations) == (3, LEAST + 1)


def test_the_words_say_which_way_and_on_how_many_they_rest():
    rising = likely_change(FIRST, 0, Fraction(50))
    assert likely_words(rising, "5") == "still likely to rise by about 5 (4 observations)"
    falling = likely_change([seen(0, 12, 10)] * 4, 0, Fraction(12))
    assert likely_words(falling, "2").startswith("still likely to fall by about 2")
    assert likely_words(rising, "0.0") == ""
    assert likely_words(None, "5") == ""


@given(
    st.lists(st.tuples(st.integers(1, 99), st.integers(0, 99)), min_size=LEAST, max_size=9),
    st.integers(0, 99),
)
def test_one_step_is_the_sum_over_the_sum(pairs, amount):
    found = likely_change([seen(0, *pair) for pair in pairs], 0, Fraction(amount))
    assert found is not None
    before, after = (sum(one) for one in zip(*pairs, strict=True))
    assert (found.amount + amount) * before == amount * after


def test_age_counts_whole_months_since_the_end_of_the_period():
    assert age_in_months(month(2026, 8), month(2026, 8)) == 0
    assert age_in_months(month(2025, 12), month(2026, 2)) == 2
    assert age_in_months(month(2026, 9), month(2026, 8)) == -1
    with pytest.raises(ValueError, match="older"):
        Observation(2, 2, Fraction(1), Fraction(1))
