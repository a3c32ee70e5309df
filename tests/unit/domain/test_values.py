"""Value states: absent is not nought, in every aggregate."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.indicator import Unit
from headway.domain.show import show
from headway.domain.values import (
    Absent,
    Number,
    State,
    Summary,
    add,
    divide,
    maximum,
    mean,
    number,
)

numbers = st.fractions(-1000, 1000, max_denominator=50).map(Number)
absences = st.sampled_from(State).map(Absent)
values = st.one_of(numbers, absences)


@given(st.lists(values, max_size=15))
def test_a_mean_rests_on_what_is_known_and_counts_the_rest(series):
    found = mean(series)
    known = [v.amount for v in series if isinstance(v, Number)]
    waived = sum(
        isinstance(v, Absent) and v.state in (State.NOT_DUE, State.NOT_APPLICABLE) for v in series
    )
    assert (found.known, found.due) == (len(known), len(series) - waived)
    assert sum(count for _, count in found.left_out) == found.due - found.known
    if known:
        assert found.value == Number(sum(known) / len(known))
    else:
        assert isinstance(found.value, Absent)


@given(st.lists(values, max_size=15), absences)
def test_an_absence_changes_no_mean_and_no_maximum(series, absence):
    assert mean([*series, absence]).value == mean(series).value
    assert maximum([*series, absence]).value == maximum(series).value


@given(st.lists(numbers, min_size=1, max_size=15))
def test_a_maximum_of_all_negative_numbers_is_not_nought(series):
    below = [Number(-abs(v.amount) - 1) for v in series]
    highest = maximum(below).value
    assert isinstance(highest, Number)
    assert highest.amount == max(v.amount for v in below)


@given(st.lists(numbers, max_size=8), absences, st.lists(numbers, max_size=8))
def test_a_sum_refuses_a_part_that_is_not_known(before, absence, after):
    found = add([*before, absence, *after])
    assert isinstance(found, Absent)
    assert absence.state.value in found.note


@given(st.lists(numbers, min_size=1, max_size=8))
def test_a_sum_of_numbers_is_their_sum(series):
    assert add(series) == Number(sum((v.amount for v in series), Fraction(0)))


@given(values, values)
def test_a_quotient_is_a_number_only_where_both_parts_are(above, below):
    found = divide(above, below, 100)
    if isinstance(above, Number) and isinstance(below, Number) and below.amount != 0:
        assert found == Number(above.amount * 100 / below.amount)
    else:
        assert isinstance(found, Absent)
    if isinstance(above, Absent):
        assert found == above


def test_nothing_below_the_line_is_not_applicable():
    found = divide(number(3), number(0))
    assert isinstance(found, Absent)
    assert found.state is State.NOT_APPLICABLE


def test_every_state_shows_as_itself():
    symbols = [show(Absent(state)) for state in State]
    assert len(set(symbols)) == len(State)
    assert "0" not in symbols
    assert "" not in symbols


def test_numbers_show_as_people_write_them():
    assert show(number(2577)) == "2,577"
    assert show(number("6.8"), Unit.PERCENTAGE, 1) == "6.8%"
    assert show(number(-1200), Unit.POUNDS) == "-£1,200"
    assert show(number(0)) == "0"


def test_no_float_becomes_a_number():
    with pytest.raises(TypeError):
        number(0.1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Number(0.1)  # type: ignore[arg-type]


def test_a_summary_cannot_know_more_than_is_due():
    with pytest.raises(ValueError, match="known"):
        Summary(number(1), 3, 2)
    with pytest.raises(ValueError, match="nothing"):
        Summary(number(1), 0, 2)
