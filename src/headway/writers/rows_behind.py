"""The rows behind a figure as CSV text."""

from collections.abc import Sequence
from typing import Protocol

from headway.writers.tables import CellType, Table, columns, csv_text, flag_cell


class _Row(Protocol):
    @property
    def key(self) -> tuple[str, ...]: ...
    @property
    def unit(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def above(self) -> bool: ...


class _Rows(Protocol):
    @property
    def table(self) -> str: ...
    @property
    def headings(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> Sequence[_Row]: ...


def rows_csv(found: _Rows, indicator: str) -> str:
    """Return the rows behind a figure as CSV text, one row each."""
    shape = columns(
        ("indicator", CellType.TEXT, "the indicator"),
        ("table", CellType.TEXT, "the table the rows stand in"),
        *[(name, CellType.TEXT, "part of what names the row") for name in found.headings],
        ("unit", CellType.TEXT, "the unit the row counts for"),
        ("value", CellType.TEXT, "what the row adds, where that is not one"),
        ("above", CellType.FLAG, "whether it stands above the line"),
    )
    rows = tuple(
        (indicator, found.table, *one.key, one.unit, one.value, flag_cell(one.above))
        for one in found.rows
    )
    return csv_text(Table("rows.csv", shape, rows))
