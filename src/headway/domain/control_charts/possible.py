"""What a figure can be at all: a count is never under nought, a share never over 100%."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.indicator import Unit

_NEVER_NEGATIVE = {
    Unit.NUMBER,
    Unit.PERCENTAGE,
    Unit.PER_10_000,
    Unit.PER_100_000,
    Unit.DAYS,
    Unit.WORKING_DAYS,
    Unit.WEEKS,
}


@dataclass(frozen=True, slots=True)
class Possible:
    """The least and the most a figure can be; None is no bound."""

    low: Fraction | None = None
    high: Fraction | None = None

    def holds(self, amount: Fraction) -> bool:
        """Whether an amount could be a figure."""
        return (self.low is None or amount >= self.low) and (
            self.high is None or amount <= self.high
        )


def possible_range(unit: Unit, amounts: Iterable[Fraction]) -> Possible:
    """Return what is possible for a unit; a bound that a figure already passes is none.

    Percentages over 100 exist (of a target, of last year); a series that holds one is not
    stopped there. Scores and pounds have no bound.
    """
    known = list(amounts)
    low = Fraction(0) if unit in _NEVER_NEGATIVE and min(known, default=Fraction(0)) >= 0 else None
    share = unit is Unit.PERCENTAGE and max(known, default=Fraction(0)) <= 100
    return Possible(low, Fraction(100) if share else None)
