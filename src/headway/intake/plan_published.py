"""The indicators of a plan's priorities as published rows: figures, print, and what is doubtful."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from headway.domain.periods import PeriodKind
from headway.domain.plan import Review
from headway.domain.printed import figure_in
from headway.domain.problems import Findings, Place, Severity
from headway.domain.published import (
    Benchmark,
    Commentary,
    Comparator,
    Derived,
    Figure,
    PrintedCell,
    PublishedRow,
)
from headway.domain.values import Absent, Number, State, Value
from headway.intake.figure_text import read_figure, read_figure_text
from headway.intake.looks import Look, look_of, tidy
from headway.intake.plan_blocks import IndicatorTable
from headway.intake.plan_headings import priority_number
from headway.intake.plan_indicator_headings import Years, periods_of
from headway.intake.plan_indicators import IndicatorCells, indicator_rows
from headway.intake.plan_lines import quote_unless_a_name, rows_in_words
from headway.intake.roles import Role

_POLARITY = re.compile(
    r".*\b(?:high(?:er)?|low(?:er)?|big(?:ger)?|small(?:er)?|up|down|increas\w+|decreas\w+|max\w*|min\w*"
    r"|near(?:er)?|target|neutral|none|no polarity)\b.*|[hl+\-−↑↓▲▼]|n/?a",
    re.IGNORECASE,
)
_COMPARATORS = {
    Role.NEIGHBOURS: Comparator.STATISTICAL_NEIGHBOURS,
    Role.ENGLAND: Comparator.ENGLAND,
    Role.REGION: Comparator.REGION,
}


def published_rows(
    table: IndicatorTable, reviews: Sequence[Review], findings: Findings
) -> list[tuple[int | None, PublishedRow]]:
    """Return each row of a table, with the number of the priority that its own cell names."""
    years = periods_of(table.headings, reviews)
    _tell_years(table, years, findings)
    found = []
    nought_to_date: list[int] = []
    for cells in indicator_rows(table, findings):
        if not cells.text(table.headings, Role.TITLE):
            _tell_untitled(cells, findings)
            continue
        reader = _RowReader(table, cells, years, findings)
        row = reader.row()
        found.append((reader.priority, row))
        if reader.nought_to_date:
            nought_to_date.append(cells.line.number)
    _tell_noughts(table, nought_to_date, findings)
    return found


def _tell_years(table: IndicatorTable, years: Years, findings: Findings) -> None:
    months = table.headings.months
    place = table.heading_line.place(table.headings.run or (months[0] if months else None))
    if not table.lines:
        return
    if years.doubt:
        findings.add(
            place,
            Severity.NOT_TAKEN,
            "the months of the indicator table have no year",
            f"Their figures are not taken: {years.doubt}",
            "Write the year in the headings: Jul-17",
        )
    elif years.why and months:
        first, last = years.periods[months[0]], years.periods[months[-1]]
        findings.add(
            place,
            Severity.INFERRED,
            "the months of the indicator table have no year",
            f"Read as {first} to {last}, because of {years.why.strip(',')}",
        )


def _tell_untitled(cells: IndicatorCells, findings: Findings) -> None:
    if any(look_of(text) is not Look.BLANK and text != "0" for text in cells.texts):
        findings.add(
            cells.line.place(),
            Severity.NOT_TAKEN,
            "a row of figures names no indicator",
            "It is left out",
        )


def _tell_noughts(table: IndicatorTable, lines: list[int], findings: Findings) -> None:
    if lines:
        findings.add(
            table.heading_line.place(),
            Severity.INFERRED,
            f"the year to date is 0 beside other figures or none ({rows_in_words(lines)})",
            "It stands for a figure that was not worked out, and is read as absent",
        )


@dataclass(slots=True)
class _RowReader:
    """Makes one published row of one row of cells."""

    table: IndicatorTable
    cells: IndicatorCells
    years: Years
    findings: Findings
    nought_to_date: bool = False

    @property
    def priority(self) -> int | None:
        """The priority that the row's own cell names."""
        return priority_number(self._text(Role.SECTION, Role.REFERENCE))

    def row(self) -> PublishedRow:
        """Return the row; what cannot be read in it is reported."""
        title = self._text(Role.TITLE)
        figures = self._figures()
        return PublishedRow(
            indicator=slug(title),
            reference=self._text(Role.REFERENCE, Role.SECTION),
            title=title,
            figures=figures,
            printed=self._printed(figures),
            benchmarks=self._benchmarks(),
            commentary=self._commentary(),
            section=self._text(Role.SECTION),
            polarity_printed=self._polarity(),
            place=self.cells.line.place(),
        )

    def _text(self, *roles: Role) -> str:
        return self.cells.text(self.table.headings, *roles)

    def _place(self, column: int) -> Place:
        cell = self.cells.cells[column]
        return self.cells.line.place(column if cell is None else cell)

    def _figures(self) -> tuple[Figure, ...]:
        found = []
        for column, period in sorted(self.years.periods.items()):
            text = self.cells.texts[column]
            value = self._value(text, column)
            if self.cells.months_lost:
                text, value = "", Absent(State.BROKEN, "its row is damaged")
            certain = self.cells.certain or period.kind is PeriodKind.FINANCIAL_YEAR
            found.append(Figure(period, value, period, text, self._place(column), certain=certain))
        return tuple(found)

    def _value(self, text: str, column: int) -> Value:
        """Read a figure; a text in its place is broken, and reported without naming a person."""
        cell = self.cells.line.cell(self.cells.cells[column])
        reading = read_figure(cell) if tidy(cell.text) == text else read_figure_text(text)
        if self.cells.months_lost or not (reading.problem or reading.inferred):
            return reading.value
        severity = Severity.NOT_TAKEN if reading.problem else Severity.INFERRED
        self.findings.add(
            self._place(column),
            severity,
            f"{quote_unless_a_name(text)} stands where a figure is due",
            "It is not taken" if reading.problem else f"Read as {reading.inferred}",
        )
        return reading.value

    def _printed(self, figures: tuple[Figure, ...]) -> tuple[tuple[Derived, PrintedCell], ...]:
        found = []
        for column in self.table.headings.at(Role.YEAR_TO_DATE)[:1]:
            text = self.cells.texts[column]
            number = figure_in(text)
            if number == 0 and not _all_nought(figures):
                number, self.nought_to_date = None, True
            if text and not self.cells.months_lost:
                found.append(
                    (Derived.YEAR_TO_DATE, PrintedCell(text, number, None, self._place(column)))
                )
        for column in self.table.headings.at(Role.MARK)[:1]:
            if text := self.cells.texts[column]:
                found.append((Derived.QUALITY, PrintedCell(text, None, None, self._place(column))))
        return tuple(found)

    def _benchmarks(self) -> tuple[Benchmark, ...]:
        found = []
        for column in self.table.headings.at(*_COMPARATORS):
            text, heading = self.cells.texts[column], self.table.headings.headings[column]
            if text and not self.cells.months_lost:
                found.append(
                    Benchmark(
                        _COMPARATORS[heading.role],
                        self._value(text, column),
                        heading.name,
                        heading.period,
                        text=text,
                        place=self._place(column),
                    )
                )
        return tuple(found)

    def _commentary(self) -> Commentary | None:
        text = self._text(Role.NOTES, Role.COMMENTARY)
        periods = self.years.periods.values()
        return (
            Commentary(text, max(periods), place=self.cells.line.place())
            if text and periods
            else None
        )

    def _polarity(self) -> str:
        text = self._text(Role.POLARITY)
        if not text or _POLARITY.fullmatch(text):
            return text
        column = self.table.headings.at(Role.POLARITY)[0]
        self.findings.add(
            self._place(column),
            Severity.NOT_TAKEN,
            f"{quote_unless_a_name(text)} stands where the polarity is due",
            "It is not taken",
            "Say whether a higher or a lower figure is better",
        )
        return ""


def _all_nought(figures: Sequence[Figure]) -> bool:
    numbers = [figure.value for figure in figures if isinstance(figure.value, Number)]
    return bool(numbers) and all(value.amount == 0 for value in numbers)


def slug(title: str) -> str:
    """Make an identifier of a title, for an indicator that no definition is matched to yet."""
    words = re.sub(r"%", " percent ", title.casefold())
    return "-".join(re.findall(r"[a-z0-9]+", words))
