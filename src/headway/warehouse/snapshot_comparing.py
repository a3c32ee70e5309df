"""What differs between two snapshots: rows that came, went or changed, table by table."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from headway.tables import TABLES
from headway.warehouse.disk import in_plain_words
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_decoding import decoded
from headway.warehouse.snapshot_engine import EngineSettings, engine
from headway.warehouse.snapshot_form import quoted
from headway.warehouse.snapshot_listing import find, snapshots_on
from headway.warehouse.snapshot_manifest import SnapshotId, SnapshotManifest, StoredTable
from headway.warehouse.snapshot_opening import OpenedSnapshot, look_at
from headway.warehouse.snapshot_reading import spill_folder


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table in two snapshots: its rows (None: it was not loaded), and how they differ by key.

    A row is ``changed`` where any column that both snapshots have holds something else.
    """

    table: str
    before: int | None
    after: int | None
    added: int
    gone: int
    changed: int


def compare_snapshots(
    folder: DataFolder,
    before: SnapshotId,
    after: SnapshotId,
    settings: EngineSettings | None = None,
) -> tuple[TableChange, ...]:
    """Compare two snapshots, withdrawn or not; Refused if either is not there or damaged."""
    with in_plain_words(folder.path):
        listed = snapshots_on(folder.trail())
        place = str(folder.path)
        first, second = (look_at(folder.path, find(listed, one, place)) for one in (before, after))
        manifests = first.whole(), second.whole()
    with engine(spill_folder(folder), settings or EngineSettings()) as connection:
        return tuple(_changes(connection, first, second, manifests))


def _changes(
    connection: duckdb.DuckDBPyConnection,
    first: OpenedSnapshot,
    second: OpenedSnapshot,
    manifests: tuple[SnapshotManifest, SnapshotManifest],
) -> Iterator[TableChange]:
    for name in TABLES:
        one, other = (manifest.table(name) for manifest in manifests)
        if one and other:
            yield _compared(connection, first.folder, second.folder, one, other)
        elif one:
            yield TableChange(name, one.rows, None, 0, one.rows, 0)
        elif other:
            yield TableChange(name, None, other.rows, other.rows, 0, 0)


def _compared(
    connection: duckdb.DuckDBPyConnection,
    first: Path,
    second: Path,
    one: StoredTable,
    other: StoredTable,
) -> TableChange:
    common = [column.name for column in one.columns if other.column(column.name)]
    key = [name for name in TABLES[one.name].key.columns if name in common]
    sides = [
        f"SELECT {', '.join(map(quoted, key))}, hash(row({', '.join(map(quoted, common))})) AS h "
        f"FROM ({decoded(folder, table, common)})"
        for folder, table in ((first, one), (second, other))
    ]
    equal = " AND ".join(f"a.{quoted(name)} = b.{quoted(name)}" for name in key)
    ((added, gone, changed),) = connection.execute(
        "SELECT count(*) FILTER (a.h IS NULL), count(*) FILTER (b.h IS NULL), "
        "count(*) FILTER (a.h <> b.h) "
        f"FROM ({sides[0]}) AS a FULL JOIN ({sides[1]}) AS b ON {equal}"
    ).fetchall()
    return TableChange(one.name, one.rows, other.rows, int(added), int(gone), int(changed))
