"""What was handed over, as sheets of texts that can be read batch by batch.

Workbooks, small text files and XML come through the readers, with all their care. A large csv is
streamed: see ``large_text``. Either way a sheet knows its headings before its rows are read, and
a row knows its number as a person counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from headway.domain.problems import Finding, Place
from headway.intake.loading.cells import UNWORKED
from headway.readers.grid import Cell, CellKind, Document, Row, Sheet
from headway.readers.numbers import plain as plain_number

LINE, SHAPE = "line", "shape"
"""The two columns every batch has besides its texts: the row's number, and what its width is."""
FITS, TOO_WIDE, TOO_NARROW = 0, 1, 2
ROWS_AT_ONCE = 50_000
LOOKED_AT = 20  # rows in which headings are looked for


class Source(Protocol):
    """One sheet of one file."""

    @property
    def file(self) -> str:
        """The file's name without its folder."""

    @property
    def sheet(self) -> str:
        """The sheet's name; empty for a text file."""

    @property
    def beginning(self) -> tuple[tuple[str, ...], ...]:
        """The first rows, in which the headings stand."""

    def batches(self, heading_row: int, wanted: Sequence[int]) -> Iterator[pa.Table]:
        """Give the rows after the headings: LINE, SHAPE, and the wanted columns as "0", "1", ..."""


@dataclass(frozen=True, slots=True)
class FileTaken:
    """A file that was taken: its digest, size and findings."""

    name: str
    sha256: str
    size: int
    findings: tuple[Finding, ...]


def place_of(source: Source, line: int = 0, column: str = "") -> Place:
    """Return the place of a row, or of the whole sheet."""
    if source.sheet:
        return Place(source.file, source.sheet, row=line, column=column)
    return Place(source.file, line=line, column=column)


@dataclass(frozen=True, slots=True)
class SheetSource:
    """A sheet that a reader read; its rows are in memory."""

    held: Sheet

    @property
    def file(self) -> str:
        """The file's name."""
        return self.held.file

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.held.name

    @property
    def beginning(self) -> tuple[tuple[str, ...], ...]:
        """The first rows as texts."""
        return tuple(tuple(c.text for c in row.cells) for row in self.held.rows[:LOOKED_AT])

    def batches(self, heading_row: int, wanted: Sequence[int]) -> Iterator[pa.Table]:
        """Give the rows below the headings; blank ones are no rows."""
        width = len(self.held.rows[heading_row].cells)
        is_text = not self.held.name
        rows = [r for r in self.held.rows[heading_row + 1 :] if _holds_something(r)]
        for at in range(0, len(rows), ROWS_AT_ONCE):
            yield _batch(rows[at : at + ROWS_AT_ONCE], wanted, width, is_text=is_text)


def sheets_of(document: Document) -> tuple[SheetSource, ...]:
    """Give the sheets of a document that hold anything."""
    held = (s for s in document.sheets if any(_holds_something(row) for row in s.rows))
    return tuple(SheetSource(sheet) for sheet in held)


def _holds_something(row: Row) -> bool:
    return any(cell.kind is not CellKind.BLANK for cell in row.cells)


def _batch(rows: list[Row], wanted: Sequence[int], width: int, *, is_text: bool) -> pa.Table:
    columns = {
        str(place): pa.array([_text_at(row, at) for row in rows], pa.string())
        for place, at in enumerate(wanted)
    }
    shapes = [_shape(row, width, is_text) for row in rows]
    return batch_of([row.number for row in rows], shapes, columns)


def batch_of(
    lines: Sequence[int] | pa.Array, shapes: Sequence[int] | pa.Array, texts: dict[str, pa.Array]
) -> pa.Table:
    """Put a batch together."""
    first = {LINE: pa.array(lines, pa.int64()), SHAPE: pa.array(shapes, pa.uint8())}
    return pa.table({**first, **texts})


def _shape(row: Row, width: int, is_text: bool) -> int:
    """Say whether a row is as wide as its headings; a workbook does not hold its blank ends."""
    if any(cell.kind is not CellKind.BLANK for cell in row.cells[width:]):
        return TOO_WIDE
    return TOO_NARROW if is_text and len(row.cells) < width else FITS


def _text_at(row: Row, at: int) -> str | None:
    return _text(row.cells[at]) if at < len(row.cells) else None


def _text(cell: Cell) -> str | None:
    match cell.kind:
        case CellKind.BLANK:
            return None
        case CellKind.NUMBER if cell.number is not None:
            return _number(cell)
        case CellKind.DATE if cell.date is not None:
            return cell.date.isoformat()
        case CellKind.ERROR if cell.formula_without_result:
            return UNWORKED
        case _:
            return cell.text


def _number(cell: Cell) -> str:
    """Write a number out; one shown with noughts before it is an identifier, and keeps them."""
    if cell.text.isdigit() and cell.text.startswith("0") and len(cell.text) > 1:
        return cell.text
    return _plain(cell.number) if cell.number is not None else ""


_plain = lru_cache(maxsize=100_000)(plain_number)


def size_of(path: Path) -> int:
    """Return a file's size in bytes."""
    return path.stat().st_size
