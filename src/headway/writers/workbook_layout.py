"""What a workbook's sheet is made of: cells with a look, columns, and one table to a sheet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Generic, TypeVar

from headway.domain.entries import Limits

Row = TypeVar("Row")
RowTo = Callable[[Row], "Cell"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. Colours are written "#RRGGBB"; an empty one is the sheet's own."""

    ink: str = ""
    fill: str = ""
    bold: bool = False
    italic: bool = False
    size: int = 10
    number_format: str = ""
    align: str = "left"
    indent: int = 0
    wrap: bool = True
    border: str = "#C8C8C8"
    unlocked: bool = False


class Wanted(Enum):
    """What a marked cell takes."""

    FIGURE = "figure"
    TEXT = "text"
    NAME = "name"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A marked cell's prompt and the check on what is typed into it."""

    wanted: Wanted
    title: str
    message: str
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Small bars of the figures in some columns of the same row, from nought up to ``top``."""

    first: int
    last: int
    top: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, a real number, a date, or nothing yet."""

    content: str | float | date | None
    look: Look = Look()
    prompt: Prompt | None = None
    bars_of: Bars | None = None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a table: its heading, its width in characters, what it says of a row."""

    heading: str
    width: float
    cell: RowTo[Row]
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: a title in A1, lines under it, and one table with a name and a description."""

    name: str
    table: str
    title: str
    lines: tuple[str, ...]
    description: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    printed_columns: int
    frozen_columns: int = 0
    locked: bool = False

    @property
    def heading_row(self) -> int:
        """The row of the table's headings, counted from 0: right under the title's lines."""
        return 1 + len(self.lines)


def page(
    name: str,
    table: str,
    title: str,
    lines: Sequence[str],
    description: str,
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    nothing: str,
    frozen_columns: int = 0,
    locked: bool = False,
) -> Page:
    """Lay ``rows`` out under ``columns``; where there is no row one says ``nothing``."""
    laid = tuple(tuple(column.cell(row) for column in columns) for row in rows)
    widest = max(range(len(columns)), key=lambda at: columns[at].width)
    empty = tuple(Cell(nothing if at == widest else "") for at in range(len(columns)))
    return Page(
        name,
        table,
        title,
        tuple(lines),
        description,
        unlike([column.heading for column in columns]),
        tuple(column.width for column in columns),
        laid or (empty,),
        sum(column.printed for column in columns),
        frozen_columns,
        locked,
    )


def that_say(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> list[Column[Row]]:
    """Return the columns in which any of the rows has something to say."""
    return [each for each in columns if any(each.cell(row).content for row in rows)]


def unlike(headings: Sequence[str]) -> tuple[str, ...]:
    """Tell headings apart that are alike but for capitals, as a table demands."""
    seen: dict[str, int] = {}
    told = []
    for heading in headings:
        count = seen[heading.casefold()] = seen.get(heading.casefold(), 0) + 1
        told.append(heading if count == 1 else f"{heading} ({count})")
    return tuple(told)


TEXT = Look()
BESIDE = Look(indent=1)  # words to the right of a number, which ends where they begin
STRONG = Look(bold=True)
QUIET = Look(ink="#505050")
CODE = Look(ink="#505050", wrap=False)
ABSENT = Look(ink="#505050", italic=True, align="right")
NUMBER = Look(align="right", wrap=False)
DATE = Look(number_format="d mmm yyyy", align="right", wrap=False)
GOOD = Look(indent=1, ink="#0B4F1E", fill="#DDF0E0")
CLOSE = Look(indent=1, ink="#5C3B00", fill="#FFEFCC")
POOR = Look(indent=1, ink="#7A0C0C", fill="#FBE0DD")
MARKED = Look(fill="#FFF7D6", border="#806000", unlocked=True)
HEADING = Look(ink="#FFFFFF", fill="#12436D", bold=True, border="#FFFFFF")
TITLE = Look(bold=True, size=16, ink="#12436D", wrap=False, border="")
LINE = Look(wrap=False, border="")
BARS_INK = "#6F93B3"  # of the small bars that show how a figure went


def text(content: str, look: Look = TEXT) -> Cell:
    """Return a cell of text."""
    return Cell(content, look)


def formatted(look: Look, number_format: str) -> Look:
    """Return ``look`` with a number format."""
    return replace(look, number_format=number_format)
