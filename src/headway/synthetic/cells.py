"""Columns of a made-up table as whole numbers, and their letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
import numpy.typing as npt

from headway.synthetic.calendar import ABSENT, day_of, texts_of_days
from headway.synthetic.dice import Mask, Whole

Letters = npt.NDArray[np.uint8]


class Kind(Enum):
    """What the whole numbers of a column stand for. A number below 0 is an empty cell."""

    DAY = "days since 1900"
    CODE = "places in a list of words"
    NUMBER = "numbers, with letters before them for identifiers"
    TENTHS = "tenths"


@dataclass(frozen=True, slots=True)
class Cells:
    """One column: whole numbers and what they stand for."""

    values: Whole
    kind: Kind
    words: tuple[str, ...] = ()
    prefix: str = ""
    digits: int = 1

    def take(self, rows: npt.NDArray[np.integer] | Mask) -> "Cells":
        """Give the cells of these rows."""
        return self.with_values(self.values[rows])

    def slice(self, begin: int, end: int) -> "Cells":
        """Give some neighbouring cells, without copying them."""
        return self.with_values(self.values[begin:end])

    def with_values(self, values: Whole) -> "Cells":
        """Give the same column with other numbers."""
        return Cells(values, self.kind, self.words, self.prefix, self.digits)

    def text(self, row: int) -> str:
        """Give one cell as it is written; an empty text where nothing is known."""
        value = int(self.values[row])
        if value < 0:
            return ""
        match self.kind:
            case Kind.DAY:
                return day_of(value).isoformat()
            case Kind.CODE:
                return self.words[value]
            case Kind.NUMBER:
                return f"{self.prefix}{value:0{self.digits}d}"
            case Kind.TENTHS:
                return f"{value // 10}.{value % 10}" if value % 10 else str(value // 10)


def days(values: Whole) -> Cells:
    """Give a column of dates."""
    return Cells(values, Kind.DAY)


def codes(values: Whole, words: Sequence[str]) -> Cells:
    """Give a column of codes: places in ``words``."""
    return Cells(values, Kind.CODE, tuple(words))


def flags(values: Mask, known: Mask | None = None) -> Cells:
    """Give a column of yes and no; empty where it is not known."""
    numbers = values.astype(np.int32)
    if known is not None:
        numbers = np.where(known, numbers, ABSENT).astype(np.int32)
    return Cells(numbers, Kind.CODE, ("no", "yes"))


def identifiers(values: Whole, prefix: str, digits: int = 6) -> Cells:
    """Give a column of made-up identifiers: P000123."""
    return Cells(values, Kind.NUMBER, prefix=prefix, digits=digits)


def numbers(values: Whole) -> Cells:
    """Give a column of whole numbers."""
    return Cells(values, Kind.NUMBER)


def tenths(values: Whole) -> Cells:
    """Give a column of decimal numbers, kept as tenths."""
    return Cells(values, Kind.TENTHS)


_COMMA: Final = ord(",")
_END: Final = np.frombuffer(b"\r\n", dtype=np.uint8)


def csv_rows(columns: Sequence[Letters]) -> bytes:
    """Write the rows of a table as the lines of a csv file, without its heading.

    Every cell is a fixed number of letters, 0 where there is none, side by side in one table of
    bytes; leaving out the zeros gives the file. So no row is ever a Python object.
    """
    count = len(columns[0])
    comma = np.full((count, 1), _COMMA, dtype=np.uint8)
    parts = [part for column in columns for part in (column, comma)]
    parts[-1] = np.broadcast_to(_END, (count, 2))
    together = np.concatenate(parts, axis=1)
    return bytes(together[together != 0].tobytes())


def overwritten(part: Letters, rows: npt.NDArray[np.int64], texts: Sequence[str]) -> Letters:
    """Give the letters of a column with other texts in some rows."""
    if not len(rows):
        return part
    coded = [_quoted(text).encode("utf-8") for text in texts]
    width = max(part.shape[1], *(len(text) for text in coded))
    wide = np.zeros((len(part), width), dtype=np.uint8)
    wide[:, : part.shape[1]] = part
    for row, text in zip(rows.tolist(), coded, strict=True):
        wide[row] = 0
        wide[row, : len(text)] = np.frombuffer(text, dtype=np.uint8)
    return wide


def csv_heading(names: Sequence[str]) -> bytes:
    """Write the heading of a csv file."""
    return (",".join(_quoted(name) for name in names) + "\r\n").encode("utf-8")


def letters(cells: Cells) -> Letters:
    """Give the letters of each cell, padded with zeros."""
    match cells.kind:
        case Kind.DAY:
            found = texts_of_days()[np.maximum(cells.values, 0)]
            found[cells.values < 0] = 0
            return found
        case Kind.CODE:
            return _word_letters(cells.words)[cells.values]  # -1 is the last row: empty
        case Kind.NUMBER:
            return _number_letters(cells)
        case Kind.TENTHS:
            return _tenth_letters(cells)


def _word_letters(words: tuple[str, ...]) -> Letters:
    texts = [_quoted(word).encode("utf-8") for word in words]
    width = max((len(text) for text in texts), default=1)
    table = np.zeros((len(texts) + 1, max(width, 1)), dtype=np.uint8)
    for row, text in enumerate(texts):
        table[row, : len(text)] = np.frombuffer(text, dtype=np.uint8)
    return table


def _quoted(text: str) -> str:
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _number_letters(cells: Cells) -> Letters:
    values = cells.values
    prefix = np.frombuffer(cells.prefix.encode("utf-8"), dtype=np.uint8)
    greatest = int(values.max(initial=0))
    width = max(cells.digits, len(str(greatest)))
    table = np.zeros((len(values), len(prefix) + width), dtype=np.uint8)
    table[:, : len(prefix)] = prefix
    rest = np.maximum(values, 0)
    for place in range(width - 1, -1, -1):
        left = rest // 10
        digit = (rest - left * 10 + ord("0")).astype(np.uint8)
        from_right = width - 1 - place
        if from_right >= cells.digits:
            digit[rest == 0] = 0
        table[:, len(prefix) + place] = digit
        rest = left
    table[values < 0] = 0
    return table


def _tenth_letters(cells: Cells) -> Letters:
    wholes, part = np.divmod(np.maximum(cells.values, 0), 10)
    before = _number_letters(Cells(wholes.astype(np.int32), Kind.NUMBER))
    width = before.shape[1]
    table = np.zeros((len(cells.values), width + 2), dtype=np.uint8)
    table[:, :width] = before
    has_part = part > 0
    table[:, width] = np.where(has_part, ord("."), 0)
    table[:, width + 1] = np.where(has_part, part + ord("0"), 0)
    table[cells.values < 0] = 0
    return table
