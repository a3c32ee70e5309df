"""The lines of a plan's document, ready to be told apart: texts, places, and what is only page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headway.domain.problems import Place
from headway.intake.looks import tidy
from headway.readers.grid import BLANK, Cell, Document, Sheet

_TAGS = re.compile(r"</?(?:p|br|b|i|strong|em|u|ul|ol|li|span|div)\b[^>]*>", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:page|p\.)\s*\d+(?:\s*(?:of|/)\s*\d+)?|\d{1,3}"
    r"|this page (?:is|has been)? ?(?:intentionally )?left (?:intentionally )?blank"
    r"|(?:not )?(?:classification: ?)?(?:official|protect)(?:[ -]sensitive)?|[\W_]+",
    re.IGNORECASE,
)
_PAGE_BEFORE = re.compile(r"^page\s*\d+\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a document: its cells, their texts without mark-up, and its place."""

    sheet: Sheet
    number: int
    cells: tuple[Cell, ...]
    texts: tuple[str, ...]

    def place(self, column: int | None = None) -> Place:
        """Return the place of the line, or of one of its cells (counted from 0)."""
        return self.sheet.place(self.number, column)

    def text(self, column: int) -> str:
        """Return a cell's text; empty past the end of the line."""
        return self.texts[column] if column < len(self.texts) else ""

    def cell(self, column: int | None) -> Cell:
        """Return a cell; a blank one past the end of the line, or for no column."""
        if column is None or column >= len(self.cells):
            return BLANK
        return self.cells[column]

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold a text."""
        return tuple(at for at, text in enumerate(self.texts) if text)

    @property
    def only_text(self) -> str:
        """The line's text where one cell holds one; else empty."""
        filled = self.filled
        return self.texts[filled[0]] if len(filled) == 1 else ""


def plain_text(text: str) -> str:
    """Return a text without mark-up, doubled spaces and ends of lines."""
    return tidy(_TAGS.sub(" ", text)) if "<" in text else tidy(text)


def lines_of(document: Document) -> Iterator[Line]:
    """Yield every line of the sheets that are shown, blank ones included."""
    for sheet in document.sheets:
        if sheet.hidden:
            continue
        for row in sheet.rows:
            texts = tuple(plain_text(cell.text) for cell in row.cells)
            yield Line(sheet, row.number, row.cells, texts)


def is_page_noise(line: Line) -> bool:
    """Whether a line says only that a page begins, ends or is blank."""
    return bool(line.only_text and _PAGE.fullmatch(line.only_text))


def without_page(text: str) -> str:
    """Return a text without the "Page 11" that a page's foot left in front of it."""
    return _PAGE_BEFORE.sub("", text)


def shorten(text: str, most: int = 60) -> str:
    """Cut a text for a message."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def rows_in_words(numbers: list[int]) -> str:
    """Name rows in a message: "rows 195, 197 and 203"; beyond eight the rest is counted."""
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    head, last = numbers[:-1], str(numbers[-1])
    if len(numbers) > 8:
        head, last = numbers[:7], f"{len(numbers) - 7} more"
    return f"rows {', '.join(map(str, head))} and {last}"


_MONTHS_AND_DAYS = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)\w*",
    re.IGNORECASE,
)


def quote_unless_a_name(text: str) -> str:
    """Quote a text for a message, or say only its length where it may name a person."""
    capital = [
        w
        for w in re.findall(r"[^\W\d_]+", text)
        if w.istitle() and not _MONTHS_AND_DAYS.fullmatch(w)
    ]
    starts = re.findall(r"(?:^|[.!?] )\W*([^\W\d_]+)", text)
    beyond_starts = len(capital) > sum(word in capital for word in starts)
    if capital and (beyond_starts or len(text.split()) <= 2):
        return f"a text of {len(text)} characters"
    return f"“{shorten(text)}”"
