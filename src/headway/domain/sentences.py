"""Plain sentences about one row of a scorecard, without a full stop, for any writer.

A sentence says the figure, what it is set against, and what is not known; it never explains
why a figure moved, which is the owner's to say.
"""

from fractions import Fraction

from headway.domain.breaks import BreakKind
from headway.domain.due import due_period
from headway.domain.exact import exact_text
from headway.domain.indicator import Indicator
from headway.domain.movement import Movement, implied_base
from headway.domain.periods import Period
from headway.domain.polarity import Arrow, Quality
from headway.domain.printed import figure_in
from headway.domain.problems import capital
from headway.domain.published import Benchmark, Comparator, Derived
from headway.domain.scorecard import Cell, Scorecard, ScorecardRow
from headway.domain.show import show, show_change
from headway.domain.side_by_side import printed_beside
from headway.domain.target_words import target_words
from headway.domain.targets import Rag
from headway.domain.values import Absent, Number, State, Summary, Value

STATE_SENTENCES = {
    State.NOT_APPLICABLE: "No figure can exist for {period}: not applicable",
    State.NOT_COLLECTED: "No figure for {period}: not collected",
    State.AWAITED: "No figure yet for {period}: awaited",
    State.NOT_DUE: "No figure is due for {period}",
    State.INCOMPLETE: "The figure for {period} is missing",
    State.SUPPRESSED: "The figure for {period} is withheld to protect people",
    State.BROKEN: "What stands for {period} cannot be read as a figure",
}


def text_of(row: ScorecardRow, value: Value) -> str:
    """Write one of a row's values in its own unit and decimals."""
    return show(value, row.indicator.unit, row.indicator.decimals)


def compared_periods(indicator: Indicator, column: Period) -> tuple[Period, Period, Period]:
    """Return the period a row's current figure is about, the one before, and last year's."""
    period = due_period(column, indicator.frequency) or column
    return period, period.previous(), period.same_period_last_year()


def period_of(cell: Cell) -> Period:
    """Return the period a cell's figure is about; its column's where no source speaks."""
    return cell.source.figure.period if cell.source else cell.column


def figure_sentence(row: ScorecardRow) -> str:
    """Say the current figure, or why there is none: "263 in August 2020"."""
    cell = row.cells[-1]
    if isinstance(cell.value, Absent):
        return STATE_SENTENCES[cell.value.state].format(period=period_of(cell))
    return f"{text_of(row, cell.value)} in {period_of(cell)}"


def latest_known(row: ScorecardRow) -> tuple[Period, Number] | None:
    """Return the last number known up to the scorecard's period, with its period."""
    until = row.cells[-1].column.end
    found = [
        (period, value)
        for period, value in row.series
        if isinstance(value, Number) and period.end <= until
    ]
    return max(found, key=lambda each: each[0], default=None)


def not_known_sentence(row: ScorecardRow) -> str:
    """Say that there is no current figure and what was known last."""
    latest = latest_known(row)
    last = "none is known from earlier"
    if latest:
        last = f"the latest known is {text_of(row, latest[1])} in {latest[0]}"
    return f"{figure_sentence(row)}; {last}"


def change_sentence(row: ScorecardRow, what: Derived) -> str:
    """Say a change: "Up 13% on August 2019 (263 against 232): better".

    ``what`` is the change on the previous period or on the same period last year. Where there
    is none it says why, and what was printed.
    """
    change, base = _change_of(row, what)
    if change.across is not None:
        return f"Not compared with {base}: {change.across.said}"
    if isinstance(change.exact, Absent):
        printed = printed_change_sentence(row, what)
        return printed or f"No change on {base} can be given: {change.reason}"
    against = f"({text_of(row, row.current)} against {text_of(row, change.base)})"
    quality = row.quality_previous if what is Derived.CHANGE_PREVIOUS else row.quality_last_year
    judged = f": {quality.value}" if quality in (Quality.BETTER, Quality.WORSE) else ""
    marks = "".join(f", {mark.value}" for mark in change.marks)
    return f"{_moved(change, change.exact.amount, str(base))} {against}{judged}{marks}"


def printed_change_sentence(row: ScorecardRow, what: Derived) -> str:
    """Say a printed change that cannot be worked out: "Up 505% as printed, on an earlier ..."."""
    change, _ = _change_of(row, what)
    line = printed_beside(row, what)
    shown = figure_in(line.printed) if line else None
    if line is None or shown is None or not isinstance(change.exact, Absent):
        return ""
    if change.across is not None:
        return f"Printed as “{line.printed}”, but not compared: {change.across.said}"
    if "%" not in line.printed:
        return f"Printed as “{line.printed}”, which cannot be worked out: {change.reason}"
    way = "Up" if shown > 0 else "Down" if shown < 0 else "Changed by"
    base = implied_base(row.current, shown)
    rests = (
        "" if isinstance(base, Absent) else f", on an earlier figure of about {text_of(row, base)}"
    )
    return f"{way} {exact_text(abs(shown))}% as printed{rests}"


