"""The indicators that a plan prints under its priorities, their periods side by side."""

from collections.abc import Callable
from itertools import chain

from headway.domain.indicator import Unit
from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.plan import Plan, Priority
from headway.domain.problems import capital
from headway.domain.published import Derived, Figure, PublishedRow
from headway.domain.rounding import decimals_of
from headway.domain.sentences import benchmark_name
from headway.writers.workbook_cells import shown_cell, value_cell
from headway.writers.workbook_layout import (
    ABSENT,
    BESIDE,
    QUIET,
    STRONG,
    Cell,
    Column,
    Page,
    page,
    text,
)

_Line = tuple[Priority, PublishedRow]
_Columns = list[Column[_Line]]
_LONGEST_OF_ALL = 200  # columns; a sheet holds more, a reader does not


def plan_indicators_page(plan: Plan) -> Page:
    """Return the sheet "Indicators": one row to an indicator of a priority."""
    lines = [(priority, row) for priority in plan.priorities for row in priority.indicators]
    return page(
        "Indicators",
        "Indicators",
        "The indicators the plan prints, by priority",
        ["Figures are as the plan gives them. “none” where it gives no figure for a period."],
        "One row to an indicator: its priority, polarity, benchmarks, figures by period and notes.",
        [*_names(lines), *_benchmarks(lines), *_periods(lines), *_derived(lines), *_notes(lines)],
        lines,
        "The plan prints no indicators.",
        frozen_columns=3,
    )


def _names(lines: list[_Line]) -> _Columns:
    columns: _Columns = [
        Column("Priority", 9, lambda line: text(str(line[0].number), STRONG)),
        Column("Ref.", 10, lambda line: text(line[1].reference)),
        Column("Indicator", 44, lambda line: text(line[1].title)),
    ]
    if any(row.polarity_printed for _, row in lines):
        columns.append(Column("Polarity", 14, lambda line: text(line[1].polarity_printed, QUIET)))
    return columns


def _benchmarks(lines: list[_Line]) -> _Columns:
    every = chain.from_iterable(row.benchmarks for _, row in lines)
    names = dict.fromkeys(benchmark_name(each) for each in every)
    return [Column(capital(name), 12, _benchmark(name)) for name in names]


def _benchmark(name: str) -> Callable[[_Line], Cell]:
    def cell(line: _Line) -> Cell:
        found = next((each for each in line[1].benchmarks if benchmark_name(each) == name), None)
        return shown_cell(found.text) if found and found.text else text("none", ABSENT)

    return cell


def _periods(lines: list[_Line]) -> _Columns:
    every = chain.from_iterable(row.figures for _, row in lines)
    periods = sorted({figure.column for figure in every})[-_LONGEST_OF_ALL:]
    return [Column(short_label(period), 10, _figure(period)) for period in periods]


def _figure(period: Period) -> Callable[[_Line], Cell]:
    def cell(line: _Line) -> Cell:
        found = next((each for each in line[1].figures if each.column == period), None)
        return figure_cell(found) if found else text("none", ABSENT)

    return cell


def figure_cell(figure: Figure) -> Cell:
    """Return a figure in the form it was printed in: its decimals, its percent sign."""
    unit = Unit.PERCENTAGE if "%" in figure.text else Unit.NUMBER
    return value_cell(figure.value, unit, decimals_of(figure.text), figure.certain)


def _derived(lines: list[_Line]) -> _Columns:
    kinds = [what for what in Derived if any(row.printed_as(what) for _, row in lines)]
    return [Column(f"Printed {what.value}", 14, _printed(what)) for what in kinds]


def _printed(what: Derived) -> Callable[[_Line], Cell]:
    def cell(line: _Line) -> Cell:
        found = line[1].printed_as(what)
        return shown_cell(found.text) if found and found.text else text("none", ABSENT)

    return cell


def _notes(lines: list[_Line]) -> _Columns:
    if not any(row.commentary for _, row in lines):
        return []
    return [Column("Notes", 50, _note)]


def _note(line: _Line) -> Cell:
    commentary = line[1].commentary
    return text(commentary.text if commentary else "", BESIDE)
