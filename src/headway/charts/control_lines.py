"""The lines of a control chart: its series, average, limits and targets, its gaps and marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise

from headway.charts.control_scale import Plot
from headway.charts.control_shapes import (
    BAND,
    DASHES,
    INK,
    QUIET,
    TARGET,
    Spot,
    label,
    point_sign,
    stroke,
    width_of,
)
from headway.charts.sparkline import BREAK_HEADS
from headway.charts.svg import at, element, text
from headway.domain.breaks import BreakKind
from headway.domain.control_charts.chart import ControlChart
from headway.domain.control_charts.points import ChartPoint, PointKind
from headway.domain.targets import Target
from headway.domain.values import Absent, State


def band_and_mean(chart: ControlChart, plot: Plot, edge: str = "1.5") -> Iterator[str]:
    """Yield each stretch's expected range, its limits and its average; a limit off the field not.

    The limits are lines on the range's edges, ``edge`` wide: its ground is too light to be told
    from the paper by itself.
    """
    for segment in chart.segments:
        if segment.limits is None:
            continue
        start, end = _ends(chart, plot, segment.number)
        if band := segment.limits.band:
            high, low = plot.y(band.upper), plot.y(band.lower)
            yield element(
                "rect",
                class_="expected",
                x=at(start),
                y=at(high),
                width=at(end - start),
                height=at(low - high),
                fill=BAND,
            )
            for limit in (band.upper, band.lower):
                if chart.possible.holds(limit):
                    path = f"M{at(start)} {at(plot.y(limit))}H{at(end)}"
                    yield stroke(path, QUIET, edge, DASHES["limit"], "limit")
        yield stroke(
            f"M{at(start)} {at(plot.y(segment.limits.mean))}H{at(end)}",
            QUIET,
            "1.5",
            name="average",
        )


def target_steps(chart: ControlChart, plot: Plot, width: str = "2") -> Iterator[str]:
    """Yield the targets as steps: each as far as the periods it is asked of."""
    half = plot.step(len(chart.points)) / 2
    runs = groupby(chart.points, key=lambda point: _goals(point.target))
    before: tuple[tuple[Fraction, ...], Fraction] | None = None
    for goals, grouped in runs:
        points = list(grouped)
        start = max(plot.x(points[0].period) - half, plot.left)
        end = min(plot.x(points[-1].period) + half, plot.right)
        if end == start:
            start, end = start - 6, end + 6
        riser = ""
        if before and len(before[0]) == len(goals) == 1:
            riser = f"M{at(start)} {at(plot.y(before[0][0]))}V{at(plot.y(goals[0]))}"
        path = riser + "".join(f"M{at(start)} {at(plot.y(goal))}H{at(end)}" for goal in goals)
        if path:
            yield stroke(path, TARGET, width, DASHES["target"], "target")
        before = (goals, end)


def series_line(chart: ControlChart, plot: Plot, width: str = "2") -> Iterator[str]:
    """Yield the line in stretches: it stops at every gap and break.

    To a figure that is not settled it is dashed.
    """
    run: list[str] = []
    for before, point in pairwise(chart.points):
        settled = before.used and point.used
        if point.joined and settled:
            run = [*(run or [_place(before, plot)]), _place(point, plot)]
            continue
        yield from _run(run, width)
        run = []
        if point.joined:
            dashed = f"M{_place(before, plot)}L{_place(point, plot)}"
            yield stroke(dashed, INK, width, DASHES["unsettled"], "unsettled")
    yield from _run(run, width)


def _run(run: list[str], width: str) -> Iterator[str]:
    if run:
        yield stroke(f"M{'L'.join(run)}", INK, width, name="series")


def signs(
    chart: ControlChart,
    plot: Plot,
    reach: Fraction,
    plain: Fraction,
    *,
    special_alone: bool = False,
) -> Iterator[str]:
    """Yield every figure's sign, the special ones on top.

    ``special_alone`` leaves the others out, save the last and those no line leads to or from.
    """
    ordered = sorted(chart.points, key=lambda point: bool(point.fired))
    lonely = _lonely(chart)
    for point in ordered:
        if point.amount is None:
            continue
        drawn = point.fired or not point.used or point in lonely or point is chart.last
        if special_alone and not drawn:
            continue
        spot = Spot(plot.x(point.period), plot.y(point.amount))
        yield point_sign(point.kind, spot, reach, plain)


def _lonely(chart: ControlChart) -> list[ChartPoint]:
    """Return the figures without a line on either side."""
    after = [*(point.joined for point in chart.points[1:]), False]
    return [
        point
        for point, goes_on in zip(chart.points, after, strict=True)
        if point.amount is not None and not point.joined and not goes_on
    ]


def gaps(chart: ControlChart, plot: Plot, size: int) -> Iterator[str]:
    """Yield the marks at the foot where there is no figure; a withheld one shows its symbol.

    Where neighbours stand too close for a symbol each, the first of a kind speaks for them.
    """
    drawn, free = "", plot.left - size
    for point in chart.points:
        if not isinstance(point.value, Absent) or point.value.state is State.NOT_DUE:
            continue
        x, symbol = plot.x(point.period), point.value.symbol
        half = width_of(symbol, size) / 2
        if shown_as_symbol(point.value) and x - half >= free:
            yield label(text(symbol), Spot(x, plot.bottom - 3), size, "middle")
            drawn, free = symbol, x + half
        elif symbol != drawn or x - half >= free:
            path = f"M{at(x)} {at(plot.bottom - 9)}V{at(plot.bottom)}"
            yield stroke(path, INK, "1.5", DASHES["gap"], "gap")


def shown_as_symbol(of: State | Absent) -> bool:
    """Whether a symbol is short enough to stand at the foot."""
    return len(of.symbol) == 1 and of.symbol != "-"


@dataclass(frozen=True, slots=True)
class Upright:
    """Where limits restart (no ``kind``) or a break lies, and the same in words."""

    x: Fraction
    kind: BreakKind | None
    words: str


def uprights(chart: ControlChart, plot: Plot) -> list[Upright]:
    """Return where limits restart and where breaks lie, from the left."""
    found = []
    for before, segment in pairwise(chart.segments):
        x = (plot.x(before.last) + plot.x(segment.first)) / 2
        why = f": {segment.reason}" if segment.reason else ""
        found.append(Upright(x, None, f"limits restart, {segment.first}{why}"))
    for each in chart.breaks:
        for a, b in pairwise(chart.points):
            if each.lies_between(a.period, b.period):
                inside = each.day > b.period.start
                x = plot.x(b.period) if inside else (plot.x(a.period) + plot.x(b.period)) / 2
                found.append(Upright(x, each.kind, each.sentence))
                break
    return sorted(found, key=lambda each: (each.x, each.words))


def upright(found: Upright, plot: Plot) -> str:
    """Draw one upright: plain with a flag where limits restart, dotted with its sign at a break.

    A break looks as it does on a sparkline without limits.
    """
    x, top = at(found.x), at(plot.top)
    if found.kind is None:
        pole = stroke(f"M{x} {top}V{at(plot.bottom)}", INK, "1.2", name="restart")
        return pole + element("path", d=f"M{x} {top}l7 3.5l-7 3.5z", fill=INK)
    line = stroke(f"M{x} {top}V{at(plot.bottom)}", INK, "1.2", DASHES["break"], "break")
    head = element("path", d=BREAK_HEADS[found.kind].format(x=x), fill=INK)
    return line + element("g", head, transform=f"translate(0 {top})")


def _goals(target: Target | None) -> tuple[Fraction, ...]:
    if target is None or target.goal is None:
        return ()
    return (target.goal,) if target.high is None else (target.goal, target.high)


def _ends(chart: ControlChart, plot: Plot, segment: int) -> tuple[Fraction, Fraction]:
    """Return where a stretch begins and ends: half way to its neighbours, or at the edge."""
    first, last = chart.segments[segment - 1].first, chart.segments[segment - 1].last
    start, end = plot.x(first), plot.x(last)
    start = plot.left if segment == 1 else (plot.x(chart.segments[segment - 2].last) + start) / 2
    if segment == len(chart.segments):
        return start, plot.right
    return start, (end + plot.x(chart.segments[segment].first)) / 2


def _place(point: ChartPoint, plot: Plot) -> str:
    amount = point.amount if point.amount is not None else Fraction(0)
    return f"{at(plot.x(point.period))} {at(plot.y(amount))}"


def kinds_shown(chart: ControlChart) -> list[PointKind]:
    """Return the kinds of figure on a chart, in their order."""
    found = {point.kind for point in chart.points}
    return [kind for kind in PointKind if kind in found and kind is not PointKind.ABSENT]
