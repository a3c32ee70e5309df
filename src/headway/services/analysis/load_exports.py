"""Load exports: files in, one snapshot and its reconciliation out."""

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.intake.loading.finishing import (
    Counted,
    counted,
    covered,
    findings_of,
    notes_of,
    reconciled,
    rejects_of,
    rows_of,
)
from headway.intake.loading.opening import Opened, files_in, open_files
from headway.intake.loading.preparing import Prepared, Progress, prepare
from headway.intake.loading.reconciling import Moved, TableReconciled, from_json, moved
from headway.intake.maps.reading import ColumnMap, read_map, shipped_maps
from headway.intake.maps.templates import template_map
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.snapshot_finding import erased_before
from headway.warehouse.snapshot_listing import current_of, find, snapshots_on
from headway.warehouse.snapshot_manifest import Period, SnapshotId, SnapshotManifest, SourceFile
from headway.warehouse.snapshot_opening import look_at
from headway.warehouse.snapshot_sweeping import sweep_work
from headway.warehouse.snapshot_writing import About, write_snapshot
from headway.warehouse.staging import staged_beside


@dataclass(frozen=True, slots=True)
class FileLoaded:
    """A file of the load and how many rows were read of it."""

    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a load: its snapshot, what became of every row, and what was noticed."""

    snapshot: str
    export_day: date
    files: tuple[FileLoaded, ...]
    tables: tuple[TableReconciled, ...]
    counted: tuple[Counted, ...]
    moved: tuple[Moved, ...]
    before: str
    before_day: str
    same_files: bool
    findings: tuple[Finding, ...]


def load_exports(
    named: Sequence[Path],
    into: Path,
    *,
    maps: Sequence[Path] = (),
    by: str,
    at: datetime,
    as_of: date | None = None,
    progress: Progress = lambda what, done: None,
) -> Loaded:
    """Load files, or the exports in folders, into a data folder as one new snapshot.

    ``maps`` are column maps that come before those shipped; ``by`` says who, ``at`` when (UTC);
    ``as_of`` is the day of the export, where no file states it (default: the day of ``at``).
    Raises the mistakes of ``headway.domain.problems``, with every reason at once; then nothing
    was stored.
    """
    known = (*(read_map(path) for path in maps), *known_maps())
    paths = files_in(named)
    folder = open_folder(into, create=True)
    with folder.writing(by, at):
        sweep_work(folder)  # a load that was killed may have left case rows behind
    opened: list[Opened] = []
    with staged_beside(folder) as staging:
        ready = prepare(
            _remembered(paths, known, opened),
            known,
            staging,
            as_of=as_of,
            today=at.date(),
            progress=progress,
        )
        tables, found = reconciled(ready), counted(ready)
        before = _before(folder)
        progress("storing", 0)
        snapshot = write_snapshot(
            folder,
            {name: rows_of(ready, name) for name in ready.tables},
            _about(ready, opened, notes_of(ready, tables, found)),
            by=by,
            at=at,
            rejects=itertools.chain(rejects_of(ready), findings_of(ready)),
        )
    earlier = reconciliation_of(before) if before else ()
    files = tuple(FileLoaded(name, rows) for name, rows in ready.rows_of_file.items())
    return Loaded(
        snapshot.text, ready.today, files, tables, found, moved(tables, earlier),
        before.snapshot.text if before else "",
        dict(before.notes).get("export_day", "") if before else "",
        before is not None and _digests(before.sources) == {one.sha256 for one in opened},
        (*ready.findings, *_come_again(folder, snapshot)),
    )  # fmt: skip


def known_maps() -> tuple[ColumnMap, ...]:
    """Give the maps that come with Headway, in the order in which they are asked."""
    return (template_map(), *shipped_maps())


def reconciliation_of(manifest: SnapshotManifest) -> tuple[TableReconciled, ...]:
    """Return what a snapshot's manifest says of its load; none for one made in another way."""
    told = dict(manifest.notes).get("reconciliation")
    return tuple(from_json(one) for one in json.loads(told)) if told else ()


def _come_again(folder: DataFolder, snapshot: SnapshotId) -> tuple[Finding, ...]:
    """Say how many people of the load were erased before; the load stands, whatever it says."""
    try:
        listed = find(snapshots_on(folder.trail()), snapshot, str(folder.path))
        count = erased_before(folder, look_at(folder.path, listed, every_byte=False))
    except Refused as problem:
        return problem.findings
    if not count:
        return ()
    who = "1 person" if count == 1 else f"{count:,} people"
    return (
        Finding(
            Place("the load"),
            Severity.NOTED,
            f"{who} in it had been erased from this data folder before",
            "They were loaded: somebody may come again years later",
            "Where the case system should not hold them any more, have them taken out there, and"
            " erase them here again with “headway erase”",
        ),
    )


def _remembered(
    paths: Sequence[Path], maps: Sequence[ColumnMap], opened: list[Opened]
) -> Iterator[Opened]:
    """Open the files one by one, and remember each without its rows."""
    for one in open_files(paths, maps):
        opened.append(replace(one, sources=()))
        yield one


def _about(ready: Prepared, opened: Sequence[Opened], notes: dict[str, str]) -> About:
    sources = tuple(
        SourceFile(one.name, one.sha256, one.size, ready.rows_of_file.get(one.name, 0))
        for one in opened
    )
    covers = {
        name: Period(found.first, max(found.last, ready.today))
        for name in ready.tables
        if (found := covered(ready, name))
    }
    return About(sources, covers, notes)


def _digests(sources: Sequence[SourceFile]) -> set[str]:
    return {one.sha256 for one in sources}


def _before(folder: DataFolder) -> SnapshotManifest | None:
    """Return the manifest of the snapshot that was current until now, if it can be read."""
    current = current_of(snapshots_on(folder.trail()).values())
    return look_at(folder.path, current, every_byte=False).manifest if current else None
