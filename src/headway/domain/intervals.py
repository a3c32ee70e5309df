"""95% intervals of proportions, rates and ratios, each by a named method with its source.

What goes in is exact: whole counts and people. Square roots and logarithms are not, so that the
ends are worked out in floating point and given back rounded to 9 significant digits; they are
never added to anything. Bounds are for a level of 95%, two-sided.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import exp, log, sqrt

Z = 1.959963984540054
"""The point of the normal distribution beyond which 2.5% lie."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``; ``method`` is the name under which it is found in a textbook."""

    low: Fraction
    high: Fraction
    method: str

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("an interval runs from its lower end to its higher")

    def holds(self, value: Fraction) -> bool:
        """Whether a value lies inside, the ends included."""
        return self.low <= value <= self.high


def wilson(count: int, of: int) -> Interval:
    """Return the score interval of the proportion ``count`` of ``of``.

    E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209-212; method 3 of
    R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872.
    """
    if not 0 <= count <= of or not of:
        raise ValueError("a proportion is of at least one, and of no more than there are")
    share, square = count / of, Z * Z
    middle = share + square / (2 * of)
    spread = Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    below = 1 + square / of
    low = 0.0 if count == 0 else (middle - spread) / below
    high = 1.0 if count == of else (middle + spread) / below
    return Interval(_exact(low), _exact(high), "Wilson score")


def byar(count: int, people: Fraction) -> Interval:
    """Return the interval of the rate ``count`` over ``people``, by Byar's approximation.

    N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research II (1987), page 69; the
    method of England's public health profiles. Close to the exact Poisson limits from 5 or so on.
    """
    if count < 0 or people <= 0:
        raise ValueError("a rate is of nought or more, over somebody")
    more = count + 1
    low = 0.0
    if count:
        low = count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3
    high = more * (1 - 1 / (9 * more) + Z / (3 * sqrt(more))) ** 3
    return Interval(_exact(max(low, 0.0)) / people, _exact(high) / people, "Byar")


def ratio_of_proportions(one: int, of_one: int, other: int, of_other: int) -> Interval:
    """Return the interval of the ratio of two proportions, by the logarithm.

    D. Katz and others, Biometrics 34 (1978) 469-474. Raises ValueError where a count is nought:
    the method has no interval then.
    """
    if not 0 < one <= of_one or not 0 < other <= of_other:
        raise ValueError("both counts are at least 1, and of no more than there are")
    ratio = (one / of_one) / (other / of_other)
    error = sqrt(max(0.0, 1 / one - 1 / of_one + 1 / other - 1 / of_other))
    return _around(ratio, error, "Katz log")


def ratio_of_rates(one: int, people_one: Fraction, other: int, people_other: Fraction) -> Interval:
    """Return the interval of the ratio of two rates, by the logarithm.

    K. J. Rothman, Epidemiology: An Introduction (2002), chapter 7. Raises ValueError where a count
    is nought.
    """
    if one < 1 or other < 1 or people_one <= 0 or people_other <= 0:
        raise ValueError("both counts are at least 1, over somebody")
    ratio = float((one / people_one) / (other / people_other))
    return _around(ratio, sqrt(1 / one + 1 / other), "log of the rate ratio")


def _around(ratio: float, error: float, method: str) -> Interval:
    ends = (exp(log(ratio) - Z * error), exp(log(ratio) + Z * error))
    return Interval(_exact(ends[0]), _exact(ends[1]), method)


def _exact(found: float) -> Fraction:
    return Fraction(f"{found:.9g}")
