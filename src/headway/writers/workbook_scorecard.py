"""The scorecard's own sheet: one row to an indicator, as a council's monthly dataset has it."""

from collections.abc import Callable

from headway.domain.asking import figures_as_written
from headway.domain.entry_sheet import COMMENTARY, FIGURES_CHECK, Heading, figures_check
from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.published import Derived
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.sentences import break_sentences
from headway.domain.values import Number
from headway.writers.workbook_cells import change_cell, direction_cell, stored, value_cell
from headway.writers.workbook_compared import (
    Columns,
    benchmark_columns,
    own,
    printed_columns,
    target_columns,
)
from headway.writers.workbook_heights import width_for, width_for_paragraphs
from headway.writers.workbook_layout import (
    ABSENT,
    BESIDE,
    CODE,
    QUIET,
    STRONG,
    TEXT,
    Bars,
    Cell,
    Column,
    Page,
    page,
    text,
)
from headway.writers.workbook_signals import signal_columns

FEWEST_BARS = 3


def scorecard_page(scorecard: Scorecard) -> Page:
    """Return the sheet "Scorecard"."""
    return page(
        "Scorecard",
        "Scorecard",
        f"{scorecard.title}: {scorecard.period}",
        ["Comment, or give a missing figure, on the sheet “Entry”. Signs: see the sheet “Notes”."],
        f"One row to an indicator: its figures from {scorecard.columns[0]} to "
        f"{scorecard.columns[-1]}, changes, averages, benchmarks, targets and commentary.",
        _columns(scorecard),
        scorecard.rows,
        "There is no row on this scorecard.",
        frozen_columns=2,
        locked=True,
    )


def _columns(scorecard: Scorecard) -> Columns:
    return [
        *_names(scorecard),
        *_months(scorecard),
        *_changes(scorecard),
        *_summaries(scorecard),
        *benchmark_columns(scorecard),
        *target_columns(scorecard),
        *signal_columns(scorecard),
        *_words(scorecard),
        *_checks(),
    ]


def _names(scorecard: Scorecard) -> Columns:
    width = width_for((row.reference or row.indicator.id for row in scorecard.rows), 8, 14)
    columns: Columns = [
        Column("Ref.", width, lambda row: text(row.reference or row.indicator.id, STRONG)),
        Column("Indicator", 32, lambda row: text(row.indicator.title)),
    ]
    if any(row.section for row in scorecard.rows):
        columns.append(Column("Section", 11, lambda row: text(row.section, QUIET)))
    return columns


def _text_of(said: Callable[[ScorecardRow], str]) -> Callable[[ScorecardRow], Cell]:
    return lambda row: text(said(row), QUIET)


def _months(scorecard: Scorecard) -> Columns:
    columns = [_month(at, column) for at, column in enumerate(scorecard.columns)]
    first = len(_names(scorecard))
    columns.append(Column("Trend", 12, _bars(first, first + len(columns) - 1)))
    return columns


def _month(at: int, column: Period) -> Column[ScorecardRow]:
    def cell(row: ScorecardRow) -> Cell:
        shown = row.cells[at]
        unit, decimals = row.indicator.unit, row.indicator.decimals
        broken = row.break_before(at) is not None
        return value_cell(shown.value, unit, decimals, shown.certain, broken)

    return Column(short_label(column), 8.5, cell)


def _bars(first: int, last: int) -> Callable[[ScorecardRow], Cell]:
    """Draw bars where every figure is known: a spreadsheet would draw a gap as nought."""

    def cell(row: ScorecardRow) -> Cell:
        if any(row.break_before(at) for at in range(len(row.cells))):
            return text("not drawn: a break", ABSENT)
        known = [each.value for each in row.cells if isinstance(each.value, Number)]
        if len(known) < len(row.cells):
            return text("not drawn: gaps", ABSENT)
        if len(known) < FEWEST_BARS or any(each.amount < 0 for each in known):
            return text("not drawn", ABSENT)
        # The tallest bar leaves a little room under the border.
        tallest = max(stored(each.amount, row.indicator.unit) for each in known)
        return Cell("", TEXT, bars_of=Bars(first, last, tallest * 1.2 or 1.0))

    return cell


def _changes(scorecard: Scorecard) -> Columns:
    columns: Columns = [
        Column("Change on previous period", 9, lambda row: change_cell(row.previous)),
        *printed_columns(scorecard, Derived.CHANGE_PREVIOUS, "Printed change on previous period"),
        Column(
            "Direction: previous period",
            16,
            lambda row: direction_cell(row.previous, row.quality_previous),
        ),
        Column("Change on same period last year", 9, lambda row: change_cell(row.last_year)),
        *printed_columns(scorecard, Derived.CHANGE_LAST_YEAR, "Printed change on last year"),
        Column(
            "Direction: last year",
            16,
            lambda row: direction_cell(row.last_year, row.quality_last_year),
        ),
    ]
    return columns


def _summaries(scorecard: Scorecard) -> Columns:
    columns: Columns = []
    if any(row.breaks for row in scorecard.rows):
        columns.append(Column("Breaks in the line", 26, _text_of(_broken)))
    columns += [
        Column("12-month average", 9, lambda row: own(row, row.average.value)),
        *printed_columns(scorecard, Derived.AVERAGE_12, "Printed average"),
        Column("12-month maximum", 9.5, lambda row: own(row, row.maximum.value)),
        *printed_columns(scorecard, Derived.MAXIMUM_12, "Printed maximum"),
        Column("Average and maximum based on", 10, lambda row: text(row.average.words, BESIDE)),
    ]
    return columns


def _broken(row: ScorecardRow) -> str:
    return "; ".join(break_sentences(row))


def _words(scorecard: Scorecard) -> Columns:
    width = width_for_paragraphs((_commented(row) for row in scorecard.rows), 56, 120)
    columns: Columns = [Column(COMMENTARY, width, lambda row: text(_commented(row)))]
    if any(_about(row, scorecard.period) for row in scorecard.rows):
        about = Column(
            "About the commentary", 14, _text_of(lambda row: _about(row, scorecard.period))
        )
        columns.append(about)
    return columns


def _commented(row: ScorecardRow) -> str:
    return row.commentary.text if row.commentary else ""


def _about(row: ScorecardRow, column: Period) -> str:
    said = row.commentary
    if said is None:
        return ""
    parts = [
        f"by {said.by}" if said.by else "",
        f"on {said.period}" if said.period != column else "",
        f"written {said.written:%d/%m/%Y}" if said.written else "",
        f"means the commentary of {said.points_to}" if said.points_to else "",
        f"the very same words as in {said.carried_from}" if said.carried_from else "",
    ]
    return "; ".join(part for part in parts if part)


def _checks() -> Columns:
    """Return whose the figures are, and the columns by which a returned sheet is checked.

    They are not printed: the page is wide enough as it is.
    """
    return [
        Column("Owner", 20, _text_of(lambda row: row.owner), printed=False),
        Column("Reporter", 20, _text_of(lambda row: row.reporter), printed=False),
        Column("Outcome it serves", 40, _text_of(lambda row: row.outcome), printed=False),
        Column(
            Heading.IDENTIFIER.value, 24, lambda row: text(row.indicator.id, CODE), printed=False
        ),
        Column(FIGURES_CHECK, 24, _check, printed=False),
    ]


def _check(row: ScorecardRow) -> Cell:
    return text(figures_check(row.indicator.id, figures_as_written(row.cells)), CODE)
