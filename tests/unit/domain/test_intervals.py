"""Intervals against values printed in textbooks and papers, and against a plain second way."""

from fractions import Fraction
from math import comb, exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.intervals import (
    Interval,
    Z,
    byar,
    ratio_of_proportions,
    ratio_of_rates,
    wilson,
)


def ends(found: Interval, decimals: int) -> tuple[float, float]:
    return (round(float(found.low), decimals), round(float(found.high), decimals))


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [  # R. G. Newcombe 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_newcombe_prints_it(count, of, low, high):
    assert ends(wilson(count, of), 4) == (low, high)


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_wilson_is_where_the_test_of_the_share_is_just_passed(drawn):
    """The plain way: go through the shares and keep those that z does not refuse."""
    count, of = drawn
    found = wilson(count, of)
    for end in (found.low, found.high):
        share = float(end)
        if 0 < share < 1:
            z = (count / of - share) / sqrt(share * (1 - share) / of)
            assert abs(abs(z) - Z) < 1e-4


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # The exact Poisson limits of printed tables; Byar's approximation is close to them.
    [(5, 1.62, 11.67), (10, 4.80, 18.39), (20, 12.22, 30.89), (100, 81.36, 121.63)],
)
def test_byar_is_close_to_the_exact_limits(count, low, high):
    found = byar(count, Fraction(1))
    assert abs(float(found.low) - low) < 0.02
    assert abs(float(found.high) - high) < 0.02


def test_byar_of_nought_begins_at_nought():
    assert byar(0, Fraction(10)).low == 0
    assert byar(0, Fraction(10)).high > 0


def test_a_ratio_of_proportions_as_agresti_prints_it():
    # Heart attacks without and with aspirin: A. Agresti, Categorical Data Analysis, section 3.1.
    found = ratio_of_proportions(189, 11034, 104, 11037)
    assert ends(found, 2) == (1.43, 2.31)


def test_a_ratio_of_rates_as_rothman_prints_it():
    # Breast cancer after fluoroscopy: K. J. Rothman, Epidemiology.
    found = ratio_of_rates(41, Fraction(28010), 15, Fraction(19017))
    assert ends(found, 2) == (1.03, 3.35)


@given(st.integers(1, 50), st.integers(1, 50), st.integers(50, 900), st.integers(50, 900))
def test_ratios_by_a_second_plain_way(one, other, of_one, of_other):
    """Multiply and divide by the error factor, the variances added up as fractions."""
    variance = Fraction(1, one) - Fraction(1, of_one) + Fraction(1, other) - Fraction(1, of_other)
    factor = exp(Z * sqrt(variance))
    ratio = Fraction(one, of_one) / Fraction(other, of_other)
    found = ratio_of_proportions(one, of_one, other, of_other)
    assert float(found.low) == pytest.approx(float(ratio) / factor, rel=1e-7)
    assert float(found.high) == pytest.approx(float(ratio) * factor, rel=1e-7)
    rates = ratio_of_rates(one, Fraction(of_one), other, Fraction(of_other))
    assert log(rates.high / rates.low) == pytest.approx(2 * Z * sqrt(1 / one + 1 / other), rel=1e-6)


def test_wilson_covers_about_as_often_as_it_says():
    of, share = 60, 0.3
    inside = sum(
        comb(of, count) * share**count * (1 - share) ** (of - count)
        for count in range(of + 1)
        if wilson(count, of).holds(Fraction(3, 10))
    )
    assert 0.93 < inside < 0.97


def test_what_has_no_interval_is_refused():
    for wrong in (
        lambda: wilson(1, 0),
        lambda: wilson(3, 2),
        lambda: byar(1, Fraction(0)),
        lambda: ratio_of_proportions(0, 5, 1, 5),
        lambda: ratio_of_rates(1, Fraction(5), 0, Fraction(5)),
    ):
        with pytest.raises(ValueError, match=r"."):
            wrong()