def average_words(row: ScorecardRow) -> str:
    """Say the average, what it rests on and what was printed: "107 (10 of 12 known)"."""
    return _summary_words(row, row.average)


def maximum_words(row: ScorecardRow) -> str:
    """Say the maximum and what it rests on."""
    return _summary_words(row, row.maximum)


def break_sentences(row: ScorecardRow) -> tuple[str, ...]:
    """Say each break of a row's line, and each that its figures were restated over."""
    return tuple(capital(each.sentence) for each in row.breaks)


def own_break_sentences(row: ScorecardRow) -> tuple[str, ...]:
    """Say the breaks that a row has for itself; those of the unit are said once for all rows."""
    own = (each for each in row.breaks if each.kind is not BreakKind.ORGANISATION)
    return tuple(capital(each.sentence) for each in own)


def unit_break_sentences(scorecard: Scorecard) -> tuple[str, ...]:
    """Say, once for all rows, how the make-up of the scorecard's unit changed."""
    found = [
        each for row in scorecard.rows for each in row.breaks if each.kind is BreakKind.ORGANISATION
    ]
    ordered = sorted(found, key=lambda each: each.day)
    return tuple(dict.fromkeys(capital(each.sentence) for each in ordered))


def against_target(row: ScorecardRow) -> str:
    """Say a figure beside what is asked of it: "263 against at least 300 for 2020/21".

    Empty where no target has a goal for the period.
    """
    if row.target is None or row.target.goal is None:
        return ""
    asked = f"{target_words(row.target, row.indicator.unit)} for {row.target.period}"
    return f"{text_of(row, row.current)} against {asked}"


def standing_sentence(row: ScorecardRow) -> str:
    """Say how the figure stands: "Off target: 263 against at least 300 for 2020/21"."""
    if row.target is None:
        return "No target for this period"
    if row.target.goal is None:
        return f"The target for {row.target.period} is to be confirmed"
    if row.standing.rag is Rag.NONE:
        return f"No colour, {against_target(row)}: {row.standing.reason}"
    return f"{capital(row.standing.rag.value)}: {against_target(row)}"


def benchmark_name(benchmark: Benchmark) -> str:
    """Name whom a benchmark stands for: "England", "South East"."""
    if benchmark.comparator is Comparator.REGION and benchmark.name:
        return benchmark.name
    return benchmark.comparator.value


def benchmark_words(row: ScorecardRow, benchmark: Benchmark) -> str:
    """Say a benchmark with its year: "England 6.0% (2017/18)"."""
    year = f" ({benchmark.year})" if benchmark.year else ""
    if isinstance(benchmark.value, Absent):
        return f"{benchmark_name(benchmark)}: {benchmark.value.state.value}"
    return f"{benchmark_name(benchmark)} {text_of(row, benchmark.value)}{year}"


def benchmarks_sentence(row: ScorecardRow) -> str:
    """Say all benchmarks of a row, its shared year and shared absence once."""
    known = [each for each in row.benchmarks if isinstance(each.value, Number)]
    absent = {each.value.state for each in row.benchmarks if isinstance(each.value, Absent)}
    if not known and len(absent) == 1:
        return f"none ({absent.pop().value})"
    years = {each.year for each in known}
    said = [
        f"{benchmark_name(each)} {text_of(row, each.value)}"
        if len(years) == 1
        else benchmark_words(row, each)
        for each in known
    ]
    shared = f" ({known[0].year})" if len(years) == 1 and known[0].year else ""
    parts = [", ".join(said) + shared] if said else []
    for state in State:
        names = [
            benchmark_name(each)
            for each in row.benchmarks
            if isinstance(each.value, Absent) and each.value.state is state
        ]
        if names:
            parts.append(f"{state.value}: {', '.join(names)}")
    return "; ".join(parts)


def _change_of(row: ScorecardRow, what: Derived) -> tuple[Movement, Period]:
    _, previous, last_year = compared_periods(row.indicator, row.cells[-1].column)
    if what is Derived.CHANGE_PREVIOUS:
        return row.previous, previous
    if what is Derived.CHANGE_LAST_YEAR:
        return row.last_year, last_year
    raise ValueError("a change is on the previous period or on the same period last year")


def _moved(change: Movement, exact: Fraction, base: str) -> str:
    size = show_change(change).lstrip("+-")
    if change.arrow is Arrow.UP or change.arrow is Arrow.DOWN:
        return f"{capital(change.arrow.value)} {size} on {base}"
    if exact == 0:
        return f"The same as {base}"
    way = "up" if exact > 0 else "down"
    return f"Similar to {base}: {way} {size}"


def _summary_words(row: ScorecardRow, summary: Summary) -> str:
    return f"{text_of(row, summary.value)} ({summary.words})"
