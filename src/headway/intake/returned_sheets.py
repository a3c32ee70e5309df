"""The sheets of a returned workbook, found by what they say: people rename, sort and add."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from headway.domain.entries import WorkbookIdentity
from headway.domain.entry_sheet import FIGURES_CHECK, FORMAT, NEEDED, Heading, Item
from headway.domain.period_labels import NotAPeriod, parse_period
from headway.domain.problems import ContentMistake, Finding, Place, Severity
from headway.domain.safe_text import restore
from headway.readers.grid import BLANK, Cell, CellKind, Document, Row, Sheet

_ROWS_LOOKED_AT = 60  # the headings stand near the top, whatever a person put above them
_IDENTIFYING = (Item.MADE_BY, Item.FORMAT, Item.SCORECARD, Item.PERIOD, Item.DIGEST)
_SEND_BACK = "Send back the workbook that Headway made, saved as .xlsx, with all its sheets"


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's table: where each heading stands, and the rows under them that hold anything."""

    sheet: Sheet
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    twice: tuple[str, ...] = ()  # headings that stand there more than once

    def cell(self, row: Row, heading: str) -> Cell:
        """Return a row's cell under a heading; blank where there is no such column or cell."""
        at = self.columns.get(heading.casefold())
        return BLANK if at is None or at >= len(row.cells) else row.cells[at]

    def words(self, row: Row, heading: str) -> str:
        """Return a cell's text as it was before it was made safe for a sheet."""
        return restore(self.cell(row, heading).text)

    def place(self, row: Row, heading: str = "") -> Place:
        """Return the place of a cell, or of the row where there is no such column."""
        return self.sheet.place(row.number, self.columns.get(heading.casefold()))

    def has(self, heading: str) -> bool:
        """Whether there is a column of this heading."""
        return heading.casefold() in self.columns


def entry_tables(document: Document) -> tuple[Table, ...]:
    """Return every sheet of answers: one as a rule, more where a person copied it.

    Raises ``ContentMistake`` where there is none, or one whose columns cannot be told apart.
    """
    needed = tuple(heading.value for heading in NEEDED)
    tables = tuple(_tables(document, needed))
    if not tables:
        raise ContentMistake(
            Finding(
                Place(document.file),
                Severity.STOPS,
                f"no sheet has the headings {', '.join(f'“{each}”' for each in needed)}",
                "Answers are read from the sheet “Entry” of a workbook that Headway made",
                _SEND_BACK,
            )
        )
    known = {heading.value.casefold() for heading in Heading}
    doubled = [(table, name) for table in tables for name in table.twice if name in known]
    if doubled:
        raise ContentMistake(_doubled(table, name) for table, name in doubled)
    return tables


def _doubled(table: Table, name: str) -> Finding:
    return Finding(
        Place(table.sheet.file, table.sheet.name),
        Severity.STOPS,
        f"the heading “{name}” stands there more than once",
        "It cannot be told which column is meant",
        "Rename or remove the column that was added",
    )


def scorecard_tables(document: Document) -> tuple[Table, ...]:
    """Return the sheets that carry the scorecard's own figures with their checks."""
    return tuple(_tables(document, (Heading.IDENTIFIER.value, FIGURES_CHECK)))


def _tables(document: Document, needed: tuple[str, ...]) -> Iterator[Table]:
    wanted = {heading.casefold() for heading in needed}
    for sheet in document.sheets:
        for at, row in enumerate(sheet.rows[:_ROWS_LOOKED_AT]):
            names = [" ".join(cell.text.split()).casefold() for cell in row.cells]
            if wanted <= set(names):
                yield _table(sheet, names, at)
                break


def _table(sheet: Sheet, names: list[str], at: int) -> Table:
    columns: dict[str, int] = {}
    for index, name in enumerate(names):
        columns.setdefault(name, index)
    rows = tuple(
        row
        for row in sheet.rows[at + 1 :]
        if any(cell.kind is not CellKind.BLANK for cell in row.cells)
    )
    twice = tuple(name for name in columns if name and names.count(name) > 1)
    return Table(sheet, columns, rows, twice)


def identity_in(document: Document) -> WorkbookIdentity:
    """Return what the workbook says of itself; raises ``ContentMistake`` for a foreign one."""
    said = _best(document)
    missing = [item.value for item in _IDENTIFYING if not said.get(item)]
    if missing:
        raise _foreign(
            document,
            f"the workbook does not say what it is: {', '.join(missing)} not found",
            "Only a workbook that Headway made, with its sheet “About”, is read back",
        )
    if said[Item.FORMAT] != FORMAT:
        raise _foreign(
            document,
            f"the workbook is of format {said[Item.FORMAT]}, made by {said[Item.MADE_BY]}",
            f"This Headway reads format {FORMAT}",
        )
    return _identity(document, said)


def _identity(document: Document, said: Mapping[Item, str]) -> WorkbookIdentity:
    try:
        period = parse_period(said[Item.PERIOD])
    except NotAPeriod as mistake:
        raise _foreign(document, f"the workbook's own period: {mistake}", "") from mistake
    return WorkbookIdentity(
        scorecard=said[Item.SCORECARD],
        title=said.get(Item.TITLE, ""),
        period=period,
        digest=said[Item.DIGEST],
        version=said[Item.MADE_BY].removeprefix("Headway").strip(),
        made_on=_day(said.get(Item.MADE_ON, "")),
    )


def _foreign(document: Document, found: str, allowed: str) -> ContentMistake:
    return ContentMistake(Finding(Place(document.file), Severity.STOPS, found, allowed, _SEND_BACK))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _best(document: Document) -> dict[Item, str]:
    """Return the items of the sheet that says most of them."""
    return max((_items(sheet) for sheet in document.sheets), key=len)


def _items(sheet: Sheet) -> dict[Item, str]:
    """Return each item that stands in a cell, with the first text to the right of it."""
    by_name = {item.value.casefold(): item for item in Item}
    found: dict[Item, str] = {}
    for row in sheet.rows[: _ROWS_LOOKED_AT * 2]:
        texts = [" ".join(restore(cell.text).split()) for cell in row.cells]
        for at, text in enumerate(texts):
            item = by_name.get(text.casefold())
            said = next((each for each in texts[at + 1 :] if each), "")
            if item and said:
                found.setdefault(item, said)
                break
    return found
