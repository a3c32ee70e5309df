"""A control chart drawn from its worked-out values: a sparkline, a card, or a whole page.

Nothing is worked out here. Each kind of figure has a shape besides its colour, each line its own
dashes, so that a copy in black and white says the same. A withheld figure is its symbol at the
foot: it is in neither the line, the limits nor the scale. The table beside a drawing is
``headway.domain.control_charts.table``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from headway.charts.control_icons import assurance_parts, placed, variation_parts
from headway.charts.control_key import (
    SAMPLE,
    draw_line_labels,
    flowed,
    key_entries,
    line_labels,
    mark_rows,
    sample,
    wrapped,
)
from headway.charts.control_lines import (
    band_and_mean,
    gaps,
    series_line,
    signs,
    target_steps,
    upright,
    uprights,
)
from headway.charts.control_scale import Plot, dated, decimals_for, place_of, range_of, ticks
from headway.charts.control_shapes import QUIET, Spot, label, stroke, width_of
from headway.charts.svg import at, frame, text
from headway.domain.control_charts.chart import ControlChart
from headway.domain.period_labels import short_label
from headway.domain.problems import capital
from headway.domain.show import show
from headway.domain.values import Number

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class ChartSize(Enum):
    """How large a chart is drawn: width, height of its field, size of its text, most ticks."""

    CARD = (400, 170, 13, 5)
    PAGE = (960, 360, 15, 8)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The measures of one drawing."""

    chart: ControlChart
    plot: Plot
    width: int
    size: int  # of the text
    ticks: tuple[Fraction, ...]


def control_chart_drawing(
    chart: ControlChart,
    title: str,
    *,
    size: ChartSize = ChartSize.CARD,
    identifier: str = "control-chart",
) -> str:
    """Draw a chart with its icons, labels and key as one SVG element.

    The height grows with what the key has to say. ``identifier`` must be unique on its page.
    """
    sheet = _sheet(chart, size)
    foot, height = _foot(sheet)
    parts = [*_head(sheet), *_field(sheet), *foot]
    return frame(
        parts,
        identifier=identifier,
        title=title,
        description=described(chart),
        width=sheet.width,
        height=height,
        kind=f"control-chart {size.name.lower()}",
    )


def control_sparkline(
    chart: ControlChart,
    title: str,
    *,
    identifier: str = "control-sparkline",
    width: int = 160,
    height: int = 44,
) -> str:
    """Draw a chart as a small line with its expected range, for a row of a table."""
    low, high = range_of(chart)
    edge = Fraction(7)
    first, last = place_of(chart.points[0].period), place_of(chart.points[-1].period)
    plot = Plot(edge, width - edge, edge, height - edge, first, last, low, high)
    reach = max(Fraction(2), min(Fraction(4), plot.step(len(chart.points)) * Fraction(2, 3)))
    parts = [
        *band_and_mean(chart, plot, "0.8"),
        *target_steps(chart, plot, "1.2"),
        *(upright(each, plot) for each in uprights(chart, plot)),
        *series_line(chart, plot, "1.5"),
        *signs(chart, plot, reach, reach / 2, special_alone=True),
        *gaps(chart, plot, 12),
    ]
    return frame(
        parts,
        identifier=identifier,
        title=title,
        description=described(chart),
        width=width,
        height=height,
        kind="control-sparkline",
    )


def described(chart: ControlChart) -> str:
    """Say what a chart shows, for those who cannot see it: its sentence and its warnings."""
    marks = [
        f"Limits restart at {each.first}{f': {each.reason}' if each.reason else ''}."
        for each in chart.segments[1:]
    ]
    breaks = [f"{capital(each.sentence)}." for each in chart.breaks]
    return " ".join([chart.sentence, *marks, *breaks, *chart.warnings])


