"""A stand-in for a snapshot: drawn rows in a database in memory, stored in the same form."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import numpy.typing as npt

from headway.tables import TABLES
from headway.tables.merging import final_identifiers
from headway.tables.schema import Column, Table, Type

Rows = Mapping[str, Sequence[Mapping[str, object]]]
PLAIN = {
    Type.INTEGER: "BIGINT",
    Type.DECIMAL: "DECIMAL(18,6)",
    Type.DATE: "DATE",
    Type.MONTH: "DATE",
    Type.FLAG: "BOOLEAN",
    Type.CODE: "UTINYINT",
}


class DrawnSnapshot:
    """Keeps to ``headway.engine.source.Snapshot``."""

    def __init__(self, rows: Rows, covers: Mapping[str, tuple[date, date]] | None = None) -> None:
        self.snapshot_id = "drawn"
        self._covers = dict(covers or {})
        rows = _merged(rows)
        self.table_names = frozenset(name for name, found in rows.items() if found)
        self.covered_tables = self.table_names | set(self._covers)
        self._numbers = _numbers(rows)
        self.connection = duckdb.connect(":memory:")
        # As in a snapshot, a table without rows is a relation all the same.
        self.connection.execute(";".join(map(_made, TABLES.values())))
        for name in self.table_names:
            self._fill(TABLES[name], rows[name])

    def query(self, sql: str) -> list[tuple[object, ...]]:
        return self.connection.execute(sql).fetchall()

    def query_columns(self, sql: str) -> Mapping[str, npt.NDArray[Any]]:
        with self.connection.cursor() as own:
            return own.execute(sql).fetchnumpy()

    def codes(self, table: str, column: str) -> Mapping[str, int]:
        found = TABLES[table].column(column)
        if found.type is Type.CODE:
            return {code.value: place for place, code in enumerate(found.codes, start=1)}
        return self._numbers

    def coverage(self, table: str) -> tuple[date, date] | None:
        return self._covers.get(table)

    def _fill(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        marks = f"({', '.join('?' for _ in table.columns)})"
        cells = [self._cell(table, column, row) for row in rows for column in table.columns]
        # All rows at once: one by one they take longer than everything that is asked of them.
        whole = ", ".join(marks for _ in rows)
        self.connection.execute(f"INSERT INTO {table.name} VALUES {whole}", cells)

    def _cell(self, table: Table, column: Column, row: Mapping[str, object]) -> object:
        cell = row.get(column.name)
        if cell is None:
            return None
        if column.type is Type.CODE:
            return self.codes(table.name, column.name)[str(cell)]
        return self._numbers[str(cell)] if column.type is Type.TEXT else cell


def _made(table: Table) -> str:
    columns = [f'"{column.name}" {kind_of(column)}' for column in table.columns]
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"


def kind_of(column: Column) -> str:
    return "INTEGER" if column.type is Type.TEXT else PLAIN[column.type]


def _merged(rows: Rows) -> Rows:
    final = final_identifiers(rows.get("merged_identifier", ()))
    return {name: [_under_new(TABLES[name], row, final) for row in rows[name]] for name in rows}


def _under_new(
    table: Table, row: Mapping[str, object], final: Mapping[str, Mapping[object, object]]
) -> dict[str, object]:
    merged = {one.name: final.get(one.references or "", {}) for one in table.columns}
    return {name: merged[name].get(cell, cell) for name, cell in row.items()}


def _numbers(rows: Rows) -> dict[str, int]:
    texts = {
        str(row[column.name])
        for name, found in rows.items()
        for row in found
        for column in TABLES[name].columns
        if column.type is Type.TEXT and row.get(column.name) is not None
    }
    return {text: number for number, text in enumerate(sorted(texts), start=1)}
