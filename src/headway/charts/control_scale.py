"""Where a control chart's periods and amounts lie, and the marks along its axes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.charts.control_shapes import width_of
from headway.domain.control_charts.chart import ControlChart
from headway.domain.period_labels import short_label
from headway.domain.periods import Period, PeriodKind, index_of

_NICE = (1, 2, 5, 10)
NO_SPAN_REACH = Fraction(1)


@dataclass(frozen=True, slots=True)
class Plot:
    """The field that figures are drawn in: its edges on the drawing, its periods, its amounts."""

    left: Fraction
    right: Fraction
    top: Fraction
    bottom: Fraction
    first: int
    last: int
    low: Fraction
    high: Fraction

    def x(self, period: Period) -> Fraction:
        """Where a period lies; a single one in the middle."""
        span = self.last - self.first
        if not span:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (place_of(period) - self.first) / span

    def y(self, amount: Fraction) -> Fraction:
        """Where an amount lies; what is off the field lies on its edge."""
        inside = min(max(amount, self.low), self.high)
        return self.top + (self.bottom - self.top) * (self.high - inside) / (self.high - self.low)

    def step(self, count: int) -> Fraction:
        """Return how far one of so many periods is from the next."""
        return (self.right - self.left) / max(count - 1, 1)


def place_of(period: Period) -> int:
    """Number the periods of one kind so that neighbours are evenly apart."""
    if period.kind is PeriodKind.WEEK:
        return period.end.toordinal() // 7
    return index_of(period.end)


def amounts_of(chart: ControlChart) -> list[Fraction]:
    """Return every amount that is drawn: figures, averages, limits within reach, targets."""
    found = [point.amount for point in chart.points if point.amount is not None]
    for segment in chart.segments:
        if segment.limits is not None:
            found.append(segment.limits.mean)
            if band := segment.limits.band:
                found += [each for each in (band.lower, band.upper) if chart.possible.holds(each)]
    for point in chart.points:
        if point.target is not None and point.target.goal is not None:
            found.append(point.target.goal)
            found += [] if point.target.high is None else [point.target.high]
    return found


def range_of(chart: ControlChart) -> tuple[Fraction, Fraction]:
    """Return the lowest and highest amount of the field, never past what is possible."""
    amounts = amounts_of(chart)
    low, high = min(amounts), max(amounts)
    room = (high - low) * Fraction(8, 100) or NO_SPAN_REACH
    bounds, low, high = chart.possible, low - room, high + room
    # A figure or target that already lies beyond stays on the field.
    if bounds.low is not None:
        low = max(low, min(bounds.low, *amounts))
    if bounds.high is not None:
        high = min(high, max(bounds.high, *amounts))
    return (low, high) if high > low else (low - NO_SPAN_REACH, high + NO_SPAN_REACH)


def ticks(low: Fraction, high: Fraction, most: int) -> list[Fraction]:
    """Return round amounts between two ends, no more than ``most`` of them."""
    power = Fraction(1)
    while power > (high - low) / most:
        power /= 10
    while power * 10 < (high - low) / most:
        power *= 10
    for nice in (*_NICE, 20, 50, 100):
        step = power * nice
        first = -(-low // step) * step
        found = [first + step * nth for nth in range(int((high - first) / step) + 1)]
        if 0 < len(found) <= most:
            return found
    return [low]


def decimals_for(amounts: Sequence[Fraction], most: int = 4) -> int:
    """Return the fewest decimals that write each amount exactly, up to ``most``."""
    for places in range(most):
        if all((amount * 10**places).denominator == 1 for amount in amounts):
            return places
    return most


def dated(chart: ControlChart, plot: Plot, size: int) -> Iterator[tuple[Fraction, str]]:
    """Yield the labels along the foot, from the last period back, each with room of its own."""
    free = None
    for point in reversed(chart.points):
        words, x = short_label(point.period), plot.x(point.period)
        half = width_of(words, size) / 2
        if free is None or x + half + size / 2 <= free:
            yield x, words
            free = x - half


def spread_out(
    wanted: Sequence[Fraction], gap: Fraction, top: Fraction, bottom: Fraction
) -> list[Fraction]:
    """Move heights apart to at least ``gap``, in their order, within top and bottom.

    ``wanted`` is in rising order; what does not fit goes on above the top.
    """
    placed: list[Fraction] = []
    for height in wanted:
        least = placed[-1] + gap if placed else top
        placed.append(max(height, least))
    for at in range(len(placed) - 1, -1, -1):
        most = bottom if at == len(placed) - 1 else placed[at + 1] - gap
        placed[at] = min(placed[at], most)
    return placed
