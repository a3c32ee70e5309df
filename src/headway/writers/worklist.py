"""A team's worklist: rows of its records to put right, as csv and as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from headway.domain.taken_away import TakenAway
from headway.writers.tables import CSV_ENCODING, CellType, Table, columns, csv_text
from headway.writers.taken_away import stamped_table
from headway.writers.workbook_book import Print, book_bytes
from headway.writers.workbook_layout import Column, page, text


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to put right: whose it is, how bad, where it stands, what it is, what to do."""

    team: str
    severity: str
    table: str
    record: str
    column: str
    what: str
    fix: str
    source: str
    row: int
    code: str


COLUMNS: Final = (
    ("team", 16, "the team responsible, as the row says; empty: the row names none"),
    (
        "severity",
        10,
        "fatal: the row was not loaded; emptied: a cell was left empty; told: it stays",
    ),
    ("table", 20, "the table the row was meant for"),
    ("record", 28, "the identifiers of the row, to find it by in the case system"),
    ("column", 20, "the column that is wrong"),
    ("what", 60, "what is wrong; never the value"),
    ("fix", 44, "what to do"),
    ("source", 26, "the file, and the sheet"),
    ("row", 8, "the row of the sheet, or the line of the file"),
    ("code", 34, "the rule's code, which stays the same"),
)


def worklist_csv(items: Sequence[WorkItem], taken: TakenAway) -> bytes:
    """Write a worklist as CSV; its marking, purpose and last day stand in columns of their own."""
    kinds = {"row": CellType.WHOLE}
    described = columns(*((n, kinds.get(n, CellType.TEXT), m) for n, _, m in COLUMNS))
    rows = tuple(tuple(str(getattr(one, name)) for name, _, _ in COLUMNS) for one in items)
    table = stamped_table(Table("worklist.csv", described, rows), taken)
    return csv_text(table).encode(CSV_ENCODING)


def worklist_workbook(
    items: Sequence[WorkItem], *, title: str, about: str, taken: TakenAway
) -> bytes:
    """Write a worklist as a workbook; ``about`` says which load it is of.

    ``taken`` is its marking, its purpose and its last day.
    """
    shown = [_column(name, width) for name, width, _ in COLUMNS]
    sheet = page(
        "Worklist",
        "Worklist",
        title,
        [about, "Personal data: keep it as you keep case records, and delete it when it is done."],
        "One row to each thing to put right.",
        shown,
        items,
        "There is nothing to put right.",
        frozen_columns=2,
    )
    printed = Print(title, about, taken.marking, taken.on, title, taken)
    return book_bytes([sheet], printed)


def _column(name: str, width: float) -> Column[WorkItem]:
    return Column(name.capitalize(), width, lambda one: text(str(getattr(one, name))))
