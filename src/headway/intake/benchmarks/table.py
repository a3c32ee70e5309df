"""A table of a national file: its headings and its rows, whatever kind of file it came in."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from headway.domain.problems import Finding, Place
from headway.readers import Sheet, read_document
from headway.readers.parquet_file import ColumnsFile, is_parquet, read_columns

MOST_ABOVE = 15  # rows that may stand above the headings
_OTHER = re.compile(r"[^a-z0-9]+")


def plain(heading: str) -> str:
    """Write a heading so that spellings agree: "LA Number" and "la_number" are one."""
    return _OTHER.sub("_", heading.casefold()).strip("_")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, as written and made plain, and a way to go through the rows.

    ``rows`` yields (row number as a person counts, texts by column), each row as wide as the
    headings. ``columns`` yields pieces of whole columns, for files of many rows.
    """

    file: str
    sha256: str
    written: tuple[str, ...]
    rows: Callable[[], Iterator[tuple[int, Sequence[str]]]]
    pieces: Callable[[tuple[int, ...]], Iterator[tuple[list[str], ...]]]
    sheet: str = ""
    findings: tuple[Finding, ...] = ()
    headings: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "headings", tuple(map(plain, self.written)))

    def at(self, *names: str) -> int | None:
        """Return the column of the first of these headings that is there; None without one."""
        headings = self.headings
        return next((headings.index(name) for name in names if name in headings), None)

    def place(self, row: int = 0, column: int | None = None) -> Place:
        """Return a place in the table."""
        name = "" if column is None else self.written[column]
        return Place(self.file, self.sheet, row, name)


def tables_of(path: Path, known: Callable[[frozenset[str]], bool]) -> Iterator[Table]:
    """Yield the tables of a file whose headings are ``known``; raises ``FileMistake``.

    The headings may stand a few rows down, and a workbook may hold several sheets.
    """
    if is_parquet(path):
        yield from _of_columns(read_columns(path), known)
        return
    document = read_document(path)
    for sheet in document.sheets:
        for at, row in enumerate(sheet.rows[:MOST_ABOVE]):
            written = tuple(cell.text for cell in row.cells)
            if known(frozenset(map(plain, written)) - {""}):
                yield _of_sheet(sheet, at, written, document.sha256, document.findings)
                break


def _of_columns(file: ColumnsFile, known: Callable[[frozenset[str]], bool]) -> Iterator[Table]:
    if not known(frozenset(map(plain, file.names))):
        return

    def pieces(columns: tuple[int, ...]) -> Iterator[tuple[list[str], ...]]:
        return file.pieces(tuple(file.names[at] for at in columns))

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        number = 0
        for piece in file.pieces(file.names):
            for row in zip(*piece, strict=True):
                number += 1
                yield number, row

    yield Table(file.file, file.sha256, file.names, rows, pieces)


def _of_sheet(
    sheet: Sheet, at: int, written: tuple[str, ...], sha256: str, findings: tuple[Finding, ...]
) -> Table:
    width = len(written)

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        for row in sheet.rows[at + 1 :]:
            texts = [cell.text for cell in row.cells[:width]]
            if any(texts):
                yield row.number, texts + [""] * (width - len(texts))

    def pieces(columns: tuple[int, ...]) -> Iterator[tuple[list[str], ...]]:
        taken = [texts for _, texts in rows()]
        yield tuple([texts[column] for texts in taken] for column in columns)

    return Table(sheet.file, sha256, written, rows, pieces, sheet.name, findings)
