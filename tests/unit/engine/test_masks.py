"""Sets of slots in the bits of numbers say the same as sets of numbers."""

from datetime import date
from functools import reduce
from operator import or_

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.calculation import Condition, Test
from headway.domain.calculation_results import Level
from headway.domain.periods import month, periods_between, quarter, rolling_12
from headway.engine.ages import ages_of
from headway.engine.grid import grid_of
from headway.engine.masks import WORD, _by, counted_bits, distinct, runs_of, words_for
from headway.engine.periods import Span
from headway.engine.units import Placement, Units

MONTHS = list(periods_between(month(2020, 1), month(2026, 6)))
UNITS = Units(
    (),
    {"T1": 1, "T2": 2, "L1": 3, "L2": 4},
    {
        "locality": (
            Placement("T1", "L1", date(2019, 1, 1), date(2022, 5, 17)),
            Placement("T1", "L2", date(2022, 5, 17), None),
            Placement("T2", "L2", date(2019, 1, 1), None),
        )
    },
)


def number_of(places):
    return reduce(or_, (1 << place for place in places), 0)


@given(st.lists(st.frozensets(st.integers(0, WORD - 1)), max_size=6))
def test_runs_are_the_bits(sets):
    masks = np.array([number_of(one) for one in sets], np.int64)
    found: list[set[int]] = [set() for _ in sets]
    for rows, first, after in runs_of(masks):
        for row, low, high in zip(rows.tolist(), first.tolist(), after.tolist(), strict=True):
            assert found[row].isdisjoint(range(low - 1, high + 1))
            found[row] |= set(range(low, high))
    assert found == [set(one) for one in sets]


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.frozensets(st.integers(0, 129)), st.integers(0, 9)),
        max_size=6,
    )
)
def test_bits_are_counted_over_several_words(rows):
    words = [
        np.array([number_of(one - at * WORD for one in held if one // WORD == at)
                  for _, held, _ in rows], np.int64)
        for at in range(words_for(130))
    ]  # fmt: skip
    columns = np.array([column for column, _, _ in rows], np.int64)
    times = np.array([many for _, _, many in rows], np.int64)
    for given_times in (None, times):
        found = counted_bits(words, columns, 130, 3, given_times)
        expected = np.zeros((130, 3), np.int64)
        for column, held, many in rows:
            for slot in held:
                expected[slot, column] += 1 if given_times is None else many
        assert (found == expected).all()


ROWS = st.dictionaries(
    st.tuples(st.integers(1, 4), st.integers(0, 2)), st.frozensets(st.integers(0, 77)), max_size=8
)
PERIODS = st.sampled_from((
    MONTHS,
    MONTHS[20:50],
    [quarter(2022, 1), month(2022, 5), rolling_12(month(2022, 5)), rolling_12(month(2026, 6))],
))  # fmt: skip


@given(ROWS, PERIODS)
def test_somebody_is_counted_once_in_each_period_and_unit(rows, periods):
    grid = grid_of(Span(tuple(periods), UNITS))
    slots, firsts = grid.buckets, [one for _, one in grid.span.buckets()]
    rows = {key: {one for one in held if one < slots.number} for key, held in rows.items()}
    words = [
        np.array([number_of(one - at * WORD for one in held if one // WORD == at)
                  for held in rows.values()], np.int64)
        for at in range(words_for(slots.number))
    ]  # fmt: skip
    subjects, teams = (np.array([key[at] for key in rows], np.int64) for at in (0, 1))
    found = distinct(grid, slots, subjects, teams, words)
    names = ["", "T1", "T2"]
    for row, period in enumerate(periods):
        for column, unit in enumerate(grid.units):
            whose = {
                subject
                for (subject, team), held in rows.items()
                for slot in held
                if firsts[slot] in period
                and grid.span.units.place(names[team], unit.level, firsts[slot]) == unit
            }
            assert found[row, column] == len(whose), (period, unit)
    assert {one.level for one in grid.units} == set(Level)


@given(st.lists(st.integers(0, 5) | st.integers(2**60, 2**62), max_size=9))
def test_rows_are_sorted_by_keys_however_large(keys):
    order, begins = _by(np.array(keys, np.int64))
    assert [keys[one] for one in order] == sorted(keys)
    assert order.tolist() == sorted(range(len(keys)), key=lambda one: (keys[one], one))
    assert [keys[order[one]] for one in begins] == sorted(set(keys))


@given(
    st.sampled_from((Test.IS, Test.IS_NOT, Test.AT_LEAST, Test.AT_MOST)),
    st.integers(0, 200),
    st.integers(0, 210),
)
def test_ages_are_those_that_meet_the_condition(test, value, age):
    meets = {
        Test.IS: age == value,
        Test.IS_NOT: age != value,
        Test.AT_LEAST: age >= value,
        Test.AT_MOST: age <= value,
    }[test]
    ranges = ages_of(Condition("person.age", test, (value,)))
    assert any(low <= age and (high is None or age < high) for low, high in ranges) == meets


def test_bands_that_follow_each_other_are_one_range():
    asked = Condition("person.age_band", Test.IS_ANY_OF, ("5-10", "11-15", "21+"))
    assert ages_of(asked) == [(5, 16), (21, None)]
    others = Condition("person.age_band", Test.IS_NONE_OF, ("5-10", "11-15", "21+"))
    assert ages_of(others) == [(0, 5), (16, 21)]
