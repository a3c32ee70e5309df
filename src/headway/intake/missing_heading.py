"""A row of headings that has lost a cell, so that every row stands beside its headings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from headway.domain.problems import Severity
from headway.intake.aligning import Alignment, Column, align
from headway.intake.body import Line
from headway.intake.headings import Heading
from headway.intake.reporting import Report
from headway.intake.roles import Role
from headway.intake.tables import Table
from headway.readers.grid import BLANK, Row

ROWS_TRIED = 40  # the first ones
FEWEST_ROWS = 3
MOST_LOST = 3


def missing_heading(lines: Sequence[Line], columns: Sequence[Column]) -> int | None:
    """Return the index at which the headings lack a cell, or None where they lack none.

    They lack one where most rows suit the headings only when everything from one column on is
    taken from one cell further right.
    """
    tried = [align(columns, line.to_weigh) for line in lines]
    starts = Counter(_first_right(found) for found in tried)
    at, count = max(starts.items(), key=lambda item: item[1], default=(None, 0))
    enough = count >= FEWEST_ROWS and 2 * count > len(tried)
    return at if enough else None


def _first_right(found: Alignment) -> int | None:
    """Return the first column whose text stands one cell right of it, the rest doing so too."""
    offsets = [(at, found.offset(at)) for at, text in enumerate(found.texts) if text]
    moved = [at for at, offset in offsets if offset]
    if not moved or any(offset != 1 for at, offset in offsets if at >= moved[0]):
        return None
    return moved[0]


def at_gap(headings: Sequence[Heading], at: int) -> int:
    """Return where among a run of periods one is skipped, else ``at``, which lies in the run.

    Among figures alone nothing tells the columns apart; that October is not between September
    and November does.
    """
    periods = [heading.period for heading in headings]
    first, last = at, at
    while first > 0 and headings[first - 1].role is Role.PERIOD:
        first -= 1
    while last < len(headings) and headings[last].role is Role.PERIOD:
        last += 1
    for later in range(first + 1, last):
        before, after = periods[later - 1], periods[later]
        if before and after and before.kind is after.kind and after == before.shift(2):
            return later
    return at


def with_blank_heading(table: Table, at: int, report: Report) -> Table:
    """Return the table with a blank heading put in, and tell it."""
    cells = table.heading.cells
    report.tell(
        table.sheet.place(table.heading.number, at),
        Severity.INFERRED,
        "most rows suit the headings only if a heading is missing before this one",
        "the headings from here on are read one column further right",
        "check the first rows against the document they came from",
    )
    heading = Row(table.heading.number, (*cells[:at], BLANK, *cells[at:]))
    first = at if table.moved_from is None else min(at, table.moved_from)
    return replace(table, heading=heading, moved_from=first)
