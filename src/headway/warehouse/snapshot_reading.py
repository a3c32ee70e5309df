"""Reading a snapshot: a connection that can see this one snapshot and nothing else."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import duckdb
import numpy.typing as npt

from headway.domain.days import day_words
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.tables import TABLES
from headway.tables.schema import Table
from headway.warehouse.disk import in_plain_words
from headway.warehouse.folder import DataFolder
from headway.warehouse.publishing import TEMPORARY
from headway.warehouse.snapshot_engine import EngineSettings, engine, shut_in, too_much
from headway.warehouse.snapshot_form import (
    ENGINE_TYPES,
    Stored,
    literal,
    quoted,
    stored_as,
)
from headway.warehouse.snapshot_listing import (
    ListedSnapshot,
    current_of,
    find,
    known_on,
    snapshots_on,
)
from headway.warehouse.snapshot_manifest import (
    IDENTIFIERS_FILE,
    LABELS_FILE,
    SnapshotId,
    SnapshotManifest,
    StoredColumn,
    file_of,
)
from headway.warehouse.snapshot_opening import look_at
from headway.warehouse.snapshot_sweeping import READING

Fetched = TypeVar("Fetched")

READS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
LABEL_TEXTS, IDENTIFIER_TEXTS = "label_text", "identifier_text"
"""The relations of texts: ``domain``, ``number``, ``text``; the second only where asked for."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Case data as it stood when it was loaded: get one from ``open_snapshot``.

    Every conformed table is a relation of its own name, empty where it was not loaded. Texts are
    whole numbers: codes those of ``codes``, identifiers and labels in the order of their texts,
    the same in every table. Merged identifiers are followed to the one that stays, except in
    ``merged_identifier`` itself. ``withdrawn`` is the reason why it is no longer offered, if so.
    """

    manifest: SnapshotManifest
    withdrawn: str
    protected: bool
    _connection: duckdb.DuckDBPyConnection = field(repr=False)
    _numbers: dict[str, Mapping[str, int]] = field(default_factory=dict, repr=False)

    @property
    def snapshot_id(self) -> str:
        """Which snapshot this is."""
        return self.manifest.snapshot.text

    @property
    def table_names(self) -> frozenset[str]:
        """The tables that hold at least one row."""
        return frozenset(table.name for table in self.manifest.tables if table.rows)

    @property
    def covered_tables(self) -> frozenset[str]:
        """The tables that were loaded, with rows or without."""
        return frozenset(table.name for table in self.manifest.tables)

    def query(self, sql: str, values: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """Run one statement that only reads, and return all its rows.

        ``values`` fill the places written as ``$name``. Raises ValueError for anything else than
        one statement that reads, for one that is wrong, and for one that reaches for other files;
        Refused where memory or the spill folder is not enough.
        """
        rows: list[tuple[Any, ...]] = self._run(sql, values or {}, _all_rows, self._connection)
        return rows

    def query_columns(self, sql: str) -> Mapping[str, npt.NDArray[Any]]:
        """Run one statement that only reads, and return its columns by name; masked where empty.

        Only for whole numbers of at most 64 bits, and flags: sums and decimals would be rounded.
        Several threads may ask at once. Raises as ``query`` does.
        """
        with self._connection.cursor() as own:
            return self._run(sql, {}, _all_columns, own)

    def _run(
        self,
        sql: str,
        values: Mapping[str, object],
        fetch: Callable[[duckdb.DuckDBPyConnection], Fetched],
        connection: duckdb.DuckDBPyConnection,
    ) -> Fetched:
        try:
            statements = connection.extract_statements(sql)
            if len(statements) != 1 or statements[0].type not in READS:
                raise ValueError("a snapshot takes one statement at a time, and it only reads")
            return fetch(connection.execute(statements[0], values))
        except (duckdb.OutOfMemoryException, duckdb.IOException) as problem:
            raise too_much(Path(self.snapshot_id)) from problem
        except duckdb.Error as problem:
            raise ValueError(f"the engine does not run this: {problem}") from problem

    def codes(self, table: str, column: str) -> Mapping[str, int]:
        """Return the number that stands for each text of a column.

        Raises KeyError for a column that holds no text, and Refused for identifiers of people and
        their records unless the snapshot was opened for them.
        """
        stored = self._stored(table, column)
        if stored.kind is Stored.CODE:
            return MappingProxyType({code: n for n, code in enumerate(stored.codes, start=1)})
        if stored.kind not in {Stored.IDENTIFIER, Stored.LABEL}:
            raise KeyError(f"{table}.{column} holds no text")
        if not stored.domain:
            return MappingProxyType({})
        if stored.domain not in self._numbers:
            self._numbers[stored.domain] = self._read_texts(table, column, stored.domain)
        return self._numbers[stored.domain]

    def coverage(self, table: str) -> tuple[date, date] | None:
        """Return the first and last day that the exports cover for a table; None if unknown."""
        stored = self.manifest.table(table)
        return (stored.covers.first, stored.covers.last) if stored and stored.covers else None

    def _stored(self, table: str, column: str) -> StoredColumn:
        stored = self.manifest.table(table)
        found = stored.column(column) if stored else None
        if found:
            return found
        wanted = TABLES[table].column(column)
        codes = tuple(code.value for code in wanted.codes)
        return StoredColumn(column, stored_as(wanted), "", codes)

    def _read_texts(self, table: str, column: str, domain: str) -> Mapping[str, int]:
        texts = f"SELECT text, number FROM {{}} WHERE domain = {literal(domain)} ORDER BY number"
        found = self.query(texts.format(LABEL_TEXTS))
        if found or _is_label(self._stored(table, column)):
            return MappingProxyType({str(text): int(number) for text, number in found})
        if not self.protected:
            raise _not_entitled(table, column)
        found = self.query(texts.format(IDENTIFIER_TEXTS))
        return MappingProxyType({str(text): int(number) for text, number in found})


def _all_rows(done: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return done.fetchall()


def _all_columns(done: duckdb.DuckDBPyConnection) -> Mapping[str, npt.NDArray[Any]]:
    return done.fetchnumpy()


@contextmanager
def open_snapshot(
    folder: DataFolder,
    name: SnapshotId | None = None,
    *,
    as_known: date | None = None,
    protected: bool = False,
    check: bool = True,
    settings: EngineSettings | None = None,
) -> Iterator[Snapshot]:
    """Open the current snapshot, the one called ``name``, or the one current at a day's end.

    ``protected`` lets the texts of identifiers be read too; whoever asks for it puts it on the
    trail. ``check`` looks at every byte first, which takes a moment; sizes are looked at always.
    Raises Refused where there is none, for a damaged one, and for a withdrawn one by name.
    """
    with in_plain_words(folder.path):
        listed = chosen(folder, name, as_known)
    used = settings or EngineSettings()
    with open_listed(folder, listed, protected=protected, check=check, settings=used) as snapshot:
        yield snapshot


@contextmanager
def open_listed(
    folder: DataFolder,
    listed: ListedSnapshot,
    *,
    protected: bool = False,
    check: bool = False,
    settings: EngineSettings,
) -> Iterator[Snapshot]:
    """Open a snapshot of the list, withdrawn or not; else as ``open_snapshot`` does."""
    with in_plain_words(folder.path):
        opened = look_at(folder.path, listed, every_byte=check)
        manifest = opened.whole()
    with engine(spill_folder(folder), settings) as connection:
        files = _make_views(connection, opened.folder, manifest, protected)
        shut_in(connection, files)
        yield Snapshot(manifest, listed.withdrawn, protected, connection)


def spill_folder(folder: DataFolder) -> Path:
    """Name a folder for what does not fit in memory; the engine makes it when it is needed."""
    return folder.path / TEMPORARY / f"{READING}-{secrets.token_hex(6)}"


def chosen(folder: DataFolder, name: SnapshotId | None, as_known: date | None) -> ListedSnapshot:
    """Return the snapshot that is meant; Refused if there is none, or it was withdrawn."""
    if name is not None and as_known is not None:
        raise ValueError("a snapshot is opened by its name or by a day, not by both")
    entries = folder.trail()
    listed = snapshots_on(entries)
    if name is not None:
        found = find(listed, name, str(folder.path))
        if found.withdrawn:
            raise _refused(
                folder.path,
                f"snapshot {name} was withdrawn: {found.withdrawn}",
                "Open another, or list them with “headway snapshots”",
            )
        return found
    if as_known is not None:
        found_then = known_on(entries, as_known)
        if found_then:
            return found_then
        raise _refused(
            folder.path,
            f"no snapshot had been loaded by the end of {day_words(as_known)}",
            "Name a later day, or list what there is with “headway snapshots”",
        )
    current = current_of(listed.values())
    if current is None:
        found_words = "every snapshot was withdrawn" if listed else "no snapshot was loaded yet"
        raise _refused(folder.path, found_words, "Load exports with “headway load”")
    return current


def _make_views(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    manifest: SnapshotManifest,
    protected: bool,
) -> list[Path]:
    """Make a relation of each table; return the files they rest on."""
    files: list[Path] = []
    for table in TABLES.values():
        path = (folder / file_of(table.name)).absolute()
        stored = manifest.table(table.name)
        kept = {one.name for one in stored.columns} if stored else set[str]()
        selected = ", ".join(_selected(table, name, name in kept) for name in table.column_names)
        source = f"FROM read_parquet({literal(str(path))})" if stored else "WHERE false"
        connection.execute(f"CREATE VIEW {quoted(table.name)} AS SELECT {selected} {source}")
        files += [path] if stored else []
    texts = {LABEL_TEXTS: LABELS_FILE} | ({IDENTIFIER_TEXTS: IDENTIFIERS_FILE} if protected else {})
    for name, file in texts.items():
        path = (folder / file).absolute()
        source = f"read_parquet({literal(str(path))})"
        connection.execute(f"CREATE VIEW {name} AS SELECT domain, number, text FROM {source}")
        files.append(path)
    return files


def _selected(table: Table, name: str, is_kept: bool) -> str:
    """Give a column, or its absence where the snapshot is older than the column."""
    if is_kept:
        return quoted(name)
    kind = ENGINE_TYPES[stored_as(table.column(name))]
    return f"CAST(NULL AS {kind}) AS {quoted(name)}"


def _is_label(stored: StoredColumn) -> bool:
    return stored.kind is Stored.LABEL


def _not_entitled(table: str, column: str) -> Refused:
    return Refused(
        Finding(
            Place(f"table {table}", column=column),
            Severity.STOPS,
            "identifiers are not read with the figures",
            "The snapshot was opened without them",
            "Open it for protected rows, with a purpose and an entry on the trail",
        )
    )


def _refused(path: Path, found: str, next_step: str) -> Refused:
    return Refused(Finding(Place(str(path)), Severity.STOPS, found, "", next_step))
