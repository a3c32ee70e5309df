"""Whose rows are about to be seen."""

from collections.abc import Iterable, Sequence

from headway.tables import TABLES
from headway.tables.naming import named_by
from headway.tables.paths import resolve
from headway.tables.schema import Type

Named = frozenset[tuple[str, str]]
"""What is named with its identifier, such as ("plan", "PL00078")."""

WORKER = "worker"


def named_in(table: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Named:
    """Give what rows of a table name; ``headings`` are columns, or paths from the table.

    Headings that hold no identifier are passed over, and so are workers, who did the work.
    """
    known = [_column(table, one) for one in headings]
    return frozenset(
        named_by(*where, cell)
        for row in rows
        for where, cell in zip(known, row, strict=True)
        if where and cell and named_by(*where, cell)[0] != WORKER
    )


def _column(table: str, heading: str) -> tuple[str, str] | None:
    if table not in TABLES:
        return None
    if "." not in heading and heading not in TABLES[table].column_names:
        other = heading.removesuffix("_id")  # a subject of another table, such as the person
        return (other, heading) if other in TABLES and heading != other else None
    path = resolve(table, heading)
    return (path.table, path.column.name) if path.column.type is Type.TEXT else None
