"""Reads .ods: every cell with what a person sees, which the file holds beside the value.

Read here and not with python-calamine, which gives a cell that shows an error, or a formula
without a result, as a blank one, and a percentage as a bare fraction.
"""

import datetime as dt
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from headway.domain.problems import Finding
from headway.readers import limits
from headway.readers.archive import broken_refused, open_archive
from headway.readers.grid import BLANK, Cell, CellKind, Sheet
from headway.readers.making import (
    TextCells,
    date_cell,
    error_cell,
    trimmed,
    truth_cell,
    unworked_cell,
)
from headway.readers.numbers import plain, stored_number
from headway.readers.refusals import noted
from headway.readers.rows import LAST_COLUMN, CellCount, SheetRows
from headway.readers.workbook_parts import PartNames
from headway.readers.xml_stream import local

_ERRORS = re.compile(r"#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:[0-9]+")
_NO_DAY = "1899-12-30"  # day 0: a time of day stored as a date
_KEPT_ELSEWHERE = "ta_extref"  # the style of LibreOffice's copies of other files' sheets


def read_ods(file: str, data: bytes) -> tuple[list[Sheet], list[Finding]]:
    """Read the workbook in ``data``; raises ``FileMistake`` when it is broken or too large."""
    parts = PartNames(file, open_archive(file, data))
    scan = _Scan(file)
    with broken_refused(file, "its cells cannot be read"):
        for starts, tag, element in parts.elements("content.xml"):
            scan.take(tag, element, starts=starts)
    if scan.comments:
        scan.findings.append(
            noted(
                file,
                "the workbook has comments attached to cells",
                "They are not read.",
                "Put commentary that belongs to the figures into cells.",
            )
        )
    return scan.sheets, scan.findings


