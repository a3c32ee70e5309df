"""A series as a small line, with a gap wherever a figure is absent, and the same in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from headway.charts.svg import at, element, frame, text
from headway.domain.breaks import Break, BreakKind, lasting, latest_between
from headway.domain.indicator import Unit
from headway.domain.periods import Period, index_of
from headway.domain.show import show
from headway.domain.values import Absent, Number, State, Value

Series = Sequence[tuple[Period, Value]]
MARGIN = 7
NO_PERIOD_BETWEEN = "nothing is known between"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a period and an amount are drawn. The range comes from the shown numbers only."""

    first: int
    last: int
    low: Fraction
    high: Fraction
    width: int
    height: int

    def x(self, period: Period) -> Fraction:
        room, span = self.width - 2 * MARGIN, self.last - self.first
        if not span:
            return Fraction(self.width, 2)
        return MARGIN + Fraction(room * (index_of(period.end) - self.first), span)

    def y(self, amount: Fraction) -> Fraction:
        room, span = self.height - 2 * MARGIN, self.high - self.low
        if not span:
            return Fraction(self.height, 2)
        return MARGIN + room * (self.high - amount) / span


def sparkline(
    series: Series,
    title: str,
    description: str,
    *,
    identifier: str = "sparkline",
    width: int = 160,
    height: int = 40,
    breaks: Sequence[Break] = (),
) -> str:
    """Draw a series, oldest first, as an SVG element.

    Only neighbouring periods are joined: the line stops at every absent figure and at every
    period that the series leaves out. A withheld or unreadable figure is marked with its symbol
    at the foot, whatever its neighbours are. The last number is marked with a disc, or with a
    ring where later figures are absent. ``identifier`` must be unique on the page. At a break that
    nothing was restated over the line stops, and a dotted upright with a sign of its kind at its
    head stands in the gap: a diamond for the definition, a square for the organisation, a triangle
    for the source.
    """
    ordered = sorted(series, key=lambda each: each[0])
    scale = _scale(ordered, width, height)
    parts = [
        *(_break(each, ordered, scale) for each in breaks_of(ordered, breaks)),
        *(_run(run, scale) for run in _runs(ordered, breaks)),
        *(_gap(period, value, scale) for period, value in ordered if isinstance(value, Absent)),
        _last_mark(ordered, scale),
    ]
    return frame(
        parts,
        identifier=identifier,
        title=title,
        description=description,
        width=width,
        height=height,
        kind="sparkline",
    )


def breaks_of(series: Series, breaks: Sequence[Break]) -> tuple[Break, ...]:
    """Return the breaks that lie within a series and keep its two sides apart."""
    if not series:
        return ()
    first, last = series[0][0], series[-1][0]
    return tuple(each for each in lasting(breaks) if each.lies_between(first, last))


def text_alternative(
    series: Series, unit: Unit = Unit.NUMBER, decimals: int = 0, breaks: Sequence[Break] = ()
) -> str:
    """Say what a sparkline shows: its ends, its lowest and highest, every gap and every break."""
    ordered = sorted(series, key=lambda each: each[0])
    broken = [f"the line breaks: {each.sentence}" for each in breaks_of(ordered, breaks)]
    known = _numbers(ordered)
    if not known:
        return _joined("No figure is known", *broken, *_absences(ordered))
    lowest = min(known, key=lambda each: each[1])
    highest = max(known, key=lambda each: each[1])
    ends = {
        "first": known[0],
        "lowest": lowest,
        "highest": highest,
        "last": known[-1],
    }
    said = ", ".join(
        f"{word} {show(Number(amount), unit, decimals)} in {period}"
        for word, (period, amount) in ends.items()
    )
    count = "1 figure" if len(known) == 1 else f"{len(known)} figures"
    if len(known) == 1:
        said = f"{show(Number(known[0][1]), unit, decimals)} in {known[0][0]}"
    return _joined(f"{count}: {said}", *broken, *_gaps(ordered), *_absences(ordered))


def _numbers(series: Series) -> list[tuple[Period, Fraction]]:
    return [(period, value.amount) for period, value in series if isinstance(value, Number)]


