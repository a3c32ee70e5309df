"""What the case system shows of one piece on one day, for exports in other people's forms."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from headway.synthetic.cells import Cells, codes
from headway.synthetic.dice import Mask, Whole

Columns = Mapping[str, Cells]
Rows = npt.NDArray[np.int64]


class Shown:
    """The tables of one piece, each in one."""

    def __init__(self, parts: Sequence[tuple[str, Columns]]) -> None:
        """Take the columns of each part, with the name of its table."""
        by_table: dict[str, list[Columns]] = {}
        for table, columns in parts:
            by_table.setdefault(table, []).append(columns)
        self._tables = {table: _joined(found) for table, found in by_table.items()}

    def table(self, name: str) -> Columns:
        """Give the columns of a table of this piece; raises ``KeyError`` when it has no part."""
        return self._tables[name]

    def has(self, name: str) -> bool:
        """Say whether the piece has any part of the table."""
        return name in self._tables

    def find(self, table: str, column: str, numbers: Whole) -> Rows:
        """Give the row in which the column holds each of the numbers; -1 where there is none."""
        return row_of(self.table(table)[column].values, numbers)


def _joined(parts: Sequence[Columns]) -> Columns:
    first = parts[0]
    return {
        name: first[name].with_values(np.concatenate([part[name].values for part in parts]))
        for name in first
    }


def row_of(among: Whole, numbers: Whole) -> Rows:
    """Give the first row of ``among`` that holds each of the numbers; -1 where there is none."""
    if not len(among):
        return np.full(len(numbers), -1, dtype=np.int64)
    order = np.argsort(among, kind="stable")
    place = np.searchsorted(among[order], numbers)
    row = order[np.minimum(place, len(among) - 1)]
    return np.where(among[row] == numbers, row, -1)


def picked(columns: Columns, rows: Rows | Mask) -> dict[str, Cells]:
    """Give some of the rows."""
    return {name: cells.take(rows) for name, cells in columns.items()}


def at(cells: Cells, rows: Rows) -> Cells:
    """Give the cells of these rows; empty where a row is -1."""
    if not len(cells.values):
        return cells.with_values(np.full(len(rows), -1, dtype=np.int32))
    return cells.with_values(np.where(rows < 0, -1, cells.values[rows]).astype(np.int32))


def translated(cells: Cells, words: Mapping[str, str], otherwise: str = "") -> Cells:
    """Give the same codes in other words; a code that is not among them becomes ``otherwise``."""
    texts = tuple(words.get(word, otherwise) for word in cells.words)
    kept = tuple(text for text in dict.fromkeys(texts) if text)
    table = np.array([kept.index(text) if text else -1 for text in texts] + [-1], dtype=np.int32)
    return codes(table[cells.values], kept)


def always(count: int, text: str) -> Cells:
    """Give a column that holds the same text in every row."""
    return codes(np.zeros(count, dtype=np.int32), (text,))


def nothing(count: int) -> Cells:
    """Give a column that holds nothing."""
    return codes(np.full(count, -1, dtype=np.int32), ())
