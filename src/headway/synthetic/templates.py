"""The made-up rows as files of Headway's own templates: one csv for each table."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

import numpy as np

from headway.synthetic.cells import Cells, csv_heading, csv_rows, letters, overwritten
from headway.synthetic.faults import Shape, Written
from headway.tables import TABLES
from headway.tables.constraints import NotAfter, NotInFuture
from headway.tables.schema import Table, Type

_ROWS_AT_A_TIME: Final = 1 << 15  # so that a table of letters fits a processor's cache

# Lists that a person keeps, and rows that hardly anybody types: they have no faults.
UNSPOILED: Final = frozenset({
    "organisation_unit", "unit_membership", "unit_succession", "population", "worker",
    "worker_placement", "post", "merged_identifier", "family", "group_session",
    "planned_audit", "fostering_household",
})  # fmt: skip


def template_heading(table: str) -> bytes:
    """Give the heading of a table's file."""
    return csv_heading(TABLES[table].column_names)


def in_batches(columns: Mapping[str, Cells], written: Written | None = None) -> Iterator[bytes]:
    """Write the rows of a table a few at a time; ``written`` are texts instead of some cells."""
    count = len(next(iter(columns.values())).values) if columns else 0
    for begin in range(0, count, _ROWS_AT_A_TIME):
        end = min(begin + _ROWS_AT_A_TIME, count)
        parts = []
        for name, cells in columns.items():
            part = letters(cells.slice(begin, end))
            if written and name in written:
                rows, texts = written[name]
                low, high = np.searchsorted(rows, [begin, end])
                part = overwritten(part, rows[low:high] - begin, texts[low:high])
            parts.append(part)
        yield csv_rows(parts)


@lru_cache(maxsize=64)
def template_shape(name: str) -> Shape:
    """Say which columns of a table can have which fault, by its columns and constraints."""
    table = TABLES[name]
    if name in UNSPOILED:
        return Shape(table.key.columns, twice=False)
    event = table.event_date if table.event_date and _is_day(table, table.event_date) else ""
    refers = [
        column.name
        for column in table.columns
        if column.references in {"person.person_id", "plan.plan_id", "worker.worker_id"}
        and column.name not in table.key.columns
    ]
    has_unit = table.unit_column in table.column_names and table.unit_column == "team_id"
    return Shape(
        table.key.columns,
        event=event if event in _not_in_future(table) else "",
        event_needed=bool(event) and table.column(event).required,
        ended=_ended(table, event),
        coded=_coded(table),
        unit="team_id" if has_unit and "team_id" not in table.key.columns else "",
        refers=refers[0] if refers else "",
        born="month_of_birth" if name == "person" else "",
    )


def _is_day(table: Table, column: str) -> bool:
    return table.column(column).type is Type.DATE and column not in table.key.columns


def _not_in_future(table: Table) -> set[str]:
    return {
        date for rule in table.constraints if isinstance(rule, NotInFuture) for date in rule.dates
    }


def _ended(table: Table, event: str) -> str:
    ends = [
        rule.later
        for rule in table.constraints
        if isinstance(rule, NotAfter) and rule.earlier == event
    ]
    return ends[0] if event and ends else ""


def _coded(table: Table) -> str:
    coded = [column for column in table.columns if column.codes]
    needed = [column for column in coded if column.required]
    return (needed or coded)[0].name if coded else ""