def _sheet(chart: ControlChart, size: ChartSize) -> _Sheet:
    width, field, text_size, most = size.value
    low, high = range_of(chart)
    marks = tuple(ticks(low, high, most))
    lines = len(_head_lines(chart, width, text_size))
    head = max(_icon_side(text_size), lines * text_size * 3 // 2 + 4)
    ends = (width_of(short_label(each.period), text_size) / 2 for each in chart.points)
    left = max([*(width_of(_tick(chart, each, marks), text_size) + 10 for each in marks), *ends])
    right = max((width_of(each.words, text_size) for each in line_labels(chart)), default=0)
    first, last = place_of(chart.points[0].period), place_of(chart.points[-1].period)
    edge = Fraction(width) - right - 13
    plain = Plot(left, edge, Fraction(0), Fraction(field), first, last, low, high)
    rows = mark_rows([each.x for each in uprights(chart, plain)], text_size)
    top = Fraction(head + 10 + (max(rows) + 1) * (text_size + 5) if rows else head + 10)
    plot = Plot(left, edge, top, top + field, first, last, low, high)
    return _Sheet(chart, plot, width, text_size, marks)


def _head(sheet: _Sheet) -> Iterator[str]:
    """Yield the two icons and what they mean, across the top."""
    chart, side = sheet.chart, Fraction(_icon_side(sheet.size))
    yield placed(variation_parts(chart.variation), Spot(Fraction(0), Fraction(0)), int(side))
    yield placed(assurance_parts(chart.assurance), Spot(side + 6, Fraction(0)), int(side))
    for nth, (words, weight) in enumerate(_head_lines(chart, sheet.width, sheet.size)):
        baseline = Fraction(sheet.size) + 2 + nth * Fraction(sheet.size * 3, 2)
        yield label(text(words), Spot(2 * side + 18, baseline), sheet.size, weight=weight)


def _head_lines(chart: ControlChart, width: int, size: int) -> list[tuple[str, str]]:
    """Return what the icons mean, line by line with its weight: variation first, in bold."""
    room = Fraction(width - 2 * _icon_side(size) - 18)
    assurance = chart.assurance.value
    if chart.assured.reason:
        assurance = "no target is set" if chart.assured.target is None else chart.assured.reason
    bold = room * Fraction(9, 10)  # bold letters are wider
    first = [(each, "bold") for each in wrapped(chart.variation.value, bold, size)]
    return [*first, *((each, "") for each in wrapped(assurance, room, size))]


def _icon_side(size: int) -> int:
    return 3 * size + 4


def _field(sheet: _Sheet) -> Iterator[str]:
    """Yield the axes, lines, figures and marks."""
    chart, plot, size = sheet.chart, sheet.plot, sheet.size
    yield from band_and_mean(chart, plot)
    for amount in sheet.ticks:
        y = plot.y(amount)
        yield stroke(f"M{at(plot.left - 4)} {at(y)}H{at(plot.left)}", QUIET, "1")
        words = text(_tick(chart, amount, sheet.ticks))
        spot = Spot(plot.left - 7, y + Fraction(size * 7, 20))
        yield label(words, spot, size, "end", QUIET)
    yield stroke(f"M{at(plot.left)} {at(plot.top)}V{at(plot.bottom)}H{at(plot.right)}", QUIET, "1")
    for x, words in dated(chart, plot, size):
        yield stroke(f"M{at(x)} {at(plot.bottom)}v4", QUIET, "1")
        spot = Spot(x, plot.bottom + size + 6)
        yield label(text(words), spot, size, "middle", QUIET)
    yield from _marks(sheet)
    yield from target_steps(chart, plot)
    yield from series_line(chart, plot)
    reach = max(Fraction(3), min(Fraction(6), plot.step(len(chart.points)) * Fraction(3, 5)))
    yield from signs(chart, plot, reach, min(Fraction(3), reach * Fraction(3, 5)))
    yield from gaps(chart, plot, size)
    yield from draw_line_labels(line_labels(chart), plot, size)


def _marks(sheet: _Sheet) -> Iterator[str]:
    """Yield the uprights with their letters above the field."""
    found = uprights(sheet.chart, sheet.plot)
    rows = mark_rows([each.x for each in found], sheet.size)
    for each, row, letter in zip(found, rows, _lettered(len(found)), strict=True):
        yield upright(each, sheet.plot)
        spot = Spot(each.x, sheet.plot.top - 5 - row * (sheet.size + 5))
        yield label(letter, spot, sheet.size, "middle", weight="bold")


def _foot(sheet: _Sheet) -> tuple[list[str], int]:
    """Return the key and the marks in words, and how tall the whole drawing then is."""
    chart, size = sheet.chart, sheet.size
    line, drop = Fraction(size * 3, 2), Fraction(size * 7, 20)
    y = sheet.plot.bottom + 2 * size + 14
    entries = key_entries(chart)
    parts = []
    rows = 0
    for (name, words), (x, row) in zip(
        entries, flowed(entries, Fraction(sheet.width), size), strict=True
    ):
        rows = max(rows, row + 1)
        middle = y + row * line
        parts.append(sample(chart, name, Spot(x, middle), size))
        parts.append(label(text(words), Spot(x + SAMPLE, middle + drop), size))
    y += rows * line
    found = uprights(chart, sheet.plot)
    for mark, letter in zip(found, _lettered(len(found)), strict=True):
        parts.append(label(letter, Spot(Fraction(9), y + drop), size, "middle", weight="bold"))
        for each in wrapped(mark.words, Fraction(sheet.width - SAMPLE), size):
            parts.append(label(text(each), Spot(Fraction(SAMPLE), y + drop), size))
            y += line
    return parts, int(y) + 2


def _lettered(count: int) -> list[str]:
    """Return names for marks: A to Z, then numbers."""
    return [_LETTERS[nth] if nth < len(_LETTERS) else str(nth + 1) for nth in range(count)]


def _tick(chart: ControlChart, amount: Fraction, marks: tuple[Fraction, ...]) -> str:
    return show(Number(amount), chart.unit, decimals_for(marks))
