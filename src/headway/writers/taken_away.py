"""The words of a copy that is taken away, in every form in which it may be: one place for all.

A workbook says them under the title of each sheet and at the foot of each printed page, a table
in columns of their own (a line above the headings would make it a table no more), a page at its
head and at the foot of each printed page.
"""

from dataclasses import replace

from headway.domain.taken_away import TakenAway
from headway.writers.tables import CellType, Table, columns, date_cell
from headway.writers.workbook_layout import Page

COLUMNS = columns(
    ("marking", CellType.TEXT, "the protective marking of this table"),
    ("purpose", CellType.TEXT, "what the table was taken away for"),
    ("delete_by", CellType.DATE, "the day by which this table is to be deleted"),
)


def stamped_table(table: Table, taken: TakenAway | None) -> Table:
    """Give a table with what the copy says of itself in its last columns; as it is for None."""
    if taken is None:
        return table
    cells = (taken.marking, taken.purpose, date_cell(taken.delete_by))
    rows = tuple((*row, *cells) for row in table.rows)
    return replace(table, columns=(*table.columns, *COLUMNS), rows=rows)


def stamped_page(page: Page, taken: TakenAway | None) -> Page:
    """Give a workbook's sheet with it on the first line under the title; as it is for None."""
    return page if taken is None else replace(page, lines=(taken.sentence, *page.lines))


def foot(marking: str, taken: TakenAway | None) -> str:
    """Say at the foot of a printed page how it is marked, and until when it may be kept."""
    return marking if taken is None else f"{taken.marking}. Delete by {taken.last_day}"
