"""How tall a row must be for its text: estimated, since only a screen knows for certain.

Excel and LibreOffice fit rows to wrapped text when a person edits them, not when a file is
opened or printed without a screen. So each row is given a height, which stays theirs to change.
"""

import textwrap
from collections.abc import Iterable

from headway.writers.workbook_layout import Cell

LINE_POINTS = 12.75
TALLEST = 409.0  # points; no row can be taller
_ROOM = 3.0
_LETTERS_TO_A_WIDTH = 1.12  # letters of running text are a little narrower than the digit 0


def height_of(cells: Iterable[Cell], widths: Iterable[float]) -> float:
    """Return a row's height in points, at least one line and at most what a row can have."""
    lines = [lines_of(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return min(TALLEST, LINE_POINTS * max(lines, default=1) + _ROOM)


def lines_of(cell: Cell, width: float) -> int:
    """Return how many lines a cell's text takes in a column ``width`` digits wide."""
    if not isinstance(cell.content, str) or not cell.look.wrap:
        return 1
    letters = max(1, int(width * _LETTERS_TO_A_WIDTH * (0.92 if cell.look.bold else 1)))
    paragraphs = cell.content.splitlines() or [""]
    return sum(max(1, len(textwrap.wrap(each, letters))) for each in paragraphs)
