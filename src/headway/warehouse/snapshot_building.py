"""Building the files of a snapshot in a folder that nobody reads yet.

The rows are taken in once, as a stream, into staging files; then the identifiers are numbered,
and each table is written sorted. What does not fit in memory goes to the spill folder.
"""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from headway.domain.problems import ContentMistake, Finding, Place, Severity
from headway.tables import TABLES
from headway.tables.schema import Column, Table
from headway.warehouse.disk import FILE_MODE, Disk
from headway.warehouse.snapshot_feeding import Batch, stage
from headway.warehouse.snapshot_form import (
    domain_of,
    domains,
    is_open,
    literal,
    quoted,
    sorting,
    stored_as,
    who,
)
from headway.warehouse.snapshot_manifest import (
    IDENTIFIERS_FILE,
    LABELS_FILE,
    REJECTS_FILE,
    Period,
    StoredColumn,
    StoredTable,
    file_of,
)
from headway.warehouse.snapshot_merging import MERGED, make_merged
from headway.warehouse.snapshot_rejects import Reject, write_rejects

STAGING = "staging"
AS_PARQUET = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
MERGERS = TABLES["merged_identifier"]


@dataclass(slots=True)
class Builder:
    """Builds one snapshot in ``folder``: take each table in, then finish."""

    connection: duckdb.DuckDBPyConnection
    folder: Path
    disk: Disk
    tables: list[Table] = field(default_factory=list)
    merges: bool = False

    def take(self, name: str, batches: Iterable[Batch]) -> None:
        """Take the rows of a table in; ContentMistake for what does not fit it."""
        table = TABLES.get(name)
        if table is None:
            raise _wrong(name, "there is no such table", "Correct the column map")
        self.disk.make_folder(self.folder / STAGING)
        self.disk.step("make file", self._staged(table))
        stage(table, batches, self._staged(table))
        self.tables.append(table)

    def finish(
        self, covers: Mapping[str, Period], rejects: Iterable[Reject]
    ) -> tuple[tuple[StoredTable, ...], int]:
        """Write the files of the snapshot; give what was stored, and the number of rejects.

        Raises ContentMistake where two rows have the same key, or mergers go round in a circle.
        """
        if MERGERS in self.tables:
            words = (code.value for code in MERGERS.column("identifies").codes)
            self.merges = make_merged(self.connection, self._rows(MERGERS), words)
        dictionaries = self._number_texts()
        stored = tuple(self._write(one, covers.get(one.name), dictionaries) for one in self.tables)
        self._write_dictionaries(dictionaries)
        self.disk.step("make file", self.folder / REJECTS_FILE)
        rejected = write_rejects(rejects, self.folder / REJECTS_FILE)
        self.disk.step("remove", self.folder / STAGING)
        shutil.rmtree(self.folder / STAGING, ignore_errors=True)
        for path in sorted(self.folder.iterdir()):
            path.chmod(FILE_MODE)
            self.disk.flush_file(path)
        return stored, rejected

    def _number_texts(self) -> dict[str, str]:
        """Make a table of texts in their order for each domain; give the tables' names."""
        made: dict[str, str] = {}
        for domain, columns in domains(self.tables).items():
            made[domain] = quoted(f"texts of {domain}")
            texts = " UNION ".join(
                f"SELECT DISTINCT {quoted(column.name)} AS text FROM {self._rows(table)}"
                for table, column in columns
            )
            self.connection.execute(
                f"CREATE TABLE {made[domain]} AS SELECT text FROM ({texts}) "
                "WHERE text IS NOT NULL ORDER BY text"
            )
        return made

    def _write(
        self, table: Table, covers: Period | None, dictionaries: Mapping[str, str]
    ) -> StoredTable:
        path = self.folder / file_of(table.name)
        order = ", ".join(f"{quoted(name)} NULLS LAST" for name in sorting(table))
        query = self._numbered(table, dictionaries)
        self._copy(f"SELECT * EXCLUDE (moved) FROM ({query}) ORDER BY {order}", path)
        self._check_keys(table, path)
        taken = self._count(self._rows(table))
        rows = self._count(literal(str(path)))
        columns = tuple(_stored(table, one) for one in table.columns)
        return StoredTable(table.name, rows, columns, covers, taken - rows)

    def _numbered(self, table: Table, dictionaries: Mapping[str, str]) -> str:
        """Give the query for the rows of a table with numbers instead of texts.

        ``moved`` says whether a merger changed an identifier of the key; of rows that became the
        same, the one of the identifier that stays is kept.
        """
        selected, joined, moved = list[str](), [f"{self._rows(table)} AS r"], ["false"]
        for place, column in enumerate(table.columns):
            name, domain, text = quoted(column.name), domain_of(table, column), quoted(column.name)
            kind = who(table, column) if self.merges else ""
            if kind:
                joined.append(
                    f"LEFT JOIN {MERGED} m{place} ON m{place}.kind = {literal(kind)} "
                    f"AND m{place}.old = r.{name}"
                )
                text = f"coalesce(m{place}.stays, r.{name})"
                if column.name in table.key.columns:
                    moved.append(f"m{place}.old IS NOT NULL")
            else:
                text = f"r.{name}"
            if domain:
                joined.append(
                    f"LEFT JOIN {dictionaries[domain]} d{place} ON d{place}.text = {text}"
                )
                selected.append(f"CAST(d{place}.rowid + 1 AS INTEGER) AS {name}")
            else:
                selected.append(f"r.{name}")
        query = (
            f"SELECT {', '.join(selected)}, {' OR '.join(moved)} AS moved FROM {' '.join(joined)}"
        )
        if len(moved) == 1:
            return query
        key = ", ".join(quoted(name) for name in table.key.columns)
        others = ", ".join(quoted(name) for name in table.column_names)
        return (
            f"SELECT * FROM ({query}) QUALIFY NOT moved "
            f"OR row_number() OVER (PARTITION BY {key} ORDER BY moved, {others}) = 1"
        )

    def _check_keys(self, table: Table, path: Path) -> None:
        key = ", ".join(quoted(name) for name in table.key.columns)
        twice = f"SELECT count(*) AS n FROM {literal(str(path))} GROUP BY {key} HAVING n > 1"
        keys = self._count(f"({twice})")
        if keys:
            found = f"{keys:,} keys ({', '.join(table.key.columns)}) stand in more than one row"
            raise _wrong(table.name, found, "Take the duplicates out, and load again")

    def _write_dictionaries(self, dictionaries: Mapping[str, str]) -> None:
        open_ones = {
            domain_of(table, column)
            for table in self.tables
            for column in table.columns
            if is_open(table, column)
        }
        for path, wanted in (
            (self.folder / LABELS_FILE, open_ones),
            (self.folder / IDENTIFIERS_FILE, dictionaries.keys() - open_ones),
        ):
            parts = ["SELECT '', 0, '' WHERE false"] + [
                f"SELECT {literal(domain)}, rowid + 1, text FROM {dictionaries[domain]}"
                for domain in sorted(wanted & dictionaries.keys())
            ]
            rows = f"({' UNION ALL '.join(parts)}) AS t(domain, n, text)"
            self._copy(
                f"SELECT domain, CAST(n AS INTEGER) AS number, text FROM {rows} "
                "ORDER BY domain, number",
                path,
            )

    def _staged(self, table: Table) -> Path:
        return self.folder / STAGING / file_of(table.name)

    def _rows(self, table: Table) -> str:
        return f"read_parquet({literal(str(self._staged(table)))})"

    def _copy(self, query: str, path: Path) -> None:
        self.disk.step("make file", path)
        self.connection.execute(f"COPY ({query}) TO {literal(str(path))} {AS_PARQUET}")

    def _count(self, source: str) -> int:
        ((rows,),) = self.connection.execute(f"SELECT count(*) FROM {source}").fetchall()
        return int(rows)


def _stored(table: Table, column: Column) -> StoredColumn:
    codes = tuple(code.value for code in column.codes)
    return StoredColumn(column.name, stored_as(column), domain_of(table, column), codes)


def _wrong(table: str, found: str, next_step: str) -> ContentMistake:
    done = "No snapshot was made, and nothing that was stored before has changed"
    return ContentMistake(Finding(Place(f"table {table}"), Severity.STOPS, found, done, next_step))
