"""Tables as plain text rows, and the CSV files and the data dictionary made of them.

The text follows RFC 4180: commas, ``"`` around what needs it, lines ended by CR LF. Save it
with ``CSV_ENCODING`` and ``newline=""``: Excel takes a UTF-8 file for UTF-8 only where it begins
with the byte order mark, and shows “£” and “–” as other signs where it does not. To a pipe or a
screen the text goes as it is, without the mark.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from headway.domain.exact import exact_text
from headway.domain.periods import Period, PeriodKind
from headway.domain.problems import Place
from headway.domain.safe_text import neutralise
from headway.domain.values import Absent, Number, Value

CSV_ENCODING = "utf-8-sig"
NUMBER_STATE = "number"


class CellType(Enum):
    """What the cells of a column hold; the words go into the data dictionary."""

    TEXT = "text"
    NUMBER = "exact number: decimal text, or numerator/denominator where no decimals end it"
    WHOLE = "whole number"
    DATE = "date, as year-month-day"
    FLAG = "yes or no"
    WORD = "one word of a list"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, what its cells hold and what they mean."""

    name: str
    type: CellType
    meaning: str

    def __post_init__(self) -> None:
        if not self.name.isidentifier() or not self.meaning.strip():
            raise ValueError(f"column “{self.name}” needs a plain name and a meaning")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts. ``name`` is the name of its file; each row has a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names) or not names:
            raise ValueError(f"{self.name}: each column has a name of its own")
        if any(len(row) != len(names) for row in self.rows):
            raise ValueError(f"{self.name}: each row has a cell for each column")


def columns(*described: tuple[str, CellType, str]) -> tuple[Column, ...]:
    """Make columns of their names, types and meanings."""
    return tuple(Column(*each) for each in described)


def csv_text(table: Table) -> str:
    """Write a table as CSV text, headings first; text that a spreadsheet could run is safe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    is_text = [column.type is CellType.TEXT for column in table.columns]
    writer.writerows(
        [neutralise(cell) if text else cell for cell, text in zip(row, is_text, strict=True)]
        for row in table.rows
    )
    # Half a surrogate pair, as a damaged workbook may hold, can be written to no file.
    return out.getvalue().encode("utf-8", "replace").decode("utf-8")


def dictionary_of(tables: Iterable[Table], name: str = "dictionary.csv") -> Table:
    """Return the data dictionary of some tables: a row for each column of each file."""
    heads = columns(
        ("file", CellType.TEXT, "the file the column is in"),
        ("column", CellType.TEXT, "the column's name, as in the first row of the file"),
        ("type", CellType.TEXT, "what its cells hold; an empty cell: there is none"),
        ("meaning", CellType.TEXT, "what its cells mean"),
    )
    own = Table(name, heads, ())
    rows = tuple(
        (table.name, column.name, column.type.value, column.meaning)
        for table in (*tables, own)
        for column in table.columns
    )
    return Table(name, heads, rows)


def state_cell(value: Value) -> str:
    """Return the name of a value's state, or "number"."""
    return value.state.value if isinstance(value, Absent) else NUMBER_STATE


def number_cell(value: Value) -> str:
    """Return a number exactly, and nothing for a value that is absent."""
    return exact_text(value.amount) if isinstance(value, Number) else ""


def flag_cell(flag: bool) -> str:
    """Return yes or no."""
    return "yes" if flag else "no"


def date_cell(day: date | None) -> str:
    """Return a day as year-month-day, or nothing."""
    return day.isoformat() if day else ""


def period_columns(name: str, what: str) -> tuple[Column, ...]:
    """Return the four columns of a period: its name, kind, first and last day."""
    kinds = ", ".join(kind.value for kind in PeriodKind)
    return columns(
        (name, CellType.TEXT, f"{what}, in words"),
        (f"{name}_kind", CellType.WORD, f"the kind of {name}: {kinds}"),
        (f"{name}_start", CellType.DATE, f"the first day of the {name}"),
        (f"{name}_end", CellType.DATE, f"the last day of the {name}, which belongs to it"),
    )


def period_cells(period: Period | None) -> tuple[str, str, str, str]:
    """Return the cells of ``period_columns``; empty ones where there is no period."""
    if period is None:
        return ("", "", "", "")
    return (str(period), period.kind.value, date_cell(period.start), date_cell(period.last_day))


PLACE_COLUMNS = columns(
    ("place_file", CellType.TEXT, "the file it was read from"),
    ("place_sheet", CellType.TEXT, "the sheet of a workbook"),
    ("place_row", CellType.WHOLE, "the row, counted from 1"),
    ("place_column", CellType.TEXT, "the column, by its letter or number"),
    ("place_line", CellType.WHOLE, "the line of a text, counted from 1"),
)


def place_cells(place: Place) -> tuple[str, ...]:
    """Return the cells of ``PLACE_COLUMNS``."""
    return (
        place.file,
        place.sheet,
        str(place.row or ""),
        place.column,
        str(place.line or ""),
    )


VALUE_COLUMNS = columns(
    ("state", CellType.WORD, "number, or the reason why there is none"),
    ("value", CellType.NUMBER, "the exact number"),
    ("note", CellType.TEXT, "what is known of a value that is absent"),
)


def value_cells(value: Value) -> tuple[str, str, str]:
    """Return the cells of ``VALUE_COLUMNS``."""
    note = value.note if isinstance(value, Absent) else ""
    return (state_cell(value), number_cell(value), note)
