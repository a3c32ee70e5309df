"""Building the files of a snapshot in a folder that nobody reads yet.

The rows are taken in once, as a stream, into staging files; then the identifiers are numbered,
as many columns at a time as fit, and each table is written sorted. What does not fit in memory
goes to the spill folder.
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
from headway.warehouse.snapshot_merging import make_merged
from headway.warehouse.snapshot_numbering import (
    MOVED,
    Dictionary,
    make_dictionary,
    may_move,
    numbered,
    passes,
    without_doubles,
)
from headway.warehouse.snapshot_rejects import Reject, write_rejects

STAGING = "staging"
AS_PARQUET = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
AS_STAGED = "(FORMAT parquet, COMPRESSION lz4)"
MERGERS = TABLES["merged_identifier"]


@dataclass(slots=True)
class Builder:
    """Builds one snapshot in ``folder``: take each table in, then finish.

    ``room`` is the bytes that the texts of identifiers may take in memory side by side.
    """

    connection: duckdb.DuckDBPyConnection
    folder: Path
    disk: Disk
    room: int
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

    def _number_texts(self) -> dict[str, Dictionary]:
        """Make the dictionary of each domain."""
        return {
            domain: make_dictionary(
                self.connection, domain, [(self._rows(table), column.name) for table, column in of]
            )
            for domain, of in domains(self.tables).items()
        }

    def _write(
        self, table: Table, covers: Period | None, dictionaries: Mapping[str, Dictionary]
    ) -> StoredTable:
        path = self.folder / file_of(table.name)
        order = ", ".join(f"{quoted(name)} NULLS LAST" for name in sorting(table))
        query = self._numbered(table, dictionaries)
        self._copy(f"SELECT * EXCLUDE ({MOVED}) FROM ({query}) ORDER BY {order}", path)
        self._check_keys(table, path)
        taken = self._count(self._rows(table))
        rows = self._count(literal(str(path)))
        columns = tuple(_stored(table, one) for one in table.columns)
        return StoredTable(table.name, rows, columns, covers, taken - rows)

    def _numbered(self, table: Table, dictionaries: Mapping[str, Dictionary]) -> str:
        """Give the query for the rows of a table with numbers instead of texts, and MOVED.

        All passes but the last are made here, into staging files.
        """
        path = self._staged(table)
        *first, last = passes(table, dictionaries, self.room)
        for number, columns in enumerate(first):
            query = numbered(
                table, _read(path), columns, dictionaries, merges=self.merges, again=number > 0
            )
            path = self.folder / STAGING / f"pass-{number % 2}.parquet"  # read one, write the other
            self._copy(query, path, AS_STAGED)
        query = numbered(
            table, _read(path), last, dictionaries, merges=self.merges, again=bool(first)
        )
        return without_doubles(table, query) if self.merges and may_move(table) else query

    def _check_keys(self, table: Table, path: Path) -> None:
        key = ", ".join(quoted(name) for name in table.key.columns)
        twice = f"SELECT count(*) AS n FROM {literal(str(path))} GROUP BY {key} HAVING n > 1"
        keys = self._count(f"({twice})")
        if keys:
            found = f"{keys:,} keys ({', '.join(table.key.columns)}) stand in more than one row"
            raise _wrong(table.name, found, "Take the duplicates out, and load again")

    def _write_dictionaries(self, dictionaries: Mapping[str, Dictionary]) -> None:
        open_ones = {
            domain_of(table, column)
            for table in self.tables
            for column in table.columns
            if is_open(table, column)
        }
        # the texts stand in their order already; sorting all of them anew takes the most memory
        for path, wanted in (
            (self.folder / LABELS_FILE, open_ones),
            (self.folder / IDENTIFIERS_FILE, dictionaries.keys() - open_ones),
        ):
            parts = ["SELECT '', 0, '' WHERE false"] + [
                f"SELECT {literal(domain)}, rowid + 1, text FROM {dictionaries[domain].relation}"
                for domain in sorted(wanted & dictionaries.keys())
            ]
            rows = f"({' UNION ALL '.join(parts)}) AS t(domain, n, text)"
            self._copy(
                f"SELECT domain, CAST(n AS INTEGER) AS number, text FROM {rows}",
                path,
            )

    def _staged(self, table: Table) -> Path:
        return self.folder / STAGING / file_of(table.name)

    def _rows(self, table: Table) -> str:
        return _read(self._staged(table))

    def _copy(self, query: str, path: Path, form: str = AS_PARQUET) -> None:
        self.disk.step("make file", path)
        self.connection.execute(f"COPY ({query}) TO {literal(str(path))} {form}")

    def _count(self, source: str) -> int:
        ((rows,),) = self.connection.execute(f"SELECT count(*) FROM {source}").fetchall()
        return int(rows)


def _read(path: Path) -> str:
    return f"read_parquet({literal(str(path))})"


def _stored(table: Table, column: Column) -> StoredColumn:
    codes = tuple(code.value for code in column.codes)
    return StoredColumn(column.name, stored_as(column), domain_of(table, column), codes)


def _wrong(table: str, found: str, next_step: str) -> ContentMistake:
    done = "No snapshot was made, and nothing that was stored before has changed"
    return ContentMistake(Finding(Place(f"table {table}"), Severity.STOPS, found, done, next_step))
