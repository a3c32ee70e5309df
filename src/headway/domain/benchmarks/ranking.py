"""Rank and quartile band among all authorities that have a figure, by the tool's rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from headway.domain.polarity import Polarity
from headway.domain.values import Number, Value


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a ranking: 1 is best; equals share the best place among them."""

    place: int
    of: int
    equals: int = 1  # how many hold this very place

    def __post_init__(self) -> None:
        if not 1 <= self.place <= self.of or not 1 <= self.equals <= self.of:
            raise ValueError("a place lies between the first and the last")

    @property
    def words(self) -> str:
        """Say the place: "27 of 153", with who shares it."""
        shared = f", shared by {self.equals}" if self.equals > 1 else ""
        return f"{self.place} of {self.of}{shared}"


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The least, the quarters and the greatest of the figures of ``of`` authorities."""

    points: tuple[Fraction, Fraction, Fraction, Fraction, Fraction]
    of: int


class Band(Enum):
    """A quarter of the authorities: A is the best, D the worst."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


def rank_of(value: Value, all_values: Iterable[Value], polarity: Polarity) -> Rank | None:
    """Return the place of ``value`` among numbers that include it; None where none is better.

    Ties take the lowest place ("min"). Without a better direction nobody is ranked.
    """
    if polarity not in (Polarity.HIGHER, Polarity.LOWER) or not isinstance(value, Number):
        return None
    amounts = [each.amount for each in all_values if isinstance(each, Number)]
    if polarity is Polarity.HIGHER:
        better = sum(amount > value.amount for amount in amounts)
    else:
        better = sum(amount < value.amount for amount in amounts)
    return Rank(better + 1, len(amounts), amounts.count(value.amount))


def quantile(amounts: Sequence[Fraction], share: Fraction) -> Fraction:
    """Return a quantile of sorted amounts by interpolation between neighbours (R's type 7)."""
    at = share * (len(amounts) - 1)
    below = at.numerator // at.denominator
    rest = at - below
    if not rest:
        return amounts[below]
    return amounts[below] + rest * (amounts[below + 1] - amounts[below])


def quartiles(all_values: Iterable[Value]) -> Quartiles | None:
    """Return the quartiles of the numbers among some values; None where there is no number."""
    amounts = sorted(each.amount for each in all_values if isinstance(each, Number))
    if not amounts:
        return None
    least, first, middle, third, greatest = (
        quantile(amounts, Fraction(quarter, 4)) for quarter in range(5)
    )
    return Quartiles((least, first, middle, third, greatest), len(amounts))


def band_of(value: Value, found: Quartiles | None, polarity: Polarity) -> Band | None:
    """Return the band of a figure; each quarter holds its upper bound, the lowest both bounds.

    Where lower is better the lowest quarter is A, where higher is better it is D.
    """
    if found is None or not isinstance(value, Number):
        return None
    if polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return None
    quarter = next(n for n in range(4) if n == 3 or value.amount <= found.points[n + 1])
    bands = list(Band)
    return bands[quarter] if polarity is Polarity.LOWER else bands[3 - quarter]
