"""Pages to the bytes of a workbook: the only module that speaks to XlsxWriter.

Text is written as text, always: nothing in a workbook of Headway's is a formula, a link or a
number that somebody's words happened to look like. The same pages give the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from headway.domain.days import day_words
from headway.domain.safe_text import neutralise
from headway.domain.taken_away import TakenAway
from headway.writers.taken_away import foot, stamped_page
from headway.writers.workbook_heights import height_of, widths_of
from headway.writers.workbook_layout import BARS_INK, HEADING, LINE, TITLE, Cell, Look, Page
from headway.writers.workbook_prompts import validation_of

FONT = "Arial"
A3 = 8
_LONGEST = 32_000  # a cell holds 32,767 characters
_CUT = " … (cut here: the text is longer than a cell holds)"
_MAY_DO = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}
# What an XML file cannot hold, or a spreadsheet would show as _x0007_.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FILTER_BUTTON = 6.0  # points: the button of a heading stands under its words
_CORE = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class Print:
    """What stands at the head and foot of every printed page, and in the file's properties.

    ``taken`` is what a copy says of itself that is taken away: each sheet then begins with it.
    """

    title: str
    period: str
    marking: str
    made_on: date
    subject: str
    taken: TakenAway | None = None


def book_bytes(pages: Sequence[Page], printed: Print) -> bytes:
    """Return the workbook of ``pages``, the first of them in front."""
    stream = io.BytesIO()
    book = _open(stream, printed)
    formats = _Formats(book)
    for each in pages:
        stamped = stamped_page(each, printed.taken)
        _write(book.add_worksheet(each.name), stamped, formats, printed)
    book.close()
    return _finished(stream.getvalue())


def _open(stream: io.BytesIO, printed: Print) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": 10},
        },
    )
    book.set_properties(
        {
            "title": safe(printed.title)[:250],
            "subject": safe(printed.subject)[:250],
            "author": "Headway",
            "category": safe(printed.taken.marking if printed.taken else printed.marking)[:250],
            "created": datetime.combine(printed.made_on, time()),
        }
    )
    book.set_size(28_800, 16_000)
    return book


class _Formats:
    """Each look's format, made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[Look, Format] = {}

    def of(self, look: Look) -> Format:
        if look not in self._made:
            self._made[look] = self._book.add_format(_properties(look))
        return self._made[look]


def _properties(look: Look) -> dict[str, object]:
    found: dict[str, object] = {
        "font_name": FONT,
        "font_size": look.size,
        "bold": look.bold,
        "italic": look.italic,
        "text_wrap": look.wrap,
        "align": look.align,
        "valign": "top",
        "locked": not look.unlocked,
        "indent": look.indent,
    }
    if look.ink:
        found["font_color"] = look.ink
    if look.fill:
        found["bg_color"] = look.fill
    if look.number_format:
        found["num_format"] = look.number_format
    if look.border:
        found |= {"border": 1, "border_color": look.border}
    return found


def safe(words: str) -> str:
    """Return text as a cell may hold it: not to be run, not too long, without odd signs."""
    plain = _NEVER.sub("\N{REPLACEMENT CHARACTER}", words)
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    return neutralise(plain if len(plain) <= _LONGEST else plain[:_LONGEST] + _CUT)


def _write(sheet: Worksheet, page: Page, formats: _Formats, printed: Print) -> None:
    sheet.hide_gridlines(2)
    widths = widths_of(page)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, safe(page.title), formats.of(TITLE))
    for at, line in enumerate(page.lines, start=1):
        sheet.write_string(at, 0, safe(line), formats.of(LINE))
    _write_table(sheet, page, widths, formats)
    for row, cells in enumerate(page.rows, start=page.heading_row + 1):
        sheet.set_row(row, height_of(cells, widths))
        for column, cell in enumerate(cells):
            _write_cell(sheet, row, column, cell, formats)
    sheet.freeze_panes(page.heading_row + 1, page.frozen_columns)
    if page.locked:
        sheet.protect("", _MAY_DO)
    _set_up_print(sheet, page, printed)


def _write_table(sheet: Worksheet, page: Page, widths: Sequence[float], formats: _Formats) -> None:
    """Make the heading row and the rows under it a table that has a name and a description."""
    last_row, last_column = page.heading_row + len(page.rows), len(page.headings) - 1
    heading = formats.of(HEADING)
    columns = [{"header": safe(name), "header_format": heading} for name in page.headings]
    options = {
        "name": page.table,
        "title": safe(page.title)[:250],
        "description": safe(page.description)[:1000],
        "columns": columns,
        "style": None,
        "banded_rows": False,
    }
    sheet.add_table(page.heading_row, 0, last_row, last_column, options)
    headings = [Cell(name, HEADING) for name in page.headings]
    sheet.set_row(page.heading_row, height_of(headings, widths) + _FILTER_BUTTON)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, formats: _Formats) -> None:
    look = formats.of(cell.look)
    match cell.content:
        case str(words) if words:
            sheet.write_string(row, column, safe(words), look)
        case date() as day:
            sheet.write_datetime(row, column, datetime.combine(day, time()), look)
        case int() | float() as amount:
            sheet.write_number(row, column, amount, look)
        case _:
            sheet.write_blank(row, column, None, look)
    if cell.prompt:
        sheet.data_validation(row, column, row, column, validation_of(cell.prompt, row, column))
    if cell.bars_of:
        bars = cell.bars_of
        # Bars from nought are in proportion in every program, and LibreOffice prints no lines.
        look = {"type": "column", "min": 0, "max": bars.top, "series_color": BARS_INK}
        where = _range(sheet, row, bars.first, bars.last)
        sheet.add_sparkline(row, column, look | {"range": where})


def _range(sheet: Worksheet, row: int, first: int, last: int) -> str:
    name = sheet.get_name().replace("'", "''")
    start, end = (xlsxwriter.utility.xl_rowcol_to_cell(row, at) for at in (first, last))
    return f"'{name}'!{start}:{end}"


def _set_up_print(sheet: Worksheet, page: Page, printed: Print) -> None:
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
    sheet.repeat_rows(page.heading_row)
    last_row = page.heading_row + len(page.rows)
    sheet.print_area(0, 0, last_row, page.printed_columns - 1)
    made = day_words(printed.made_on)
    sheet.set_header(f"&L&B{_head(printed.title)}&B, {_head(page.name)}&R{_head(printed.period)}")
    marking = foot(printed.marking, printed.taken)
    sheet.set_footer(f"&L{_head(marking)}&CPage &P of &N&RMade on {made}")


def _head(words: str) -> str:
    """Return text for a page's head: an ampersand is doubled; a long text is cut with a mark."""
    words = " ".join(words.split())
    return (words if len(words) <= 70 else words[:69] + "…").replace("&", "&&")


def _finished(content: bytes) -> bytes:
    """Do the two things XlsxWriter cannot.

    The document gets its language, so that it is read aloud rightly; and rows keep their height
    without fixing it, so that they grow with what a person types.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            inside = old.read(item)
            if item.filename == _CORE:
                end = b"</cp:coreProperties>"
                inside = inside.replace(end, b"<dc:language>en-GB</dc:language>" + end)
            if item.filename.startswith("xl/worksheets/"):
                inside = inside.replace(b' customHeight="1"', b"")
            new.writestr(item, inside, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
