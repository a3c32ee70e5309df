"""What stands around a control chart's field: labels of its lines, its marks, its key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.charts.control_lines import kinds_shown, shown_as_symbol
from headway.charts.control_scale import Plot, decimals_for, spread_out
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
from headway.charts.svg import at, element, text
from headway.domain.control_charts.chart import ControlChart
from headway.domain.problems import capital
from headway.domain.show import show
from headway.domain.values import Absent, Number, State

SAMPLE = 26  # how wide a sample in the key is, with the space after it


@dataclass(frozen=True, slots=True)
class LineLabel:
    """A line's name at its right end: the amount it lies at, what it is called, its colour."""

    amount: Fraction
    words: str
    colour: str = INK


def line_labels(chart: ControlChart) -> list[LineLabel]:
    """Return the labels of the lines now in force, the highest first."""
    found = []
    limits = chart.limits
    if limits is not None:
        found.append(LineLabel(limits.mean, f"Average {_fine(chart, limits.mean)}"))
        if band := limits.band:
            for name, limit in (("Upper", band.upper), ("Lower", band.lower)):
                reached = chart.possible.holds(limit)
                words = _fine(chart, limit) if reached else _beyond(chart, name)
                found.append(LineLabel(limit, f"{name} {words}"))
    target = chart.points[-1].target
    if target is not None and target.goal is not None:
        found.append(LineLabel(target.goal, f"Target {_plain(chart, target.goal)}", TARGET))
        if target.high is not None:
            found.append(LineLabel(target.high, f"Target to {_plain(chart, target.high)}", TARGET))
    return sorted(found, key=lambda each: -each.amount)


def draw_line_labels(labels: Sequence[LineLabel], plot: Plot, size: int) -> Iterator[str]:
    """Yield the labels beside the right end of their lines, moved apart where they would meet."""
    wanted = [plot.y(each.amount) for each in labels]
    gap = Fraction(size * 6, 5)
    heights = spread_out(wanted, gap, plot.top, plot.bottom - Fraction(size, 4))
    for each, line, height in zip(labels, wanted, heights, strict=True):
        if abs(line - height) > 2:
            leader = f"M{at(plot.right + 1)} {at(line)}L{at(plot.right + 9)} {at(height)}"
            yield stroke(leader, QUIET, "0.8")
        spot = Spot(plot.right + 11, height + Fraction(size * 7, 20))
        yield label(text(each.words), spot, size, colour=each.colour)


def mark_rows(places: Sequence[Fraction], size: int) -> list[int]:
    """Return a row for each mark above the field, so that no two of a row meet."""
    ends: list[Fraction] = []
    rows = []
    for x in places:
        row = next((row for row, end in enumerate(ends) if x - size >= end), len(ends))
        if row == len(ends):
            ends.append(x)
        ends[row] = x + size
        rows.append(row)
    return rows


def key_entries(chart: ControlChart) -> list[tuple[str, str]]:
    """Return what the key explains: the name of a sample and its words."""
    found = [(kind.name, kind.value) for kind in kinds_shown(chart)]
    if any(segment.limits for segment in chart.segments):
        found.append(("average", "average"))
    if any(segment.limits and segment.limits.band for segment in chart.segments):
        found.append(("expected", "range to be expected"))
    if any(point.target and point.target.goal is not None for point in chart.points):
        found.append(("target", "target"))
    gaps = [p.value for p in chart.points if isinstance(p.value, Absent)]
    order = list(State)
    signs = {(order.index(gap.state), gap.symbol) for gap in gaps if shown_as_symbol(gap)}
    found += [(symbol, order[place].value) for place, symbol in sorted(signs)]
    if any(not shown_as_symbol(gap) and gap.state is not State.NOT_DUE for gap in gaps):
        found.append(("gap", "no figure"))
    return found


def flowed(
    entries: Sequence[tuple[str, str]], width: Fraction, size: int
) -> list[tuple[Fraction, int]]:
    """Return where each entry of a key stands: how far to the right, in which row."""
    x, row = Fraction(0), 0
    found: list[tuple[Fraction, int]] = []
    for _, words in entries:
        wide = SAMPLE + width_of(words, size) + size
        if x and x + wide > width:
            x, row = Fraction(0), row + 1
        found.append((x, row))
        x += wide
    return found


def sample(chart: ControlChart, name: str, spot: Spot, size: int) -> str:
    """Draw one sample of the key; ``spot`` is its left end at half its height."""
    x, y = spot.x, spot.y
    middle = Spot(x + 9, y)
    kinds = {kind.name: kind for kind in kinds_shown(chart)}
    line = f"M{at(x)} {at(y)}h18"
    if name in kinds:
        return point_sign(kinds[name], middle, Fraction(5))
    match name:
        case "average":
            return stroke(line, QUIET)
        case "target":
            return stroke(line, TARGET, "2", DASHES["target"])
        case "gap":
            return stroke(f"M{at(x + 9)} {at(y - 5)}v9", INK, "1.5", DASHES["gap"])
        case "expected":
            area = element("rect", x=at(x), y=at(y - 5), width=18, height=10, fill=BAND)
            edges = f"M{at(x)} {at(y - 5)}h18M{at(x)} {at(y + 5)}h18"
            return area + stroke(edges, QUIET, "1.2", "4 3")
        case _:
            return label(text(name), Spot(x + 9, y + Fraction(size, 3)), size, "middle")


def wrapped(words: str, width: Fraction, size: int) -> list[str]:
    """Break words into lines of a width; a single word that is too long stands as it is."""
    lines: list[str] = []
    for word in capital(words).split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _fine(chart: ControlChart, amount: Fraction) -> str:
    """Write a worked-out amount: with a decimal more than the figures where it is not large."""
    more = 1 if abs(amount) < 1000 else 0
    return show(Number(amount), chart.unit, chart.decimals + more)


def _plain(chart: ControlChart, goal: Fraction) -> str:
    return show(Number(goal), chart.unit, decimals_for([goal], 3))


def _beyond(chart: ControlChart, name: str) -> str:
    bound = chart.possible.high if name == "Upper" else chart.possible.low
    where = "over" if name == "Upper" else "under"
    return f"{where} {show(Number(bound if bound is not None else Fraction(0)), chart.unit)}"
