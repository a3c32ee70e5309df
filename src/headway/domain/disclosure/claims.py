"""What a derived figure says of the counts behind it, exactly.

A printed figure is a rounded one, so it says that something lies between two bounds. Each claim is
one of a closed list of forms; every derived figure of a page can be told in one of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from headway.domain.disclosure.cells import CellKey
from headway.domain.disclosure.policy import DerivedKind

Count: TypeAlias = Callable[[CellKey], int]
Term: TypeAlias = tuple[CellKey, Fraction]


@dataclass(frozen=True, slots=True)
class Within:
    """A weighted sum of counts lies from ``low`` up to ``high``; an open end is not included."""

    terms: tuple[Term, ...]
    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        keys = [key for key, _ in self.terms]
        if not keys or len(set(keys)) != len(keys) or any(not weight for _, weight in self.terms):
            raise ValueError("a claim weighs one count or more, each once and never by nought")
        if self.low is None and self.high is None:
            raise ValueError("a claim has at least one bound")

    @property
    def keys(self) -> tuple[CellKey, ...]:
        """The counts it speaks of."""
        return tuple(key for key, _ in self.terms)

    def holds(self, count: Count) -> bool:
        """Say whether it is true of these counts."""
        total = sum((weight * count(key) for key, weight in self.terms), Fraction(0))
        low = self.low is None or total > self.low or (total == self.low and not self.low_open)
        high = self.high is None or total < self.high or (total == self.high and not self.high_open)
        return low and high


@dataclass(frozen=True, slots=True)
class AllOf:
    """Several bounds told by one figure, such as a percentage of a denominator above nought."""

    claims: tuple[Within, ...]

    @property
    def keys(self) -> tuple[CellKey, ...]:
        """The counts they speak of."""
        return tuple(dict.fromkeys(key for claim in self.claims for key in claim.keys))

    def holds(self, count: Count) -> bool:
        """Say whether all are true of these counts."""
        return all(claim.holds(count) for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The highest (or lowest) of some counts is from ``low`` to ``high``, both included."""

    keys: tuple[CellKey, ...]
    low: int
    high: int
    highest: bool = True

    def __post_init__(self) -> None:
        if not self.keys or self.low > self.high:
            raise ValueError("an extreme is of one count or more, between bounds in order")

    def holds(self, count: Count) -> bool:
        """Say whether it is true of these counts."""
        choose = max if self.highest else min
        return self.low <= choose(count(key) for key in self.keys) <= self.high


@dataclass(frozen=True, slots=True)
class MovingRange:
    """The differences of neighbours, added up without their signs, lie from ``low`` to ``high``.

    Control limits give their mean away: (upper limit - mean) / 2.66.
    """

    keys: tuple[CellKey, ...]
    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if len(self.keys) < 2 or self.low > self.high:
            raise ValueError("moving ranges are of two counts or more, between bounds in order")

    def holds(self, count: Count) -> bool:
        """Say whether it is true of these counts."""
        counts = [count(key) for key in self.keys]
        moved = sum(abs(after - before) for before, after in pairwise(counts))
        return self.low <= moved <= self.high


@dataclass(frozen=True, slots=True)
class FromShown:
    """Worked out from figures as they are shown, such as a percentage of rounded parts.

    It says nothing that its parts do not say, and is withheld with any of them.
    """

    keys: tuple[CellKey, ...]

    def holds(self, count: Count) -> bool:
        """Say nothing of the exact counts."""
        return True


Claim: TypeAlias = Within | AllOf | Extreme | MovingRange | FromShown


@dataclass(frozen=True, slots=True)
class Statement:
    """One derived figure, sign or sentence of a release: its name, its kind and what it says.

    ``denominator`` is the count a percentage is of, for the policy's minimum.
    """

    name: str
    kind: DerivedKind
    claim: Claim
    denominator: CellKey | None = None

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a statement has a name")


def half_of(decimals: int) -> Fraction:
    """Return half a unit in the last place shown."""
    return Fraction(1, 2 * 10**decimals)


def rounded(terms: Iterable[Term], shown: Fraction, decimals: int) -> Within:
    """Say that a weighted sum is shown as ``shown``, rounded half up (away from nought)."""
    half = half_of(decimals)
    low_open, high_open = shown <= 0, shown >= 0
    return Within(tuple(terms), shown - half, shown + half, low_open, high_open)


def ratio(
    numerator: CellKey, denominator: CellKey, shown: Fraction, decimals: int, scale: int = 100
) -> AllOf:
    """Say that numerator ÷ denominator × scale is shown as ``shown``, rounded half up."""
    half = half_of(decimals)
    above = ((numerator, Fraction(scale)), (denominator, -(shown - half)))
    below = ((numerator, Fraction(scale)), (denominator, -(shown + half)))
    claims = [Within(((denominator, Fraction(1)),), low=Fraction(1))]
    if shown > half:
        claims.append(Within(above, low=Fraction(0)))
    claims.append(Within(below, high=Fraction(0), high_open=True))
    return AllOf(tuple(claims))


def change(now: CellKey, before: CellKey, shown: Fraction) -> Within:
    """Say that a count changed by exactly ``shown``."""
    return Within(((now, Fraction(1)), (before, Fraction(-1))), shown, shown)


def percent_change(now: CellKey, before: CellKey, shown: Fraction, decimals: int) -> AllOf:
    """Say that a count changed by ``shown`` per cent, rounded half up (away from nought)."""
    half = half_of(decimals)
    ends = []
    for end, is_low in ((shown - half, True), (shown + half, False)):
        weight = -(100 + end)
        terms = ((now, Fraction(100)), *(((before, weight),) if weight else ()))
        is_open = (shown <= 0) if is_low else (shown >= 0)
        zero = Fraction(0)
        ends.append(
            Within(terms, low=zero, low_open=is_open)
            if is_low
            else Within(terms, high=zero, high_open=is_open)
        )
    return AllOf((Within(((before, Fraction(1)),), low=Fraction(1)), *ends))


def mean(keys: Iterable[CellKey], shown: Fraction, decimals: int) -> Within:
    """Say that the mean of some counts is shown as ``shown``, rounded half up."""
    counted = tuple(keys)
    return rounded(((key, Fraction(1, len(counted))) for key in counted), shown, decimals)


def maximum(keys: Iterable[CellKey], shown: int) -> Extreme:
    """Say that the highest of some counts is ``shown``."""
    return Extreme(tuple(keys), shown, shown)


def minimum(keys: Iterable[CellKey], shown: int) -> Extreme:
    """Say that the lowest of some counts is ``shown``."""
    return Extreme(tuple(keys), shown, shown, highest=False)


def between(key: CellKey, low: int | None, high: int | None) -> Within:
    """Say that a count lies between bounds, both included, as a colour or a mark "≥" does."""
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    return Within(((key, Fraction(1)),), ends[0], ends[1])


def limits(
    keys: Iterable[CellKey], mean_shown: Fraction, upper_shown: Fraction, decimals: int
) -> tuple[Within, MovingRange]:
    """Say what the mean and the upper limit of an XmR chart tell of the counts behind it.

    Upper limit = mean + 2.66 × mean moving range (Making Data Count), both rounded half up.
    """
    counted = tuple(keys)
    slack = 2 * half_of(decimals)
    steps = len(counted) - 1
    width = upper_shown - mean_shown
    low, high = ((width + sign * slack) * steps / Fraction(266, 100) for sign in (-1, 1))
    moving = MovingRange(counted, max(low, Fraction(0)), max(high, Fraction(0)))
    return mean(counted, mean_shown, decimals), moving
