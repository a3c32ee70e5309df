"""Exact numbers survive a file."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.exact import exact_text, read_exact


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Fraction(263), "263"),
        (Fraction("6.8"), "6.8"),
        (Fraction("-0.05"), "-0.05"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-100, 7), "-100/7"),
        (Fraction(0), "0"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1000), "1000"),
    ],
)
def test_an_exact_number_is_written_as_people_write_it(amount, text):
    assert exact_text(amount) == text


@given(st.fractions())
def test_what_is_written_reads_back_the_same(amount):
    assert read_exact(exact_text(amount)) == amount


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_a_decimal_never_needs_a_ratio(amount):
    assert "/" not in exact_text(Fraction(amount))


@pytest.mark.parametrize("text", ["", "1/0", "1e5", "tbc", "1,000", " 1", "1/-3", "nan"])
def test_anything_else_is_refused_with_what_is_allowed(text):
    with pytest.raises(ValueError, match="write 263"):
        read_exact(text)
