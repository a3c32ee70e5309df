"""What a published sheet calls itself."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from headway.intake.heading_periods import whole_label
from headway.intake.headings import read_heading
from headway.intake.layout import Layout
from headway.intake.looks import Look, is_mark, look_of, tidy
from headway.intake.roles import Role
from headway.intake.tables import Table
from headway.readers.grid import Document

_SPEAKING = re.compile(
    r"\b(?:data ?set|scorecard|score card|dash ?board|report|data|performance|monthly|quarterly"
    r"|annual|indicators?|kpis?|measures?)\b",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"\bkey\b|\bmeasures:|increase|decrease|\bsimilar\b|positive|negative|benchmark|updated"
    r"|\bpage \d|intentionally|©|prepared by|contact|\bdate\b:",
    re.IGNORECASE,
)
MOST_WORDS = 14


def title_of(table: Table, layout: Layout, document: Document) -> str:
    """Return the sheet's title: the line over the table that speaks of figures, or the first.

    Without such a line it is the sheet's name, or else the file's.
    """
    lines = [text for text in _lines(table) if _may_be_title(text)]
    speaking = [text for text in lines if _SPEAKING.search(text)]
    for text in (*speaking[:1], *lines[:1]):
        return re.sub(r"^\d+(?:\.\d+)*[.)]\s+", "", text).strip(" :–-.")
    if table.sheet.name and not re.fullmatch(
        r"(?:Sheet|Table)\s*\d*", table.sheet.name, re.IGNORECASE
    ):
        return table.sheet.name
    name = re.sub(r"[-_]+", " ", PurePath(document.file).stem).strip()
    return name or f"Scorecard of {layout.period}"


def _lines(table: Table) -> Iterator[str]:
    """Give the texts over the headings: the lines nearest to the table first in a long text."""
    rows = [*table.above, *reversed(table.groups)]
    words = (len(cell.text.split()) for row in rows for cell in row.cells)
    in_prose = any(count > 3 * MOST_WORDS for count in words)
    for row in reversed(rows) if in_prose else rows:
        for cell in row.cells:
            if cell.text:
                yield tidy(cell.text)


def _may_be_title(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= MOST_WORDS or _KEY.search(text) or is_mark(text):
        return False
    if text[0] in "-•*–" or text[0].islower() or whole_label(text) is not None:
        return False
    if read_heading(text).role in (Role.NEIGHBOURS, Role.ENGLAND, Role.REGION, Role.TARGET):
        return False
    return look_of(text) in (Look.WORD, Look.TEXT)
