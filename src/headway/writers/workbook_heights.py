"""How tall a row and how wide a column must be: estimated, since only a screen knows for certain.

Excel and LibreOffice fit rows to wrapped text when a person edits them, not when a file is
opened or printed without a screen. So each row is given a height, which stays theirs to change.
"""

import re
import textwrap
from collections.abc import Iterable

from headway.writers.workbook_layout import Cell, Page

LINE_POINTS = 12.75
TALLEST = 409.0  # points; no row can be taller
_ROOM = 3.0
_QUOTED = re.compile(r'"[^"]*"')
# Letters of running text are narrower than the digit 0; narrow columns lose more at line ends.
_LETTERS_TO_A_WIDTH = {"narrow": 1.12, "wide": 1.18}
_WIDE = 30


def height_of(cells: Iterable[Cell], widths: Iterable[float]) -> float:
    """Return a row's height in points, at least one line and at most what a row can have."""
    lines = [lines_of(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return min(TALLEST, LINE_POINTS * max(lines, default=1) + _ROOM)


def lines_of(cell: Cell, width: float) -> int:
    """Return how many lines a cell's text takes in a column ``width`` digits wide."""
    if not isinstance(cell.content, str) or not cell.look.wrap:
        return 1
    letters = max(1, int((width - 1.5 * cell.look.indent) * _letters_to_a_width(cell, width)))
    paragraphs = cell.content.splitlines() or [""]
    return sum(max(1, len(textwrap.wrap(each, letters))) for each in paragraphs)


def _letters_to_a_width(cell: Cell, width: float) -> float:
    """Return how many letters a digit's width holds: capitals and bold ones take more room."""
    words = str(cell.content)
    capitals = sum(each.isupper() for each in words) / max(1, len(words))
    usual = _LETTERS_TO_A_WIDTH["wide" if width >= _WIDE else "narrow"]
    return usual * (0.92 if cell.look.bold else 1) * (1 - 0.25 * capitals)


def width_for(texts: Iterable[str], least: float, most: float) -> float:
    """Return a column's width that holds the longest of ``texts`` on one line, within limits."""
    return min(most, max([least, *(len(each) * 1.25 + 1 for each in texts)]))


def width_for_paragraphs(texts: Iterable[str], least: float, most: float) -> float:
    """Return a column's width in which the longest of ``texts`` fits the tallest row there is."""
    lines = (TALLEST - _ROOM) / LINE_POINTS - 3
    return min(most, max([least, *(len(each) / lines for each in texts)]))


def widths_of(page: Page) -> tuple[float, ...]:
    """Return the widths of a page's columns, wider where a number would show as ####."""
    return tuple(
        max([width, *(_digits(row[at]) for row in page.rows)])
        for at, width in enumerate(page.widths)
    )


def _digits(cell: Cell) -> float:
    if not isinstance(cell.content, int | float):
        return 0
    shape = cell.look.number_format.partition(";")[0]
    literal = "".join(_QUOTED.findall(shape)).replace('"', "")
    bare = _QUOTED.sub("", shape)
    _, _, decimals = bare.rstrip("%").partition(".")
    amount = abs(cell.content) * (100 if "%" in bare else 1)
    shown = f"{amount:,.{len(decimals)}f}{'%' if '%' in bare else ''}{literal}"
    return len(shown) + 2.0  # a sign, and the room at both sides
