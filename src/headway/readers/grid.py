"""What every reader gives: documents of sheets of rows of cells, each with its place."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from headway.domain.problems import Finding, Place


class CellKind(Enum):
    """What a cell holds, as the file itself says it."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"  # #REF!, #DIV/0! and their like, or a formula without a result
    TRUTH = "truth"  # TRUE or FALSE


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what a person sees, and the value behind it where the file holds one.

    ``text`` is trimmed at both ends, with non-breaking spaces as spaces; "" when blank.
    ``number`` is exact (18.1 is 181/10) and the value *stored*: a cell that shows 6.8% has the
    text "6.8%", the number 0.068 and ``percent``. A formula that was never worked out is an
    ERROR with ``formula_without_result``: it is not blank, and it is not nought.
    """

    text: str
    kind: CellKind
    number: Fraction | None = None
    date: dt.date | None = None
    percent: bool = False
    formula_without_result: bool = False

    def __post_init__(self) -> None:
        kind = self.kind
        if (self.number is not None) != (kind is CellKind.NUMBER):
            raise ValueError("a number cell has its number, and no other cell has one")
        if (self.date is not None) != (kind is CellKind.DATE):
            raise ValueError("a date cell has its date, and no other cell has one")
        if (not self.text) != (kind is CellKind.BLANK):
            raise ValueError("a blank cell has no text, and every other cell has some")
        if self.percent and kind is not CellKind.NUMBER:
            raise ValueError("only a number can be a percentage")
        if self.formula_without_result and kind is not CellKind.ERROR:
            raise ValueError("a formula without a result is an error")


BLANK = Cell("", CellKind.BLANK)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``number`` as a person counts (from 1; sheet row, or line of the text file).

    Blank rows are kept as rows without cells. In a workbook the row ends at its last cell that
    is not blank; in a text file it has the fields its line has.
    """

    number: int
    cells: tuple[Cell, ...]

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("rows count from 1")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet in its order; a text file is one sheet without a name.

    Rows come in the order of their numbers. A text file can have two rows of one number, where
    a page break stands in the middle of a line.
    """

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    file: str = ""

    def place(self, row_number: int, column_index: int | None = None) -> Place:
        """Return the place of a cell, or of a whole row when no column is given.

        ``row_number`` is that of the ``Row``; ``column_index`` is the position in its cells,
        from 0. Workbooks have lettered columns and rows, text files numbered columns and lines.
        """
        if column_index is not None and column_index < 0:
            raise ValueError("columns are indexed from 0")
        if self.name:
            column = "" if column_index is None else column_letters(column_index + 1)
            return Place(file=self.file, sheet=self.name, row=row_number, column=column)
        column = "" if column_index is None else str(column_index + 1)
        return Place(file=self.file, line=row_number, column=column)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file as read.

    ``file`` is its name without the folder. ``number_formats_known`` is False for the workbooks
    (xls, xlsb) whose number formats cannot be read: a cell there that shows 6.8% arrives as
    0.068 with nothing to tell it apart. ``sha256`` is of the bytes that were read.
    """

    file: str
    sheets: tuple[Sheet, ...]
    number_formats_known: bool
    findings: tuple[Finding, ...]
    sha256: str

    def __post_init__(self) -> None:
        if not self.sheets:
            raise ValueError("a document has at least one sheet")


def column_letters(number: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """Return the number, from 1, of a column given by its capital letters: AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