def _scale(series: Series, width: int, height: int) -> _Scale:
    ends = [index_of(period.end) for period, _ in series] or [0]
    amounts = [amount for _, amount in _numbers(series)] or [Fraction(0)]
    return _Scale(min(ends), max(ends), min(amounts), max(amounts), width, height)


def _neighbours(earlier: Period, later: Period) -> bool:
    return earlier.kind is later.kind and earlier.shift(1) == later


def _runs(series: Series, breaks: Sequence[Break] = ()) -> Iterator[list[tuple[Period, Fraction]]]:
    """Yield the stretches of neighbouring numbers; a lone number is a stretch of one."""
    run: list[tuple[Period, Fraction]] = []
    for period, value in series:
        broken = isinstance(value, Absent) or (
            run and latest_between(lasting(breaks), run[-1][0], period) is not None
        )
        if run and (broken or not _neighbours(run[-1][0], period)):
            yield run
            run = []
        if isinstance(value, Number):
            run.append((period, value.amount))
    if run:
        yield run


def _run(run: list[tuple[Period, Fraction]], scale: _Scale) -> str:
    points = [(at(scale.x(period)), at(scale.y(amount))) for period, amount in run]
    if len(points) == 1:
        [(x, y)] = points
        return element("circle", cx=x, cy=y, r=2, fill="currentColor")
    path = "L".join(f"{x} {y}" for x, y in points)
    return element(
        "path",
        d=f"M{path}",
        fill="none",
        stroke="currentColor",
        stroke_width=2,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


BREAK_HEADS = {  # the sign at the head of a break's upright, around its middle
    BreakKind.DEFINITION: "M{x} 0l3.5 3.5l-3.5 3.5l-3.5 -3.5Z",
    BreakKind.ORGANISATION: "M{x} 0h3v6h-6v-6Z",
    BreakKind.SOURCE: "M{x} 0l3.5 6h-7Z",
}


def _break(found: Break, series: Series, scale: _Scale) -> str:
    """Draw a break half way between the last period before it and the first one after."""
    before = [period for period, _ in series if period.end <= found.day]
    after = [period for period, _ in series if period.end > found.day]
    middle = (scale.x(before[-1]) + scale.x(after[0])) / 2 if before else scale.x(after[0])
    x = at(middle)
    upright = element(
        "path",
        class_="break",
        d=f"M{x} 6L{x} {scale.height}",
        stroke="currentColor",
        stroke_width=1,
        stroke_dasharray="2 2",
    )
    sign = BREAK_HEADS[found.kind].format(x=x)
    head = element("path", class_="break", d=sign, fill="currentColor")
    return upright + head


def _gap(period: Period, value: Absent, scale: _Scale) -> str:
    if value.state is State.NOT_DUE:
        return ""
    x, foot = at(scale.x(period)), scale.height - 2
    symbol = value.symbol
    if len(symbol) == 1 and symbol.strip("-"):
        return element(
            "text",
            text(symbol),
            x=x,
            y=foot,
            text_anchor="middle",
            font_size=12,
            fill="currentColor",
        )
    # A longer symbol has no room here: a tick at the foot, and the words in the description.
    tick = f"M{x} {foot - 5}L{x} {foot}"
    return element("path", d=tick, stroke="currentColor", stroke_width=1, stroke_dasharray="2 1")


def _last_mark(series: Series, scale: _Scale) -> str:
    known = _numbers(series)
    if not known:
        return ""
    period, amount = known[-1]
    current = period == series[-1][0]
    return element(
        "circle",
        class_="last",
        cx=at(scale.x(period)),
        cy=at(scale.y(amount)),
        r=4,
        fill="currentColor" if current else "none",
        stroke="currentColor",
        stroke_width="1.5",
    )


def _gaps(series: Series) -> Iterator[str]:
    for (earlier, _), (later, _) in pairwise(series):
        if earlier.kind is later.kind and not _neighbours(earlier, later):
            yield f"{NO_PERIOD_BETWEEN} {earlier} and {later}"


def _absences(series: Series) -> Iterator[str]:
    absent = [
        f"{period} ({value.state.value})"
        for period, value in series
        if isinstance(value, Absent) and value.state is not State.NOT_DUE
    ]
    if absent:
        yield f"no figure for {', '.join(absent)}"


def _joined(*parts: str) -> str:
    return "; ".join(parts) + "."
