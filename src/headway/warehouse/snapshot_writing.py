"""Making a snapshot: built beside, moved into place in one step, acknowledged by the trail.

A writer that is stopped at any instant leaves the snapshots as they were, or the new one whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.trail import Verb
from headway.warehouse.artefacts import StoredFile, sha256
from headway.warehouse.disk import Disk, in_plain_words
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_building import Builder
from headway.warehouse.snapshot_engine import EngineSettings, engine
from headway.warehouse.snapshot_feeding import Batch
from headway.warehouse.snapshot_form import schema_version
from headway.warehouse.snapshot_listing import MANIFEST as MANIFEST_DETAIL
from headway.warehouse.snapshot_listing import ROWS, SNAPSHOT, snapshots_on
from headway.warehouse.snapshot_manifest import (
    MANIFEST,
    SNAPSHOTS,
    Period,
    SnapshotId,
    SnapshotManifest,
    SourceFile,
    first_manifest_id,
    manifest_text,
)
from headway.warehouse.snapshot_opening import digest_of_file
from headway.warehouse.snapshot_rejects import Reject
from headway.warehouse.snapshot_sweeping import BUILDING, settle_snapshots, work_folder
from headway.warehouse.trail_file import append_entry


@dataclass(frozen=True, slots=True)
class About:
    """What a snapshot was made from.

    ``covers`` says which days the exports cover, by table; ``notes`` are named texts, such as the
    day of the export, for whoever reads the manifest.
    """

    sources: tuple[SourceFile, ...] = ()
    covers: Mapping[str, Period] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


def write_snapshot(
    folder: DataFolder,
    tables: Mapping[str, Iterable[Batch]],
    about: About,
    *,
    by: str,
    at: datetime,
    rejects: Iterable[Reject] = (),
    settings: EngineSettings | None = None,
) -> SnapshotId:
    """Store conformed rows as one snapshot, for good, and make it the current one.

    ``tables`` gives the batches of each table by its name; a table that is named and has no rows
    is covered and empty, one that is not named was not collected. ``at`` is in UTC. The rows are
    read once, and only a batch at a time is held. Raises ContentMistake for rows that do not fit
    their table, Refused for a damaged folder, another writer or a full disk.
    """
    _check_actor(by)
    with in_plain_words(folder.path), work_folder(folder, BUILDING) as work:
        made = _build(folder.disk, work, tables, rejects, about, by, at, settings)
        with folder.writing(by, at) as trail:
            if made.snapshot in snapshots_on(trail.entries):
                return made.snapshot  # the same rows at the same instant: nothing is new
            put_in_place(folder, work, made)
            entry = append_entry(
                folder.path,
                folder.disk,
                trail,
                at=at,
                by=by,
                verb=Verb.LOADED_SNAPSHOT,
                subject=f"snapshot/{made.snapshot}",
                details=(
                    (SNAPSHOT, made.snapshot.text),
                    (MANIFEST_DETAIL, sha256(manifest_text(made))),
                    (ROWS, str(made.rows)),
                ),
            )
            settle_snapshots(folder, (*trail.entries, entry))
    return made.snapshot


def put_in_place(folder: DataFolder, work: Path, manifest: SnapshotManifest) -> None:
    """Move the files of ``work/files`` to where the snapshot belongs, the manifest with them.

    Only while the lock is held. A folder that a stopped writer left there is moved aside.
    """
    disk, files = folder.disk, work / "files"
    disk.write_new(files / MANIFEST, manifest_text(manifest))
    disk.flush_folder(files)
    target = folder.path / SNAPSHOTS / manifest.folder
    disk.make_folder(target.parent)
    if target.exists():
        disk.move(target, work / "left over")
    disk.move(files, target)


def stored_files(folder: Path) -> tuple[StoredFile, ...]:
    """Return the files of a folder with their digests and sizes, in the order of their names."""
    return tuple(stored_file(path) for path in sorted(folder.iterdir()) if path.name != MANIFEST)


def stored_file(path: Path) -> StoredFile:
    """Return a file's name, digest and size."""
    return StoredFile(path.name, digest_of_file(path), path.stat().st_size)


def _build(
    disk: Disk,
    work: Path,
    tables: Mapping[str, Iterable[Batch]],
    rejects: Iterable[Reject],
    about: About,
    by: str,
    at: datetime,
    settings: EngineSettings | None,
) -> SnapshotManifest:
    files = work / "files"
    disk.make_folder(files)
    used = settings or EngineSettings()
    with engine(work / "spill", used) as connection:
        builder = Builder(connection, files, disk, room=used.memory_bytes // 3)
        for name, batches in tables.items():
            builder.take(name, batches)
        stored, rejected = builder.finish(about.covers, rejects)
    listed = stored_files(files)
    return SnapshotManifest(
        snapshot=first_manifest_id(at, by, {one.name: one.sha256 for one in listed}),
        revision=0,
        at=at,
        by=by,
        schema=schema_version(),
        sources=about.sources,
        tables=stored,
        rejected=rejected,
        files=listed,
        notes=tuple(sorted(about.notes.items())),
    )


def _check_actor(by: str) -> None:
    if not by.strip():
        found, next_step = "nobody is named who loads this", "Say by whom it is loaded"
        raise Refused(Finding(Place("snapshot"), Severity.STOPS, found, "", next_step))
