"""The made-up rows as files of Headway's own templates: one csv for each table."""

from collections.abc import Iterator, Mapping

from headway.synthetic.cells import Cells, csv_heading, csv_rows
from headway.tables import TABLES

_ROWS_AT_A_TIME = 1 << 15  # so that a table of letters fits a processor's cache


def template_heading(table: str) -> bytes:
    """Give the heading of a table's file."""
    return csv_heading(TABLES[table].column_names)


def in_batches(columns: Mapping[str, Cells]) -> Iterator[bytes]:
    """Write the rows of a table a few at a time."""
    count = len(next(iter(columns.values())).values) if columns else 0
    for begin in range(0, count, _ROWS_AT_A_TIME):
        end = min(begin + _ROWS_AT_A_TIME, count)
        yield csv_rows({name: cells.slice(begin, end) for name, cells in columns.items()})
