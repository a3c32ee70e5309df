"""Rounding against the definition, on every rule."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.rounding import Rounding, decimals_of, round_to

exact_numbers = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=400)
places = st.integers(0, 4)


@pytest.mark.parametrize(
    ("exact", "decimals", "printed"),
    [
        ("2.75", 1, "2.8"),
        ("3.25", 1, "3.3"),  # Python's own round gives 3.2
        ("-2.5", 0, "-3"),
        ("9.9378881", 0, "10"),
        ("-0.4", 0, "0"),
        ("2.5", 0, "3"),
    ],
)
def test_half_up_is_the_default(exact, decimals, printed):
    assert round_to(Fraction(exact), decimals) == Decimal(printed)
    assert str(round_to(Fraction(exact), decimals)) == printed


def test_each_rule_on_the_same_numbers():
    settled = {
        rule: [str(round_to(Fraction(n, 2), 0, rule)) for n in (3, 5, -3, -5)] for rule in Rounding
    }
    assert settled == {
        Rounding.HALF_UP: ["2", "3", "-2", "-3"],
        Rounding.HALF_EVEN: ["2", "2", "-2", "-2"],
        Rounding.HALF_DOWN: ["1", "2", "-1", "-2"],
        Rounding.CUT: ["1", "2", "-1", "-2"],
        Rounding.AWAY: ["2", "3", "-2", "-3"],
        Rounding.CEILING: ["2", "3", "-1", "-2"],
        Rounding.FLOOR: ["1", "2", "-2", "-3"],
    }


@given(exact_numbers, places)
def test_half_up_agrees_with_the_plain_definition(exact, decimals):
    scaled = abs(exact) * 10**decimals
    plain = math.floor(scaled + Fraction(1, 2))
    expected = Fraction(plain if exact >= 0 else -plain, 10**decimals)
    assert Fraction(round_to(exact, decimals)) == expected


@given(exact_numbers, places, st.sampled_from(Rounding))
def test_rounding_moves_less_than_one_step_and_leaves_printable_numbers_alone(
    exact, decimals, rule
):
    rounded = Fraction(round_to(exact, decimals, rule))
    step = Fraction(1, 10**decimals)
    assert abs(rounded - exact) < step
    assert Fraction(round_to(rounded, decimals, rule)) == rounded
    assert -round_to(exact, decimals).as_tuple().exponent == decimals


@given(exact_numbers, places)
def test_half_even_agrees_with_decimal(exact, decimals):
    with_decimal = round(exact, decimals)  # Fraction rounds halves to even
    assert Fraction(round_to(exact, decimals, Rounding.HALF_EVEN)) == with_decimal


def test_decimals_are_counted_as_printed():
    assert [decimals_of(text) for text in ("9%", "16.4%", "8.75%", "1,491", "2.0")] == [
        0,
        1,
        2,
        0,
        1,
    ]


def test_fewer_than_no_decimals_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        round_to(Fraction(1), -1)
