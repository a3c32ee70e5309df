"""An indicator as a page shows it."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from headway.charts.control_chart import ChartSize, control_chart_drawing
from headway.domain.calculation_results import Result
from headway.domain.control_charts.chart import ControlChart
from headway.domain.control_charts.option_words import option_words
from headway.domain.control_charts.table import HEADINGS, table_of
from headway.domain.exact import exact_text
from headway.domain.indicator import Indicator
from headway.domain.show import in_words, show
from headway.domain.values import Absent
from headway.services.office.indicators import IndicatorShown
from headway.web.presenters.indicator_parts import TargetLine, target_lines
from headway.web.remember import once_for_each

REMEMBERED = 256  # pages whose texts are held ready; each takes some 50 kB
LATEST = 13  # a year, and the same month of the year before
ENTERED = ("It is not worked out from case rows: somebody enters it, with its source.",)


@dataclass(frozen=True, slots=True)
class Line:
    """One period of a unit: the figure and its parts."""

    period: str
    figure: str
    meaning: str
    above: str
    below: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of the definition."""

    number: str
    starts: date | None
    change: str


@dataclass(frozen=True, slots=True)
class IndicatorText:
    """All that the page shows, in words and drawings."""

    title: str
    terms: tuple[tuple[str, str], ...]
    counted: tuple[str, ...]
    by_name: tuple[str, ...]
    examples: tuple[tuple[str, str, str], ...]
    version: str
    versions: tuple[VersionLine, ...]
    lines: tuple[Line, ...]
    latest: tuple[Line, ...]
    earlier: tuple[Line, ...]
    divided: bool
    breaks: tuple[str, ...]
    drawing: SafeString
    said: str
    headings: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    rules: tuple[str, ...]
    targets: tuple[TargetLine, ...]
    used_by: tuple[str, ...]


@once_for_each(REMEMBERED)
def indicator_text(shown: IndicatorShown) -> IndicatorText:
    """Make the texts of an indicator's page."""
    indicator, chart = shown.indicator, shown.chart
    drawn = isinstance(chart, ControlChart)
    lines = tuple(_line(indicator, one) for one in reversed(shown.results))
    return IndicatorText(
        title=indicator.title,
        terms=_terms(indicator),
        counted=shown.counted or ENTERED,
        by_name=shown.by_name if shown.by_name != shown.counted else (),
        examples=tuple((one.title, one.words, one.drawn) for one in shown.examples),
        version=indicator.version,
        versions=tuple(
            VersionLine(one.number, one.starts, one.change) for one in reversed(indicator.versions)
        ),
        lines=lines,
        latest=lines[:LATEST],
        earlier=lines[LATEST:],
        divided=any(one.below for one in lines),
        breaks=tuple(one.sentence for one in shown.breaks),
        drawing=_drawing(chart, indicator.title)
        if isinstance(chart, ControlChart)
        else SafeString(""),
        said=chart.sentence,
        headings=HEADINGS if drawn else (),
        table=table_of(chart) if isinstance(chart, ControlChart) else (),
        rules=tuple(option_words(chart.options)) if drawn else (),
        targets=target_lines(indicator, shown.targets),
        used_by=shown.used_by,
    )


def _drawing(chart: ControlChart, title: str) -> SafeString:
    # The drawing escapes every text.
    return SafeString(control_chart_drawing(chart, title, size=ChartSize.PAGE))


def _terms(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    terms = (
        ("What it is", indicator.definition),
        ("Why it matters", indicator.why_it_matters),
        ("One of it is", indicator.counts),
        ("Better", indicator.polarity.value),
        ("How often", indicator.frequency.value),
        ("Outcome", indicator.outcome),
        ("Owner", indicator.owner),
        ("Reporter", indicator.reporter),
        ("Source", indicator.source),
    )
    return tuple((term, meaning) for term, meaning in terms if meaning)


def _line(indicator: Indicator, result: Result) -> Line:
    value = result.value
    return Line(
        str(result.period),
        show(value, indicator.unit, indicator.decimals),
        in_words(value) if isinstance(value, Absent) else "",
        exact_text(result.numerator) if result.numerator is not None else "",
        exact_text(result.denominator) if result.denominator is not None else "",
    )