class _Scan:
    """Where the reading stands: the sheet, its row, and the cells of the row so far."""

    def __init__(self, file: str) -> None:
        self.sheets: list[Sheet] = []
        self.findings: list[Finding] = []
        self.comments = False
        self._texts = TextCells()
        self._counted = CellCount(file)
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._parent: Element | None = None  # the sheet's element
        self._rows: SheetRows | None = None  # None outside the sheets that are read
        self._nested = 0  # tables inside tables: pieces of drawings, not cells of the sheet
        self._number = 0
        self._cells: list[tuple[Cell, int]] = []

    def take(self, tag: str, element: Element, *, starts: bool) -> None:
        """Take one start or end of an element."""
        if tag == "table":
            self._table(element, starts=starts)
        elif tag == "style" and starts:
            self._style = attribute(element, "name")
        elif tag == "table-properties" and attribute(element, "display") == "false":
            self._hidden_styles.add(self._style)
        elif self._rows is not None and self._nested == 0:
            self._inside(self._rows, tag, element, starts=starts)

    def _table(self, element: Element, *, starts: bool) -> None:
        if self._rows is not None:
            if starts or self._nested:
                self._nested += 1 if starts else -1
                return
            self._end(self._rows)
        elif starts:
            style = attribute(element, "style-name")
            if style != _KEPT_ELSEWHERE:
                hidden = style in self._hidden_styles
                self._rows = SheetRows(attribute(element, "name"), self._counted, hidden=hidden)
                self._parent = element
                self._number = 1

    def _end(self, rows: SheetRows) -> None:
        self.sheets.append(rows.sheet())
        self.findings.extend(rows.findings)
        self._rows = None

    def _inside(self, rows: SheetRows, tag: str, element: Element, *, starts: bool) -> None:
        if tag == "table-row":
            if starts:
                self._cells = []
            else:
                self._row_ends(rows, element)
        elif tag in {"table-cell", "covered-table-cell"} and not starts:
            cell = self._cell(element)
            rows.has_unworked = rows.has_unworked or cell.formula_without_result
            self._cells.append((cell, _repeats(element, "number-columns-repeated")))
            element.clear()
        elif tag == "annotation" and starts:
            self.comments = True

    def _row_ends(self, rows: SheetRows, element: Element) -> None:
        repeats = _repeats(element, "number-rows-repeated")
        while self._cells and self._cells[-1][0] is BLANK:
            self._cells.pop()
        if self._cells:
            self._add(rows, repeats)
        self._number += repeats
        element.clear()
        if self._parent is not None:
            self._parent.clear()  # what is read is let go, so that memory does not grow

    def _add(self, rows: SheetRows, repeats: int) -> None:
        """Add the row as often as it is repeated; counted first, because a number is cheap."""
        width = sum(count for _, count in self._cells)
        if width > LAST_COLUMN:
            raise ValueError("a cell is beyond the last column a sheet can have")
        if width * repeats > limits.MAX_CELLS_OF_WORKBOOK:
            self._counted.add(width * repeats)
        cells = dict(enumerate(self._spread(), start=1))
        for number in range(self._number, self._number + repeats):
            rows.add(number, cells)

    def _spread(self) -> Iterator[Cell]:
        for cell, count in self._cells:
            for _ in range(count):
                yield cell

    def _cell(self, element: Element) -> Cell:
        paragraphs = [child for child in element if local(child.tag) == "p"]
        shown = trimmed("\n".join(_shown(paragraph) for paragraph in paragraphs))
        formula = attribute(element, "formula")
        kind = attribute(element, "value-type")
        if formula and not kind and not paragraphs:
            return unworked_cell(formula.partition(":")[2] or formula)
        if kind == "error" or (formula and _ERRORS.fullmatch(shown)):
            return error_cell(shown)
        return self._of_kind(kind, element, shown)

    def _of_kind(self, kind: str, element: Element, shown: str) -> Cell:
        if kind in {"float", "percentage", "currency"}:
            return _number(attribute(element, "value"), shown, percent=kind == "percentage")
        if kind == "date":
            return _date(attribute(element, "date-value"), shown)
        if kind == "boolean":
            return truth_cell(value=attribute(element, "boolean-value") == "true")
        if kind == "time":
            return self._texts.cell(shown or attribute(element, "time-value"))
        return self._texts.cell(shown or attribute(element, "string-value"))


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without its namespace; "" when it has none.

    An error is marked by LibreOffice's own value-type beside the standard's, which says string:
    where the two differ, the mark of an error is what counts.
    """
    found = [value for key, value in element.attrib.items() if local(key) == name]
    return "error" if name == "value-type" and "error" in found else (found or [""])[0]


def _repeats(element: Element, name: str) -> int:
    return max(1, int(attribute(element, name) or 1))


def _number(stored: str, shown: str, *, percent: bool) -> Cell:
    number = stored_number(stored)
    if number is None:
        return error_cell(shown or "#NUM!")
    if shown in {"TRUE", "FALSE"}:  # LibreOffice stores these as 1 and 0, with a format
        return truth_cell(value=shown == "TRUE")
    return Cell(shown or plain(number), CellKind.NUMBER, number, percent=percent)


def _date(stored: str, shown: str) -> Cell:
    """Return the cell of a date such as 2020-08-01 or 2020-08-01T18:00:00."""
    day, _, time = stored.partition("T")
    if day == _NO_DAY:
        return Cell(shown or time or stored, CellKind.TEXT)
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:  # before the year 1 or after 9999
        return Cell(shown or stored or _NO_DAY, CellKind.TEXT)
    return date_cell(date, shown or f"{date:%d/%m/}{date.year:04}")


def _shown(paragraph: Element) -> str:
    """Return a paragraph's text: repeated spaces, tabs and line ends are elements in it."""
    pieces = [paragraph.text or ""]
    for child in paragraph:
        tag = local(child.tag)
        if tag == "s":
            pieces.append(" " * min(_repeats(child, "c"), limits.MAX_FIELD_CHARACTERS))
        elif tag in {"tab", "line-break"}:
            pieces.append("\t" if tag == "tab" else "\n")
        elif tag not in {"annotation", "note"}:
            pieces.append(_shown(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
