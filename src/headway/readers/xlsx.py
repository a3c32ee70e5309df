"""Reads .xlsx and .xlsm: every sheet in one pass, values with formats and formulas with results.

Nothing is worked out and nothing is run: of a formula or a link to another workbook the stored
result is taken, and macros are not looked at.
"""

import datetime as dt
import re
from xml.etree.ElementTree import Element

from headway.domain.problems import Finding, Place, Severity
from headway.readers import limits
from headway.readers.archive import broken_refused, open_archive
from headway.readers.grid import BLANK, Cell, Sheet, column_number
from headway.readers.making import (
    TextCells,
    date_cell,
    error_cell,
    number_cell,
    truth_cell,
    unworked_cell,
)
from headway.readers.moments import shown_date
from headway.readers.number_formats import number_format
from headway.readers.numbers import stored_number
from headway.readers.refusals import damaged, noted
from headway.readers.rows import CellCount, SheetRows
from headway.readers.workbook_parts import (
    PartNames,
    SheetPart,
    WorkbookParts,
    is_true,
    read_parts,
    text_of,
    unescaped,
)
from headway.readers.xml_stream import local

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_GENERAL = number_format("General")


def read_xlsx(file: str, data: bytes) -> tuple[list[Sheet], list[Finding]]:
    """Read the workbook in ``data``; raises ``FileMistake`` when it is broken or too large."""
    parts = PartNames(file, open_archive(file, data))
    with broken_refused(file, "the list of its sheets or formats cannot be read"):
        workbook = read_parts(parts)
    findings = list(_about_the_file(parts))
    counted = CellCount(file)
    cells = _Cells(workbook)
    sheets = []
    for part in workbook.sheets:
        if part.is_table:
            sheet, found = _read_sheet(parts, part, cells, counted)
            sheets.append(sheet)
            findings.extend(found)
        else:
            findings.append(_chart(file, part.name))
    return sheets, findings


def _about_the_file(parts: PartNames) -> list[Finding]:
    findings = []
    if parts.like(r"xl/(.*/)?(comments|threadedcomment)"):
        findings.append(
            noted(
                parts.file,
                "the workbook has comments attached to cells",
                "They are not read.",
                "Put commentary that belongs to the figures into cells.",
            )
        )
    if parts.like(r"xl/externallinks/externallink\d"):
        findings.append(
            noted(
                parts.file,
                "the workbook takes values from other workbooks",
                "The values stored when it was last saved are used; nothing is fetched.",
            )
        )
    return findings


def _chart(file: str, name: str) -> Finding:
    return Finding(
        Place(file=file, sheet=name),
        Severity.NOTED,
        "the sheet is a chart",
        "It has no cells; figures are read from the sheets it draws on.",
    )


def _read_sheet(
    parts: PartNames, part: SheetPart, cells: "_Cells", counted: CellCount
) -> tuple[Sheet, list[Finding]]:
    rows = SheetRows(part.name, counted, hidden=part.hidden)
    scan = _SheetScan(rows, cells)
    with broken_refused(counted.file, f"the cells of sheet “{part.name}” cannot be read"):
        if not part.path:
            raise damaged(counted.file, f"the part that holds sheet “{part.name}” is missing")
        for element in parts.finished(part.path, "row"):
            scan.row(element)
    return rows.sheet(), rows.findings


class _SheetScan:
    """Where the reading of one sheet stands; rows and cells without a number follow the last."""

    def __init__(self, rows: SheetRows, cells: "_Cells") -> None:
        self.rows = rows
        self.cells = cells
        self.number = 0

    def row(self, element: Element) -> None:
        """Take one complete row."""
        stated = element.get("r")
        self.number = int(stated) if stated else self.number + 1
        found: dict[int, Cell] = {}
        column = 0
        for child in element:
            if local(child.tag) == "c":
                place = child.get("r")
                column = _column(place) if place else column + 1
                self._take(found, column, self.cells.cell_of(child))
        self.rows.add(self.number, found)

    def _take(self, found: dict[int, Cell], column: int, cell: Cell) -> None:
        if cell is BLANK:
            return
        self.rows.has_unworked = self.rows.has_unworked or cell.formula_without_result
        if column in found:
            self.rows.twice(self.number, column)
        found[column] = cell


def _column(place: str) -> int:
    """Return the column of a place such as AB12; raises ``ValueError`` when it is none."""
    match = _REFERENCE.fullmatch(place)
    if match is None:
        raise ValueError("a cell has no proper place")
    return column_number(match[1])


class _Cells:
    """Cells of one workbook from their elements; equal ones are shared."""

    def __init__(self, workbook: WorkbookParts) -> None:
        self.workbook = workbook
        self._texts = TextCells()
        self._known: dict[tuple[str, str, str], Cell] = {}

    def cell_of(self, element: Element) -> Cell:
        """Return the cell of a ``c`` element whose children are complete."""
        kind = element.get("t", "n")
        value: str | None = None
        formula: Element | None = None
        for child in element:
            tag = local(child.tag)
            if tag == "v":
                value = child.text or ""
            elif tag == "f":
                formula = child
            elif tag == "is" and kind == "inlineStr":
                return self._texts.cell(text_of(child))
        if formula is not None and self._is_unworked(kind, value):
            return unworked_cell(formula.text or "")
        return self._shared(kind, element.get("s", "0"), value) if value else BLANK

    def _is_unworked(self, kind: str, value: str | None) -> bool:
        """Say whether a formula has no result.

        A text result may be empty; any other must be there. Programs that cannot work formulas
        out store nought and ask for it to be done on opening: that nought is no result either.
        """
        if not value:
            return kind != "str" or value is None
        return value == "0" and kind == "n" and self.workbook.works_out_on_opening

    def _shared(self, kind: str, style: str, value: str) -> Cell:
        if kind in {"s", "str"}:
            text = self._shared_text(int(value)) if kind == "s" else unescaped(value)
            return self._texts.cell(text)
        key = (kind, style, value)
        cell = self._known.get(key)
        if cell is None:
            cell = self._made(kind, style, value.strip())
            if len(self._known) < limits.MAX_SHARED_CELLS:
                self._known[key] = cell
        return cell

    def _shared_text(self, at: int) -> str:
        if at < 0:
            raise IndexError("a cell names a text that is not there")
        return self.workbook.texts[at]

    def _made(self, kind: str, style: str, value: str) -> Cell:
        if kind == "b":
            return truth_cell(value=is_true(value))
        if kind == "e":
            return error_cell(value)
        if kind == "d":
            return _iso_cell(value)
        number = stored_number(value)
        if number is None:
            return error_cell("#NUM!")
        formats = self.workbook.formats
        form = formats[int(style)] if 0 <= int(style) < len(formats) else _GENERAL
        return number_cell(number, form, from_1904=self.workbook.from_1904)


def _iso_cell(value: str) -> Cell:
    """Return the cell of a date stored as such (the strict form does): 2020-08-01T00:00:00."""
    moment = dt.datetime.fromisoformat(value)
    return date_cell(moment.date(), shown_date(moment.date(), moment.time()))
