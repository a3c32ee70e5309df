"""Rounding with its rule named: exact fractions inside, decimals at the edge.

Python's own ``round`` sends halves to the even neighbour (3.25 gives 3.2); councils print 3.3.
So every rounding here names its rule, and half up (away from zero) is the default.
"""

import decimal
from decimal import Decimal
from enum import Enum
from fractions import Fraction


class Rounding(Enum):
    """How a figure between two printable ones is settled."""

    HALF_UP = decimal.ROUND_HALF_UP  # halves away from zero: 2.5 -> 3, -2.5 -> -3
    HALF_EVEN = decimal.ROUND_HALF_EVEN  # halves to the even neighbour: 2.5 -> 2
    HALF_DOWN = decimal.ROUND_HALF_DOWN  # halves towards zero: 2.5 -> 2
    CUT = decimal.ROUND_DOWN  # the rest is cut off: 10.999 -> 10.9
    AWAY = decimal.ROUND_UP  # any rest goes away from zero: 927.1 -> 928
    CEILING = decimal.ROUND_CEILING  # to the next one above
    FLOOR = decimal.ROUND_FLOOR  # to the next one below

    @property
    def words(self) -> str:
        """The rule as a note on a page says it."""
        return _WORDS[self]


_WORDS = {
    Rounding.HALF_UP: "rounded half up",
    Rounding.HALF_EVEN: "rounded, halves to the even neighbour",
    Rounding.HALF_DOWN: "rounded half down",
    Rounding.CUT: "cut, not rounded",
    Rounding.AWAY: "rounded away from zero",
    Rounding.CEILING: "rounded up",
    Rounding.FLOOR: "rounded down",
}


def round_to(
    exact: Fraction | int, decimals: int = 0, rule: Rounding = Rounding.HALF_UP
) -> Decimal:
    """Return ``exact`` at ``decimals`` places by ``rule``; no float is ever involved.

    Minus nought does not exist for a reader: -0.4 comes out as 0.
    """
    if decimals < 0:
        raise ValueError("decimals is 0 or more")
    scaled = Fraction(exact) * 10**decimals
    whole = _whole(scaled, rule)
    return Decimal(whole).scaleb(-decimals) if decimals else Decimal(whole)


def _whole(scaled: Fraction, rule: Rounding) -> int:
    below, rest = divmod(scaled.numerator, scaled.denominator)
    if rest == 0:
        return below
    half = Fraction(rest, scaled.denominator) - Fraction(1, 2)
    return below + 1 if _goes_up(rule, half, below, negative=scaled < 0) else below


def _goes_up(rule: Rounding, half: Fraction, below: int, *, negative: bool) -> bool:
    """Say whether a number with a rest goes to the whole above; ``half`` is rest minus 1/2."""
    up_at_half = {
        Rounding.HALF_UP: not negative,
        Rounding.HALF_DOWN: negative,
        Rounding.HALF_EVEN: below % 2 == 1,
    }
    if rule in up_at_half:
        return half > 0 or (half == 0 and up_at_half[rule])
    return {
        Rounding.FLOOR: False,
        Rounding.CEILING: True,
        Rounding.CUT: negative,
        Rounding.AWAY: not negative,
    }[rule]


def decimals_of(printed: str) -> int:
    """Count the decimals a printed figure shows: "8.75%" has 2, "1,491" has 0."""
    _, point, rest = printed.partition(".")
    return len([c for c in rest if c.isdigit()]) if point else 0
