"""How far an erasure reaches in one snapshot: which rows go with a person, or with time.

A row goes when it names the person; when something it must name is gone; and when everything it
named is gone. A family goes with the last of its members, a plan and an assessment with the last
of their subjects. A cell that named something gone, in a row that stays, is emptied.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import duckdb

from headway.tables import TABLES
from headway.tables.schema import Column, Table
from headway.warehouse.snapshot_decoding import ROW, parquet, texts
from headway.warehouse.snapshot_form import PEOPLE, UNIT, domain_of, literal, quoted, who
from headway.warehouse.snapshot_manifest import SnapshotManifest, file_of

PERSON, FAMILY, WORKER = "person", "family", "worker"
SUBJECTS: Final = {
    FAMILY: "household_membership",
    "plan": "plan_subject",
    "assessment": "assessment_subject",
}
"""Who a family, a plan and an assessment is about."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A column that names something else than a unit: what kind, and whether it must."""

    column: str
    kind: str
    required: bool


@dataclass(slots=True)
class Reach:
    """The rows of one snapshot that go; grows by ``start`` and ``spread``."""

    connection: duckdb.DuckDBPyConnection
    folder: Path
    manifest: SnapshotManifest
    tables: tuple[Table, ...] = field(init=False)

    def __post_init__(self) -> None:
        names = {table.name for table in self.manifest.tables}
        self.tables = tuple(table for table in TABLES.values() if table.name in names)
        for table in self.tables:
            source = parquet(self.folder / file_of(table.name))
            self.connection.execute(f"CREATE VIEW {quoted(table.name)} AS SELECT * FROM {source}")
        self.connection.execute("CREATE TABLE doomed (tab VARCHAR, row BIGINT)")
        self.connection.execute("CREATE TABLE gone (kind VARCHAR, number INTEGER)")

    def start(self, people: set[str]) -> None:
        """Begin with every identifier a person has."""
        listed = ", ".join(map(literal, sorted(people)))
        self._lose(
            PERSON, f"SELECT number FROM ({texts(self.folder, PEOPLE)}) WHERE text IN ({listed})"
        )

    def spread(self) -> None:
        """Follow what is gone to all that goes with it."""
        before = -1
        while (now := self._size()) != before:
            before = now
            for table in self.tables:
                self._spread_to(table)
            for kind, subjects in SUBJECTS.items():
                self._lose_without_subjects(kind, subjects)

    def rows(self) -> dict[str, int]:
        """Return how many rows of each table go; tables that lose none are left out."""
        counted = "SELECT tab, count(*) FROM doomed GROUP BY tab"
        found = {str(tab): int(n) for tab, n in self.connection.execute(counted).fetchall()}
        return {table.name: found[table.name] for table in self.tables if table.name in found}

    def emptied(self, table: Table) -> tuple[Pointer, ...]:
        """Return the columns of a table in which a cell names something that is gone."""
        return tuple(
            one
            for one in pointers(table)
            if not one.required
            and self._any(f"SELECT 1 FROM {quoted(table.name)} WHERE {lost(one)}")
        )

    def doom(self, table: Table, where: str) -> None:
        """Let the rows ``r`` go for which the condition holds, and what their keys name."""
        self.connection.execute(
            f"INSERT INTO doomed SELECT {literal(table.name)}, r.{ROW} FROM {quoted(table.name)} r "
            f"WHERE ({where}) AND NOT {is_doomed(table.name)}"
        )
        key = own_key(table)
        if key:
            self._lose(
                table.name,
                f"SELECT r.{quoted(key)} FROM {quoted(table.name)} r WHERE {is_doomed(table.name)}",
            )

    def _spread_to(self, table: Table) -> None:
        conditions = list[str]()
        found = pointers(table)
        for one in found:
            if one.required or one.kind == PERSON:
                conditions.append(lost(one, "r."))
        if table.name in {PERSON, FAMILY}:
            conditions.append(lost(Pointer(f"{table.name}_id", table.name, True), "r."))
        if table.name == "merged_identifier":
            conditions += self._merged(table)
        named = [one for one in found if one.kind != WORKER]
        if named:
            one_lost = " OR ".join(lost(one, "r.") for one in named)
            all_lost = " AND ".join(
                f"(r.{quoted(one.column)} IS NULL OR {lost(one, 'r.')})" for one in named
            )
            conditions.append(f"({one_lost}) AND {all_lost} AND NOT {self._has_subjects(table)}")
        if conditions:
            self.doom(table, " OR ".join(f"({one})" for one in conditions))

    def _merged(self, table: Table) -> list[str]:
        words = [code.value for code in table.column("identifies").codes]
        return [
            f"r.identifies = {words.index(kind) + 1} AND (r.old_id IN {numbers(kind)} "
            f"OR r.new_id IN {numbers(kind)})"
            for kind in (PERSON, FAMILY)
        ]

    def _has_subjects(self, table: Table) -> str:
        """Write the condition that a row still has a subject that stays."""
        subjects = SUBJECTS.get(table.name)
        if subjects is None or TABLES[subjects] not in self.tables:
            return "false"
        key = quoted(table.key.columns[0])
        return (
            f"EXISTS (SELECT 1 FROM {quoted(subjects)} s WHERE s.{key} = r.{key} "
            f"AND NOT {is_doomed(subjects, 's')})"
        )

    def _lose_without_subjects(self, kind: str, subjects: str) -> None:
        table, about = TABLES[kind], TABLES[subjects]
        if about not in self.tables:
            return
        key = quoted(table.key.columns[0])
        self._lose(
            kind,
            f"SELECT s.{key} FROM {quoted(subjects)} s GROUP BY s.{key} "
            f"HAVING bool_and({is_doomed(subjects, 's')})",
        )
        if table in self.tables:
            self.doom(table, f"r.{key} IN {numbers(kind)}")

    def _lose(self, kind: str, query: str) -> None:
        self.connection.execute(
            f"INSERT INTO gone SELECT DISTINCT {literal(kind)}, number FROM ({query}) AS q(number) "
            f"WHERE number NOT IN {numbers(kind)}"
        )

    def _size(self) -> int:
        counted = "SELECT (SELECT count(*) FROM doomed) + (SELECT count(*) FROM gone)"
        ((size,),) = self.connection.execute(counted).fetchall()
        return int(size)

    def _any(self, query: str) -> bool:
        return bool(self.connection.execute(f"{query} LIMIT 1").fetchall())


def pointers(table: Table) -> tuple[Pointer, ...]:
    """Return the columns of a table that name a person, a family, a worker or a record."""
    return tuple(
        Pointer(column.name, _kind(table, column), column.required)
        for column in table.columns
        if column.references and domain_of(table, column) != UNIT
    )


def own_key(table: Table) -> str:
    """Return the column by which others name a row of this table; empty if none can."""
    if len(table.key.columns) != 1:
        return ""
    return table.key.columns[0]


def numbers(kind: str) -> str:
    """Write the set of numbers of a kind that are gone."""
    return f"(SELECT number FROM gone WHERE kind = {literal(kind)})"


def lost(one: Pointer, row: str = "") -> str:
    """Write the condition that a column names something that is gone."""
    name = f"{row}{quoted(one.column)}"
    return f"({name} IS NOT NULL AND {name} IN {numbers(one.kind)})"


def is_doomed(table: str, row: str = "r") -> str:
    """Write the condition that a row of a table goes."""
    return f"({row}.{ROW} IN (SELECT row FROM doomed WHERE tab = {literal(table)}))"


def _kind(table: Table, column: Column) -> str:
    person = who(table, column)
    return person or str(column.references).partition(".")[0]
