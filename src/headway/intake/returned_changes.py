"""What was changed outside the marked cells, and what has come since: reported, never taken."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from headway.domain.asking import plain_figure, plain_words
from headway.domain.due import due_period
from headway.domain.entries import Entry, EntryKind
from headway.domain.entry_sheet import COMMENTARY, FIGURES_CHECK, Heading, figures_in_check
from headway.domain.period_labels import NotAPeriod, parse_period
from headway.domain.periods import Period
from headway.domain.problems import Findings, Place, Severity
from headway.domain.safe_text import restore
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.values import Number, Value
from headway.intake.returned_answers import check_of
from headway.intake.returned_sheets import Table
from headway.readers.grid import Cell, CellKind, Row

_ENTRY = "Give it on the sheet “Entry”, or correct it where it comes from"


def find_changes(entries: Iterable[Table], scorecards: Iterable[Table], findings: Findings) -> None:
    """Report every locked cell that no longer holds what Headway wrote."""
    tables = tuple(entries)
    for table in tables:
        _find_changed_questions(table, findings)
    commentaries = dict(_commentaries(tables))
    for table in scorecards:
        for row in table.rows:
            _find_changed_figures(table, row, findings)
            _find_changed_commentary(table, row, commentaries, findings)


def _find_changed_questions(table: Table, findings: Findings) -> None:
    """Report the unanswered rows that were changed; an answered one has its own finding."""
    if not table.has(Heading.CHECK.value):
        findings.add(
            Place(table.sheet.file, table.sheet.name),
            Severity.NOTED,
            f"the column “{Heading.CHECK.value}” is gone",
            "What each row asks is taken as it stands there",
        )
        return
    for row in table.rows:
        answered = table.cell(row, Heading.ANSWER.value).kind is not CellKind.BLANK
        if not answered and not _as_made(table, row):
            findings.add(
                table.place(row, Heading.NOW.value),
                Severity.NOT_TAKEN,
                "what this row says was changed by hand, outside the marked cells",
                "Nothing was taken from it",
                "Write in “Your answer”",
            )


def _as_made(table: Table, row: Row) -> bool:
    identifier = table.words(row, Heading.IDENTIFIER.value)
    code = table.words(row, Heading.CHECK.value)
    return not (identifier or code) or code == check_of(table, row, identifier)


def _commentaries(tables: Iterable[Table]) -> Iterator[tuple[str, str]]:
    """Return the commentary of each indicator as it was when the workbook was made."""
    for table in tables:
        for row in table.rows:
            asks = table.words(row, Heading.ASKED.value).casefold() == EntryKind.COMMENTARY.value
            if asks and table.has(Heading.CHECK.value) and _as_made(table, row):
                identifier = table.words(row, Heading.IDENTIFIER.value)
                yield identifier, plain_words(table.words(row, Heading.NOW.value))


def _find_changed_commentary(
    table: Table, row: Row, commentaries: dict[str, str], findings: Findings
) -> None:
    heading = COMMENTARY
    identifier = table.words(row, Heading.IDENTIFIER.value)
    if not table.has(heading) or identifier not in commentaries:
        return
    now, was = plain_words(table.words(row, heading)), commentaries[identifier]
    if now not in (was, ""):
        findings.add(
            table.place(row, heading),
            Severity.NOT_TAKEN,
            f"the commentary on {identifier} was changed by hand on the scorecard's own sheet",
            "It was not taken",
            "Write it on the sheet “Entry”",
        )


def _find_changed_figures(table: Table, row: Row, findings: Findings) -> None:
    identifier = table.words(row, Heading.IDENTIFIER.value)
    check = table.words(row, FIGURES_CHECK)
    if not identifier and not check:
        return
    figures = figures_in_check(identifier, check)
    columns = _periods_across(table)
    if figures is None or len(figures) != len(columns):
        findings.add(
            table.place(row, FIGURES_CHECK),
            Severity.NOTED,
            "this row's figures cannot be compared with those Headway wrote",
            "Columns were added or taken away, or the check was changed; no figure is taken",
        )
        return
    for heading, written in zip(columns, figures, strict=True):
        cell = table.cell(row, heading)
        if not _same(cell, written):
            findings.add(
                table.place(row, heading),
                Severity.NOT_TAKEN,
                f"the figure “{cell.text[:40]}” was typed over {written}",
                "A figure changed here is not taken",
                _ENTRY,
            )


def _periods_across(table: Table) -> list[str]:
    """Return the headings that are periods, from left to right."""
    found = []
    for heading in sorted(table.columns, key=lambda each: table.columns[each]):
        try:
            parse_period(heading)
        except NotAPeriod:
            continue
        found.append(heading)
    return found


def _same(cell: Cell, written: str) -> bool:
    """Whether a cell still holds a figure, as near as a spreadsheet keeps it."""
    if cell.number is None:
        return restore(cell.text).replace("–", "-") == written
    amount = cell.number * 100 if cell.percent else cell.number
    try:
        was = Fraction(written)
    except ValueError:
        return False
    return abs(amount - was) <= Fraction(1, 10**8) * max(Fraction(1), abs(was))


def find_news(
    entries: tuple[Entry, ...], expected: Scorecard, findings: Findings
) -> tuple[Entry, ...]:
    """Leave out the answers that the scorecard as it is now does not ask for, and say so."""
    return tuple(entry for entry in entries if _still_wanted(entry, expected, findings))


def _still_wanted(entry: Entry, expected: Scorecard, findings: Findings) -> bool:
    row = expected.row(entry.indicator)
    if row is None:
        return _refuse(entry, f"the scorecard has no indicator “{entry.indicator}”", findings)
    if entry.what is EntryKind.COMMENTARY:
        if entry.period == expected.period:
            return True
        return _refuse(entry, f"the scorecard is about {expected.period}", findings)
    shown = _figure_of(row, entry.period)
    if shown is None:
        return _refuse(entry, f"the scorecard shows no {entry.period}", findings)
    if isinstance(shown, Number) and shown != entry.value:
        found = f"a figure has come since for {entry.period}: {plain_figure(shown)}"
        return _refuse(entry, f"{found}; the answer is “{entry.written[:40]}”", findings)
    return True


def _figure_of(row: ScorecardRow, period: Period) -> Value | None:
    for cell in row.cells:
        if period in (due_period(cell.column, row.indicator.frequency), cell.column):
            return cell.value
    return None


def _refuse(entry: Entry, found: str, findings: Findings) -> bool:
    findings.add(
        entry.place,
        Severity.STOPS,
        found,
        "The answer was not taken",
        "Clear it, or make a fresh workbook and answer there",
    )
    return False
