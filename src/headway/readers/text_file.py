"""Reads text: csv, and the tab-separated text that is extracted from published documents."""

import re
from collections.abc import Iterator

from headway.domain.problems import Finding, Place
from headway.readers import limits
from headway.readers.delimited import (
    Quirks,
    delimiter_of,
    is_quoted_table,
    is_table,
    records,
    stated_delimiter,
)
from headway.readers.encodings import decoded
from headway.readers.grid import Row, Sheet
from headway.readers.making import TextCells
from headway.readers.refusals import refusal
from headway.readers.rows import CellCount

_PAGE_BREAKS = re.compile(r"[\f\v]")


def read_text(file: str, data: bytes) -> tuple[list[Sheet], list[Finding]]:
    """Read the text in ``data`` as one sheet without a name; raises ``FileMistake``.

    A file named .csv has records with quoting, by the delimiter it is seen to use. Any other
    is text with tabs, one row for each line and quotation marks as they stand, unless it is
    plainly a table that a program wrote.
    """
    text, findings = decoded(file, data)
    quirks = Quirks(file)
    texts, counted = TextCells(), CellCount(file, limits.MAX_CELLS_OF_TEXT)
    rows = []
    for number, fields in _split(file, text, quirks):
        counted.add(len(fields))
        rows.append(Row(number, tuple(map(texts.cell, fields))))
    return [Sheet("", tuple(rows), file=file)], findings + quirks.findings()


def _split(file: str, text: str, quirks: Quirks) -> Iterator[tuple[int, list[str]]]:
    delimiter = _delimiter(file, text)
    if delimiter is not None:
        return records(quirks, _lines(file, text), delimiter)
    return _tabbed(_lines(file, text))


def _delimiter(file: str, text: str) -> str | None:
    """Return the delimiter when the text is to be read as csv; None for plain lines with tabs."""
    if file.lower().endswith(".csv"):
        return stated_delimiter(text) or delimiter_of(text)
    if "\t" in text:
        return "\t" if is_quoted_table(text) else None
    delimiter = delimiter_of(text)
    return delimiter if is_table(text, delimiter) else None


def _lines(file: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield (number, line), lines as an editor counts them; what ends the last is no line."""
    start, number, length = 0, 0, len(text)
    while start < length:
        number += 1
        end = text.find("\n", start)
        end = length if end < 0 else end
        if end - start > limits.MAX_LINE_CHARACTERS:
            raise refusal(
                Place(file=file, line=number),
                f"a line of {end - start:,} characters",
                f"A line has at most {limits.MAX_LINE_CHARACTERS:,}.",
                "Check that the file is a table with one row on each line, and save it again as "
                "CSV UTF-8.",
            )
        yield number, text[start:end]
        start = end + 1


def _tabbed(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the fields of each line. A page break within a line ends a row, not the line."""
    for number, line in lines:
        pieces = [line]
        if "\f" in line or "\v" in line:
            pieces = [piece for piece in _PAGE_BREAKS.split(line) if piece.strip()] or [""]
        for piece in pieces:
            yield number, piece.split("\t") if piece.strip(" ") else []
