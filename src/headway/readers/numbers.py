"""Numbers as files store them, made exact, and as plain text."""

import math
import re
from decimal import Decimal
from fractions import Fraction

_WHOLE = re.compile(r"[+-]?[0-9]{1,40}")
# A spreadsheet keeps 15 significant digits; what follows them in a stored number is noise.
_SIGNIFICANT = ".15g"
_PLAIN_BELOW = 10**21
_PLAIN_ABOVE = 1e-12


def stored_number(text: str) -> Fraction | None:
    """Return the exact number that a file's digits stand for; None when they are no number.

    Whole numbers are taken digit by digit, all others as the shortest decimal of the nearest
    float, so that 18.100000000000001 and 18.1 are both 181/10.
    """
    if _WHOLE.fullmatch(text):
        return Fraction(int(text))
    try:
        return exact(float(text))
    except ValueError:
        return None


def exact(value: float) -> Fraction | None:
    """Return the shortest decimal that gives ``value``, exactly; None for infinity and NaN."""
    return Fraction(repr(value)) if math.isfinite(value) else None


def plain(number: Fraction) -> str:
    """Return the number as plain digits: "1491", "0.068"; 15 significant digits, no exponent.

    Only a number too large or small to be read that way has an exponent.
    """
    if number.denominator == 1 and abs(number.numerator) < _PLAIN_BELOW:
        return str(number.numerator)
    near = float(number)
    short = format(near, _SIGNIFICANT)
    if "e" in short and _PLAIN_ABOVE <= abs(near) < _PLAIN_BELOW:
        return format(Decimal(short), "f")
    return short
