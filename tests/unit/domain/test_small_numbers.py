"""Small counts withheld so that no subtraction from the total brings them back."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.small_numbers import protected
from headway.domain.values import Absent, Number, State, number


def shown(counts, minimum=5):
    found = protected({at: number(one) for at, one in enumerate(counts)}, minimum)
    return [int(one.amount) if isinstance(one, Number) else "*" for one in found.values()]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([12, 9, 7], [12, 9, 7]),
        ([12, 9, 0], [12, 9, 0]),  # nought is told
        ([12, 9, 3], [12, "*", "*"]),  # one alone is the total less the others
        ([12, 4, 3], [12, "*", "*"]),
        ([12, 1, 1], ["*", "*", "*"]),  # two that add up to 2 are 1 and 1
        ([12, 9, 1, 1], [12, "*", "*", "*"]),
        ([3, 0, 0], ["*", "*", "*"]),
        ([5], [5]),
        ([], []),
    ],
)
def test_what_is_withheld(counts, expected):
    assert shown(counts) == expected


def test_what_is_absent_already_stays_as_it_is():
    absent = Absent(State.NOT_APPLICABLE, "it ended")
    assert protected({"a": absent, "b": number(7)}) == {"a": absent, "b": number(7)}


def test_a_minimum_that_withholds_nothing_is_refused():
    with pytest.raises(ValueError, match="2 or more"):
        protected({}, 1)


@given(st.lists(st.integers(0, 12), max_size=6), st.integers(2, 6))
def test_no_small_count_follows_from_the_total(counts, minimum):
    """The obvious way: every way to fill the gaps that gives the total is a way it may be."""
    told = shown(counts, minimum)
    assert not any(isinstance(one, int) and 0 < one < minimum for one in told)
    gaps = [at for at, one in enumerate(told) if one == "*"]
    rest = sum(counts[at] for at in gaps)
    if len(gaps) < len(counts):
        ways = [way for way in product(range(1, rest + 1), repeat=len(gaps)) if sum(way) == rest]
        for place, at in enumerate(gaps):
            if 0 < counts[at] < minimum and 0 not in [counts[each] for each in gaps]:
                assert any(way[place] >= minimum for way in ways)
