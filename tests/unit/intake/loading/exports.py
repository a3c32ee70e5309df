"""Exports made for the tests, and the ways to load them."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq

from headway.intake.loading.opening import files_in, open_files
from headway.intake.loading.preparing import Prepared, prepare
from headway.intake.maps.reading import ColumnMap
from headway.services.analysis.load_exports import Loaded, known_maps, load_exports
from headway.tables import TABLES
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_manifest import SnapshotId
from headway.warehouse.snapshot_rejects import Reject
from headway.warehouse.snapshot_worklist import read_rejects
from headway.warehouse.staging import staged_beside

TODAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)

PERSON = {"person_id": "P1", "stage_of_life": "child", "month_of_birth": "2016-03-14"}
UNIT = {"unit_id": "T1", "name": "North team", "kind": "team"}
PLAN = {"plan_id": "PL1", "opened_on": "2026-01-05", "team_id": "T1"}


def write_csv(path: Path, rows: Sequence[Mapping[str, str]], headings: Sequence[str] = ()) -> Path:
    """Write rows under the headings, or under all that occur."""
    heads = list(headings) or list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heads, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_tables(folder: Path, tables: Mapping[str, Sequence[Mapping[str, str]]]) -> Path:
    """Write Headway's templates, one for each table."""
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        write_csv(folder / f"{name}.csv", rows, () if rows else TABLES[name].column_names)
    return folder


def load(tmp_path: Path, *named: Path, day: int = 0, **more: object) -> Loaded:
    """Load into a data folder of the test."""
    return load_exports(
        named,
        tmp_path / "data",
        by="a test",
        at=NOW.replace(minute=day),
        as_of=more.pop("as_of", TODAY),
        **more,
    )


def load_tables(
    tmp_path: Path, tables: Mapping[str, Sequence[Mapping[str, str]]], **more
) -> Loaded:
    return load(tmp_path, write_tables(tmp_path / "exports", tables), **more)


def entries(tmp_path: Path, loaded: Loaded) -> list[Reject]:
    """What was kept out and what was noticed."""
    return list(read_rejects(open_folder(tmp_path / "data"), SnapshotId(loaded.snapshot)))


def stored(tmp_path: Path, loaded: Loaded) -> Path:
    """The folder of a snapshot."""
    return tmp_path / "data" / "snapshots" / f"{loaded.snapshot}-r0"


def stored_bytes(tmp_path: Path, table: str) -> int:
    (path,) = (tmp_path / "data" / "snapshots").glob(f"*/table-{table}.parquet")
    return pq.ParquetFile(path).metadata.num_rows


def rows_by_code(loaded: Loaded) -> dict[str, int]:
    return {one.code: one.rows for one in loaded.counted}


def row_of(loaded: Loaded, table: str) -> tuple[int, int, int, int]:
    """(source, loaded, rejected, duplicates) of a table."""
    (one,) = (each for each in loaded.tables if each.table == table)
    return one.source, one.loaded, one.rejected, one.duplicates


@contextmanager
def prepared(
    tmp_path: Path, *named: Path, maps: Sequence[ColumnMap] = (), as_of: date | None = TODAY
) -> Iterator[Prepared]:
    """Everything up to the snapshot, for tests that look at the rows."""
    known = (*maps, *known_maps())
    folder = open_folder(tmp_path / "data", create=True)
    with staged_beside(folder) as staging:
        opened = open_files(files_in(named), known)
        yield prepare(opened, known, staging, as_of=as_of, today=TODAY)


def conformed(ready: Prepared, table: str) -> list[dict[str, object]]:
    """The rows that are loaded, as plain values in the order of the source."""
    names = TABLES[table].column_names
    cells = ", ".join(f'"{name}"' for name in names)
    asked = f'SELECT {cells} FROM "live_{table}" ORDER BY row_id'
    return [dict(zip(names, row, strict=True)) for row in ready.staging.ask(asked)]
