"""A snapshot of many more rows, put together from copies of a loaded one.

For sizes that would take an hour to load. Each copy has people, families, plans and all else of
its own, with numbers that no other copy has; teams, their places and the population are the same.
So the figures are those of the one, so many times over, and what is read has the size and the
order of a real snapshot. The texts of the new identifiers are not made: nothing calculated
reads them.
"""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from headway.domain.trail import Verb
from headway.tables import TABLES
from headway.warehouse.artefacts import sha256
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_building import AS_PARQUET
from headway.warehouse.snapshot_form import Stored, literal, quoted, sorting
from headway.warehouse.snapshot_listing import MANIFEST as MANIFEST_DETAIL
from headway.warehouse.snapshot_listing import ROWS, SNAPSHOT
from headway.warehouse.snapshot_manifest import (
    SNAPSHOTS,
    SnapshotManifest,
    StoredColumn,
    StoredTable,
    file_of,
    first_manifest_id,
    manifest_text,
)
from headway.warehouse.snapshot_reading import open_snapshot
from headway.warehouse.snapshot_sweeping import BUILDING, work_folder
from headway.warehouse.snapshot_writing import put_in_place, stored_files
from headway.warehouse.trail_file import append_entry

ONCE = frozenset({"organisation_unit", "unit_membership", "unit_succession", "population"})
"""Tables that every copy shares."""
SHARED = frozenset({"unit"})
"""Domains of identifiers that every copy shares."""


def put_together(one: Path, copies: int, into: Path) -> int:
    """Make a data folder with so many copies of another's current snapshot; give its rows."""
    with open_snapshot(open_folder(one), check=False) as snapshot:
        manifest = snapshot.manifest
    source = one / SNAPSHOTS / manifest.folder
    folder = open_folder(into, create=True)
    at, by = datetime.now(UTC), "bench"
    with work_folder(folder, BUILDING) as work:
        files = work / "files"
        folder.disk.make_folder(files)
        tables = _copy(source, files, manifest, copies, work / "spill")
        listed = stored_files(files)
        named = first_manifest_id(at, by, {each.name: each.sha256 for each in listed})
        made = replace(
            manifest, snapshot=named, revision=0, at=at, by=by, tables=tables, files=listed
        )
        with folder.writing(by, at) as trail:
            put_in_place(folder, work, made)
            append_entry(
                folder.path, folder.disk, trail, at=at, by=by, verb=Verb.LOADED_SNAPSHOT,
                subject=f"snapshot/{made.snapshot}",
                details=(
                    (SNAPSHOT, made.snapshot.text),
                    (MANIFEST_DETAIL, sha256(manifest_text(made))),
                    (ROWS, str(made.rows)),
                ),
            )  # fmt: skip
    return made.rows


def _copy(
    source: Path, files: Path, manifest: SnapshotManifest, copies: int, spill: Path
) -> tuple[StoredTable, ...]:
    for path in source.glob("*.parquet"):
        if not path.name.startswith("table-"):
            shutil.copy(path, files / path.name)
    connection = duckdb.connect(":memory:", config={"temp_directory": str(spill)})
    numbers = dict(
        connection.execute(
            "SELECT domain, max(number) FROM read_parquet("
            f"{literal(str(source / 'identifiers.parquet'))}) GROUP BY domain"
        ).fetchall()
    )
    made = []
    for table in manifest.tables:
        many = 1 if table.name in ONCE else copies
        stored = literal(str(source / file_of(table.name)))
        order = ", ".join(f"{quoted(each)} NULLS LAST" for each in sorting(TABLES[table.name]))
        chosen = ", ".join(_column(each, numbers, many) for each in table.columns)
        connection.execute(
            f"COPY (SELECT {chosen} FROM read_parquet({stored}), range({many}) AS c(n)"
            f" ORDER BY {order}) TO {literal(str(files / file_of(table.name)))} {AS_PARQUET}"
        )
        made.append(replace(table, rows=table.rows * many))
    connection.close()
    shutil.rmtree(spill, ignore_errors=True)
    return tuple(made)


def _column(column: StoredColumn, numbers: Mapping[str, int], many: int) -> str:
    name, domain = column.name, column.domain or ""
    if column.kind is not Stored.IDENTIFIER or domain in SHARED or many == 1:
        return quoted(name)
    return f"CAST({quoted(name)} + n * {numbers.get(domain, 0)} AS INTEGER) AS {quoted(name)}"
