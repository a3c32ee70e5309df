"""Reads XML that holds records, such as a census return: one sheet for each kind of record.

Which elements are records is said by whoever asks; all others only hold them together. A record's
row has its own leaves, and those of the records around it; a leaf that repeats is one cell, its
texts joined by ";". Document types and entities are refused, and memory holds one outermost
record at a time, besides the cells that are kept.
"""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from headway.readers import limits
from headway.readers.grid import Cell, Document, Row, Sheet
from headway.readers.making import TextCells
from headway.readers.open import file_bytes
from headway.readers.refusals import refusal
from headway.readers.rows import CellCount
from headway.readers.xml_stream import local

DEEPEST = 50  # elements inside each other; a census return has eight
TOGETHER: Final = ";"
_CHUNK = 1 << 16
_WEB = ("<!doctype html", "<head", "<body", "<table", "<meta", "<style", "<div", "<script")


@dataclass(slots=True)
class _Record:
    """An element that is a record: where it begins, its leaves, and the records inside it."""

    name: str
    line: int
    leaves: dict[str, list[str]] = field(default_factory=dict)
    inside: "list[_Record]" = field(default_factory=list)


def looks_like_xml(data: bytes) -> bool:
    """Say whether a file begins as XML that is no web page does."""
    head = data[:4096].replace(b"\x00", b"").decode("utf-8-sig", errors="replace").lstrip().lower()
    return head.startswith("<") and "<html" not in head and not head.startswith(_WEB)


def read_records(path: Path, records: frozenset[str]) -> Document:
    """Return the records of an XML file as sheets, with a heading row each.

    Every row's number is the line of the file on which the record begins. Raises ``FileMistake``
    for XML that is cut short, is no XML, declares entities, or is beyond a limit.
    """
    file = path.name or str(path)
    data = file_bytes(path)
    if not looks_like_xml(data):
        raise refusal(
            file, "the file is not XML", "A census return is XML.", "Name the right file."
        )
    sheets = _Sheets(file)
    with _xml_refused(file):
        target = _Target(records)
        parser = DefusedXMLParser(target=target, forbid_dtd=True)
        target.parser = parser.parser
        stream = io.BytesIO(data)
        while piece := stream.read(_CHUNK):
            parser.feed(piece)
            sheets.take(target.done())
        parser.close()
        sheets.take(target.done())
    return Document(file, sheets.finished(), True, (), hashlib.sha256(data).hexdigest())


class _Target:
    """Gathers records from the parser's events."""

    def __init__(self, records: frozenset[str]) -> None:
        self.parser: Any = None
        self._records = records
        self._open: list[tuple[str, _Record | None]] = []  # element, and the record if it is one
        self._whole = _Record("", 0)  # what stands outside any record, such as the header
        self._text: list[str] = []
        self._has_children = False
        self._done: list[_Record] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        name = local(tag)
        if len(self._open) >= DEEPEST:
            raise ValueError("elements are nested too deep")
        record = None
        if name in self._records:
            record = _Record(name, self.parser.CurrentLineNumber)
            record.leaves = {local(key): [value] for key, value in attributes.items()}
            self._around().inside.append(record)
        self._open.append((name, record))
        self._text, self._has_children = [], False

    def end(self, tag: str) -> None:
        """Finish an element: a leaf with text is kept, an outermost record is done."""
        name, record = self._open.pop()
        text = "".join(self._text).strip()
        if not self._has_children and text and record is None:
            self._around().leaves.setdefault(name, []).append(text)
        self._text, self._has_children = [], True
        if record is not None and self._around() is self._whole:
            self._whole.inside.clear()
            self._done.append(record)

    def data(self, text: str) -> None:
        """Take text; what stands between elements is nobody's."""
        self._text.append(text)

    def close(self) -> None:
        """Finish."""

    def done(self) -> Iterator[tuple[str, int, dict[str, str]]]:
        """Yield what is complete: name, line, and cells by heading."""
        around = _cells(self._whole, {})
        for record in self._done:
            yield from _rows(record, around)
        self._done.clear()

    def _around(self) -> _Record:
        return next((one for _, one in reversed(self._open) if one is not None), self._whole)


def _cells(record: _Record, around: dict[str, str]) -> dict[str, str]:
    own = {name: TOGETHER.join(texts) for name, texts in record.leaves.items()}
    full = {f"{record.name}/{name}": text for name, text in own.items()} if record.name else {}
    return {**around, **own, **full}


def _rows(record: _Record, around: dict[str, str]) -> Iterator[tuple[str, int, dict[str, str]]]:
    cells = _cells(record, around)
    yield record.name, record.line, cells
    for one in record.inside:
        yield from _rows(one, cells)


class _Sheets:
    """Sheets as they grow: a heading is added when it is first met."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._counted = CellCount(file, limits.MAX_CELLS_OF_TEXT)
        self._texts = TextCells()
        self._headings: dict[str, dict[str, int]] = {}
        self._rows: dict[str, list[tuple[int, dict[int, Cell]]]] = {}

    def take(self, rows: Iterator[tuple[str, int, dict[str, str]]]) -> None:
        """Add rows; raises ``FileMistake`` beyond the limit."""
        for name, line, cells in rows:
            headings = self._headings.setdefault(name, {})
            found = {
                headings.setdefault(heading, len(headings)): self._texts.cell(text)
                for heading, text in cells.items()
            }
            self._counted.add(len(found))
            self._rows.setdefault(name, []).append((line, found))

    def finished(self) -> tuple[Sheet, ...]:
        """Give the sheets; raises ``FileMistake`` when there is no record."""
        if not self._rows:
            raise refusal(
                self._file,
                "the file is XML without a record that is known",
                "Column maps that read XML name the elements they take.",
                "Check that it is the return it should be, or write a column map for it.",
            )
        return tuple(self._sheet(name) for name in self._rows)

    def _sheet(self, name: str) -> Sheet:
        headings = self._headings[name]
        first = Row(1, tuple(self._texts.cell(heading) for heading in headings))
        blank = self._texts.cell("")
        rows = [
            Row(line, tuple(found.get(at, blank) for at in range(len(headings))))
            for line, found in self._rows[name]
        ]
        return Sheet(name, (first, *rows), file=self._file)


@contextmanager
def _xml_refused(file: str) -> Iterator[None]:
    """Turn a broken document, or one with entities, into words that suit XML."""
    try:
        yield
    except DefusedXmlException as error:
        raise refusal(
            file,
            "its XML declares a document type or entities, as files made to do harm do",
            "No census return needs this, and Headway does not read it.",
            "Ask who sent it, and export the return again.",
        ) from error
    except (ParseError, ExpatError, UnicodeError, LookupError, ValueError) as error:
        raise refusal(
            file,
            "the file is damaged or was cut short: its XML ends too early or is broken",
            "Headway reads a file only when the whole of it can be read.",
            "Fetch or export the file again.",
        ) from error
