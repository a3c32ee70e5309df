"""A snapshot written again without some of its rows: the next revision, in a folder beside."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from headway.tables.schema import Table
from headway.warehouse.disk import FILE_MODE, Disk
from headway.warehouse.snapshot_building import AS_PARQUET
from headway.warehouse.snapshot_decoding import ROW
from headway.warehouse.snapshot_form import literal, quoted
from headway.warehouse.snapshot_manifest import (
    IDENTIFIERS_FILE,
    LABELS_FILE,
    REJECTS_FILE,
    Change,
    SnapshotManifest,
    StoredTable,
    file_of,
)
from headway.warehouse.snapshot_reach import Pointer, Reach, is_doomed, lost
from headway.warehouse.snapshot_writing import stored_files

REJECTS = "rejects"


def rewrite(
    reach: Reach, rejected: set[int], files: Path, disk: Disk, change: Change
) -> SnapshotManifest | None:
    """Write the next revision into ``files``; None where nothing of the snapshot goes.

    ``rejected`` are the rows of the rejects that go, by their number in the file. ``change`` says
    who and why; its counts are filled in here.
    """
    counts = reach.rows()
    emptied = {table.name: reach.emptied(table) for table in reach.tables}
    if not counts and not rejected and not any(emptied.values()):
        return None
    disk.make_folder(files)
    for table in reach.tables:
        if table.name in counts or emptied[table.name]:
            _write_table(reach, table, emptied[table.name], files, disk)
        else:
            _keep(reach.folder / file_of(table.name), files, disk)
    _keep(reach.folder / LABELS_FILE, files, disk)
    _write_identifiers(reach, counts, emptied, files, disk)
    _write_rejects(reach, rejected, files, disk)
    for path in sorted(files.iterdir()):
        path.chmod(FILE_MODE)
        disk.flush_file(path)
    told = counts | ({REJECTS: len(rejected)} if rejected else {})
    return _manifest(
        reach.manifest, counts, len(rejected), files, replace(change, rows=tuple(told.items()))
    )


def _manifest(
    old: SnapshotManifest, counts: dict[str, int], rejected: int, files: Path, change: Change
) -> SnapshotManifest:
    tables: Iterable[StoredTable] = (
        replace(table, rows=table.rows - counts.get(table.name, 0)) for table in old.tables
    )
    return replace(
        old,
        revision=old.revision + 1,
        tables=tuple(tables),
        rejected=old.rejected - rejected,
        files=stored_files(files),
        changes=(*old.changes, change),
    )


def _write_table(
    reach: Reach, table: Table, emptied: tuple[Pointer, ...], files: Path, disk: Disk
) -> None:
    stored = reach.manifest.table(table.name)
    columns = stored.columns if stored else ()
    empty = {one.column: one for one in emptied}
    selected = ", ".join(
        f"CASE WHEN {lost(empty[one.name], 'r.')} THEN NULL ELSE r.{quoted(one.name)} END "
        f"AS {quoted(one.name)}"
        if one.name in empty
        else f"r.{quoted(one.name)}"
        for one in columns
    )
    _copy(
        reach,
        f"SELECT {selected} FROM {quoted(table.name)} r WHERE NOT {is_doomed(table.name)} "
        f"ORDER BY r.{ROW}",
        files / file_of(table.name),
        disk,
    )


def _write_identifiers(
    reach: Reach,
    counts: dict[str, int],
    emptied: dict[str, tuple[Pointer, ...]],
    files: Path,
    disk: Disk,
) -> None:
    """Keep the texts of those identifiers that a row still holds."""
    touched = [one for one in reach.manifest.tables if one.name in counts or emptied[one.name]]
    domains = sorted({column.domain for one in touched for column in one.columns if column.domain})
    uses = [
        f"SELECT DISTINCT {literal(column.domain)} AS domain, {quoted(column.name)} AS number "
        f"FROM read_parquet({literal(str((files / file_of(table.name)).absolute()))})"
        for table in reach.manifest.tables
        for column in table.columns
        if column.domain in domains
    ]
    source = f"read_parquet({literal(str((reach.folder / IDENTIFIERS_FILE).absolute()))})"
    listed = ", ".join(map(literal, domains)) or "''"
    used = " UNION ".join(uses) or "SELECT '' AS domain, 0 AS number"
    _copy(
        reach,
        f"SELECT * FROM {source} AS i WHERE i.domain NOT IN ({listed}) "
        f"OR (i.domain, i.number) IN (SELECT (domain, number) FROM ({used})) "
        "ORDER BY i.domain, i.number",
        files / IDENTIFIERS_FILE,
        disk,
    )


def _write_rejects(reach: Reach, rejected: set[int], files: Path, disk: Disk) -> None:
    path = reach.folder / REJECTS_FILE
    if not rejected:
        _keep(path, files, disk)
        return
    listed = ", ".join(map(str, sorted(rejected)))
    source = f"read_parquet({literal(str(path.absolute()))}, file_row_number = true)"
    _copy(
        reach,
        f"SELECT * EXCLUDE ({ROW}) FROM {source} WHERE {ROW} NOT IN ({listed}) ORDER BY {ROW}",
        files / REJECTS_FILE,
        disk,
    )


def _keep(path: Path, files: Path, disk: Disk) -> None:
    """Take a file over as it is, without copying where the storage can."""
    disk.step("make file", files / path.name)
    try:
        os.link(path, files / path.name)
    except OSError:
        shutil.copyfile(path, files / path.name)


def _copy(reach: Reach, query: str, path: Path, disk: Disk) -> None:
    disk.step("make file", path)
    reach.connection.execute(f"COPY ({query}) TO {literal(str(path))} {AS_PARQUET}")
