"""Rows of one made-up table, with when each part of them was written down."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from headway.synthetic.calendar import ABSENT
from headway.synthetic.cells import Cells
from headway.synthetic.dice import Mask, Whole


@dataclass(frozen=True, slots=True)
class Later:
    """Columns that stay empty until a day of each row's own, such as how a plan closed."""

    columns: tuple[str, ...]
    known: Whole


@dataclass(frozen=True, slots=True)
class Changed:
    """A column that held something else until a day of each row's own (absent: it never did)."""

    column: str
    before: Whole
    known: Whole


@dataclass(frozen=True, slots=True)
class Frame:
    """All rows of one table in one piece of the made-up council, those not yet known included.

    ``known`` is the day each was written down, ``gone`` the day it was taken out again (absent:
    it stayed). ``hidden`` are columns that other exports need and this one does not show.
    """

    table: str
    columns: Mapping[str, Cells]
    known: Whole
    gone: Whole | None = None
    later: tuple[Later, ...] = ()
    changed: tuple[Changed, ...] = ()
    hidden: Mapping[str, Cells] | None = None

    def __len__(self) -> int:
        return len(self.known)

    def take(self, rows: Mask) -> "Frame":
        """Give some of the rows."""
        return Frame(
            self.table,
            {name: cells.take(rows) for name, cells in self.columns.items()},
            self.known[rows],
            None if self.gone is None else self.gone[rows],
            tuple(Later(each.columns, each.known[rows]) for each in self.later),
            tuple(
                Changed(each.column, each.before[rows], each.known[rows]) for each in self.changed
            ),
            {name: cells.take(rows) for name, cells in (self.hidden or {}).items()},
        )

    def rows_known(self, day: int) -> Mask:
        """Say which rows the case system held at the end of that day."""
        here = self.known <= day
        if self.gone is not None:
            here &= (self.gone == ABSENT) | (self.gone > day)
        return here

    def as_known(self, day: int) -> dict[str, Cells]:
        """Give the columns as an export of that day shows them, hidden ones last."""
        here = self.rows_known(day)
        columns = {name: cells.take(here) for name, cells in self.columns.items()}
        columns |= {name: cells.take(here) for name, cells in (self.hidden or {}).items()}
        for change in self.changed:
            until = change.known[here]
            old = (until != ABSENT) & (until > day)
            cells = columns[change.column]
            columns[change.column] = cells.with_values(
                np.where(old, change.before[here], cells.values).astype(np.int32)
            )
        for late in self.later:
            waiting = late.known[here] > day
            for name in late.columns:
                cells = columns[name]
                columns[name] = cells.with_values(
                    np.where(waiting, ABSENT, cells.values).astype(np.int32)
                )
        return columns
