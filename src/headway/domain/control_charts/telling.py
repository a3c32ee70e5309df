"""How a chart's amounts are written, so that they read as they compare."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.control_charts.limits import Limits
from headway.domain.control_charts.points import ChartPoint, Rule
from headway.domain.control_charts.possible import Possible
from headway.domain.indicator import Unit
from headway.domain.periods import PeriodKind
from headway.domain.polarity import Polarity
from headway.domain.rounding import round_to
from headway.domain.show import show
from headway.domain.values import Number

_EACH = {PeriodKind.WEEK: "week", PeriodKind.QUARTER: "quarter", PeriodKind.FINANCIAL_YEAR: "year"}
MOST_MORE = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to say a chart."""

    points: Sequence[ChartPoint]
    polarity: Polarity
    unit: Unit
    decimals: int
    possible: Possible
    ties_pass: bool = False  # whether a trend passes over figures equal to the one before

    @property
    def each(self) -> str:
        """What one period is called: "month"."""
        return _EACH.get(self.points[-1].period.kind, "month")

    def text(self, amount: Fraction, more: int = 0) -> str:
        """Write an amount in the chart's unit, with so many decimals more than its figures."""
        return show(Number(amount), self.unit, self.decimals + more)

    def figure(self, amount: Fraction, more: int = 0) -> str:
        """Write a figure; decimals that would only be noughts are left out."""
        return self.text(amount, 0 if self._is_exact(amount) else more)

    def more(self, point: ChartPoint) -> int:
        """Return how many decimals more keep a figure on its side of what it is set against.

        88 beyond a limit of 87.7 must not read as 88 beyond 88.
        """
        for more in range(MOST_MORE):
            if all(self._reads_right(point, edge, more) for edge in _edges(point)):
                return more
        return MOST_MORE

    def _reads_right(self, point: ChartPoint, edge: Fraction, more: int) -> bool:
        if point.amount is None:
            return True
        places = self.decimals + more
        own = self.decimals if self._is_exact(point.amount) else places
        shown = Fraction(round_to(point.amount, own)) - Fraction(round_to(edge, places))
        return _sign(shown) == _sign(point.amount - edge)

    def _is_exact(self, amount: Fraction) -> bool:
        return Fraction(round_to(amount, self.decimals)) == amount


def range_words(telling: Telling, limits: Limits | None, more: int = 0) -> str:
    """Say the range to be expected: "18 to 36", "up to 36"; empty where there is none."""
    if limits is None or limits.band is None:
        return ""
    low, high = limits.band.lower, limits.band.upper
    low_text = telling.text(low, more) if telling.possible.holds(low) else ""
    high_text = telling.text(high, more) if telling.possible.holds(high) else ""
    if low_text and high_text:
        return f"{low_text} to {high_text}"
    if high_text:
        return f"up to {high_text}"
    return f"{low_text} or more" if low_text else "any figure at all"


def _edges(point: ChartPoint) -> list[Fraction]:
    """Return what a sentence sets the figure against."""
    if point.limits is None:
        return []
    if point.label is Rule.SHIFT:
        return [point.limits.mean]
    if point.limits.band is None or point.label not in (None, Rule.OUTSIDE):
        return []
    return [point.limits.band.lower, point.limits.band.upper]


def _sign(amount: Fraction) -> int:
    return (amount > 0) - (amount < 0)
