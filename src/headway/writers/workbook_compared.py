"""The columns that set a figure against others: what was printed, benchmarks and targets."""

from collections.abc import Callable, Sequence

from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.printed import Verdict, figure_in
from headway.domain.problems import capital
from headway.domain.published import Benchmark, Derived
from headway.domain.rounding import decimals_of
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.sentences import benchmark_name, standing_sentence
from headway.domain.side_by_side import printed_beside
from headway.domain.target_words import target_words
from headway.domain.targets import Target, TargetForm, as_number
from headway.domain.values import Absent, State, Value
from headway.writers.workbook_cells import LOOK_OF_RAG, dashed, value_cell
from headway.writers.workbook_layout import ABSENT, NUMBER, QUIET, Cell, Column, formatted, text

Columns = list[Column[ScorecardRow]]


def own(row: ScorecardRow, value: Value) -> Cell:
    """Return one of a row's values in its own unit and decimals."""
    return value_cell(value, row.indicator.unit, row.indicator.decimals)


def printed_columns(scorecard: Scorecard, what: Derived, heading: str) -> Columns:
    """Return a column of what was printed, where any of it is not what is worked out."""
    lines = [printed_beside(row, what) for row in scorecard.rows]
    if all(line is None or line.verdict is Verdict.AGREES for line in lines):
        return []

    def cell(row: ScorecardRow) -> Cell:
        line = printed_beside(row, what)
        if line is None:
            return text("none", ABSENT)
        return (
            text("agrees", ABSENT) if line.verdict is Verdict.AGREES else _as_printed(line.printed)
        )

    return [Column(heading, 9, cell)]


def _as_printed(printed: str) -> Cell:
    """Return what was printed: a number where one figure can be read in it, else its text."""
    shown = figure_in(printed)
    if shown is None:
        return text(dashed(printed), ABSENT)
    digits = "#,##0" + ("." + "0" * decimals_of(printed) if decimals_of(printed) else "")
    if "%" not in printed:
        return Cell(float(shown), formatted(NUMBER, digits))
    return Cell(float(shown / 100), formatted(NUMBER, f"{digits}%"))


def benchmark_columns(scorecard: Scorecard) -> Columns:
    """Return a column for each that others are compared by; its year stands in the heading."""
    names = dict.fromkeys(benchmark_name(each) for row in scorecard.rows for each in row.benchmarks)
    columns: Columns = []
    for name in names:
        years = _years(scorecard, name)
        year = f" ({years[0]})" if len(years) == 1 else ""
        columns.append(Column(f"{capital(name)}{year}", 10.5, _benchmark(name)))
        if len(years) > 1:
            columns.append(Column(f"{name}: year", 9, _benchmark_year(name)))
    return columns


def _years(scorecard: Scorecard, name: str) -> Sequence[Period]:
    found = [_find(row, name) for row in scorecard.rows]
    return sorted({each.year for each in found if each and each.year})


def _find(row: ScorecardRow, name: str) -> Benchmark | None:
    return next((each for each in row.benchmarks if benchmark_name(each) == name), None)


def _benchmark(name: str) -> Callable[[ScorecardRow], Cell]:
    def cell(row: ScorecardRow) -> Cell:
        found = _find(row, name)
        return own(row, found.value if found else Absent(State.NOT_COLLECTED))

    return cell


def _benchmark_year(name: str) -> Callable[[ScorecardRow], Cell]:
    def cell(row: ScorecardRow) -> Cell:
        found = _find(row, name)
        return text(str(found.year) if found and found.year else "", QUIET)

    return cell


def target_columns(scorecard: Scorecard) -> Columns:
    """Return a column for each period that has a target, and how the figure stands to it."""
    periods = sorted({target.period for row in scorecard.rows for target in row.targets})
    columns: Columns = [
        Column(f"Target {short_label(period)}", 8.5, _target(period)) for period in periods
    ]
    columns.append(Column("Against the target", 22, _standing))
    return columns


def _target(period: Period) -> Callable[[ScorecardRow], Cell]:
    def cell(row: ScorecardRow) -> Cell:
        found = next((each for each in row.targets if each.period == period), None)
        if found is None:
            return text("none", ABSENT)
        if found.form is TargetForm.WITHIN:
            return text(target_words(found, row.indicator.unit), ABSENT)
        return _own_goal(row, found)

    return cell


def _own_goal(row: ScorecardRow, target: Target) -> Cell:
    """Return a goal with as many decimals as it was set with, at least the indicator's own."""
    decimals = max(row.indicator.decimals, decimals_of(target.text))
    return value_cell(as_number(target), row.indicator.unit, decimals)


def _standing(row: ScorecardRow) -> Cell:
    rag = row.standing.rag
    return text(f"{rag.shape} {standing_sentence(row)}", LOOK_OF_RAG[rag])
