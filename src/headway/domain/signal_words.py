"""What a row's signals say, in plain words without a full stop, for any writer.

What many rows share (too few figures for a chart, counts too small) is said once for all of them.
"""

from collections.abc import Iterator

from headway.domain.benchmarks.position import Position
from headway.domain.benchmarks.sentences import published_text
from headway.domain.control_charts.assurance import Assurance
from headway.domain.control_charts.refusals import NoChart, Refusal
from headway.domain.indicator import Unit
from headway.domain.polarity import Polarity, Quality
from headway.domain.problems import capital
from headway.domain.run_rate import NoRunRate
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.sentences import compared_periods
from headway.domain.values import Absent

DIFFER = "Signals differ"
"""Stands before the sentence of a row whose signals disagree."""


def variation_words(row: ScorecardRow) -> str:
    """Say what the chart shows: "expected variation (18 to 36)"; or, for short, why there is none.

    Empty where there are too few figures for a chart: that is said once for all rows.
    """
    chart = row.signals.drawn
    if chart is None:
        return _why_none(row)
    words: str = chart.variation.value
    if chart.expected_range:
        within = "" if words == "expected variation" else "expected "
        words = f"{words} ({within}{chart.expected_range})"
    current = compared_periods(row.indicator, row.cells[-1].column)[0]
    if chart.last is None or chart.last.period == current:
        return words
    return f"{words}, as of {chart.last.period}"


def _why_none(row: ScorecardRow) -> str:
    refused = row.signals.chart
    if not isinstance(refused, NoChart) or row.signals.too_few:
        return ""
    return f"none: {refused.refusal.value}"


def assurance_words(row: ScorecardRow) -> str:
    """Say whether the target can be relied on; empty without an icon."""
    found = row.signals.assurance
    return "" if found is Assurance.NONE else found.value


def chart_words(row: ScorecardRow) -> str:
    """Say both icons: "expected variation (18 to 36); the target is met consistently"."""
    return "; ".join(each for each in (variation_words(row), assurance_words(row)) if each)


def cases_words(row: ScorecardRow) -> str:
    """Say the cases behind a percentage, a rate or a length of time: "18 of 72"."""
    return row.signals.cases.words if row.signals.cases else ""


def maturity_words(row: ScorecardRow) -> str:
    """Say how far the current figure has come."""
    return row.signals.maturity.words if row.signals.maturity else ""


def pace_words(row: ScorecardRow) -> str:
    """Say the pace to a year's target; empty where there is none to say."""
    return row.signals.run_rate.words if row.signals.run_rate else ""


def no_pace_words(row: ScorecardRow) -> str:
    """Say why there is no pace to a year's target; empty where there is one, or no target.

    Nobody expects a pace of a percentage or a length of time, whose target is asked each month.
    """
    pace = row.signals.pace
    if row.indicator.unit not in (Unit.NUMBER, Unit.POUNDS) or row.indicator.at_a_date:
        return ""
    return f"no pace to the target: {pace.reason}" if isinstance(pace, NoRunRate) else ""


def differ_words(row: ScorecardRow) -> str:
    """Say where the signals disagree; empty where they agree."""
    return row.signals.disagreement.sentence if row.signals.disagreement else ""


def position_words(row: ScorecardRow) -> str:
    """Say where the council stands among others, and in which year: one line."""
    found = row.signals.compared
    if found is None:
        return ""
    year = found.comparison.year.words(found.comparison.measure.year_type)
    value = found.comparison.value
    if isinstance(value, Absent):
        return f"no national figure for {year} ({value.note or value.state.value})"
    parts = [_against(found), _england(found), _rank(found)]
    own = published_text(value, found.unit, found.comparison.decimals)
    return f"{own} published for {year}: {'; '.join(part for part in parts if part)}"


def _against(found: Position) -> str:
    mean, median = (
        published_text(each.value, found.unit, found.comparison.decimals)
        for each in (found.comparison.mean, found.comparison.median)
    )
    if not found.comparison.mean.known:
        return "no neighbour has a figure"
    judged = found.polarity in (Polarity.HIGHER, Polarity.LOWER)
    if not judged:
        return f"neighbours' mean {mean}, median {median}"
    if found.against_mean is found.against_median:
        return f"{_THAN[found.against_mean]} neighbours (mean {mean}, median {median})"
    by_mean, by_median = _THAN[found.against_mean], found.against_median.value
    same = "the same" if found.against_median is Quality.SIMILAR else by_median
    return f"{by_mean} neighbours by the mean ({mean}), {same} by the median ({median})"


_THAN = {
    Quality.BETTER: "better than",
    Quality.WORSE: "worse than",
    Quality.SIMILAR: "the same as",
    Quality.NOT_JUDGED: "beside",
}


def _england(found: Position) -> str:
    england = found.comparison.england
    if isinstance(england, Absent):
        return ""
    doubtful = " (doubtful)" if found.comparison.england_doubtful else ""
    return f"England {published_text(england, found.unit, found.comparison.decimals)}{doubtful}"


def _rank(found: Position) -> str:
    band = f", quarter {found.comparison.band.value}" if found.comparison.band else ""
    return f"place {found.comparison.rank.words}{band}" if found.comparison.rank else ""


def signal_lines(row: ScorecardRow) -> Iterator[tuple[str, str]]:
    """Yield each signal that has something to say, with its label; where they differ first."""
    for label, words in (
        (DIFFER, differ_words(row)),
        ("Control chart", chart_words(row)),
        ("Cases behind it", cases_words(row)),
        ("Maturity", maturity_words(row)),
        ("Year's target", pace_words(row)),
        ("Among others", position_words(row)),
    ):
        if words:
            yield label, words


def chart_notes(scorecard: Scorecard) -> Iterator[tuple[str, str]]:
    """Yield, once for all rows, why rows have no control chart, each with a short term."""
    for refusal in Refusal:
        refused = [
            (row.reference or row.indicator.title, row.signals.chart)
            for row in scorecard.rows
            if isinstance(row.signals.chart, NoChart) and row.signals.chart.refusal is refusal
        ]
        if refused:
            every = len(refused) == len(scorecard.rows)
            whose = "every indicator here" if every else ", ".join(name for name, _ in refused)
            chart = refused[0][1]
            yield (
                capital(refusal.value),
                f"{_REASONS[refusal].format(least=_least(chart))}: {whose}",
            )


def _least(chart: NoChart) -> int:
    return chart.options.least_points


_REASONS = {
    Refusal.TOO_FEW: "too few figures for a control chart, which needs {least} or more",
    Refusal.SMALL_COUNTS: "counts too small for a control chart, which could never give a signal",
    Refusal.MIXED_PERIODS: "no control chart, since the figures mix kinds of period",
    Refusal.RUNNING_TOTALS: "no control chart, since running totals overlap",
    Refusal.UNKNOWN_REBASE: "no control chart, since its limits restart where no figure is",
}
