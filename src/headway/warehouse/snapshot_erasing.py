"""Erasing a person, or what is past its retention, from every snapshot.

Each snapshot that loses rows is written again beside as its next revision. One entry on the trail
commits all of them; then the revisions before are written over and removed. What stays is the
tombstone: the entry, and the change in each manifest, with the person's keyed digest and counts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from headway.domain.problems import Findings, Place, Refused, Severity
from headway.domain.trail import Verb
from headway.warehouse.artefacts import sha256
from headway.warehouse.disk import in_plain_words
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_aliases import aliases, refuse_names
from headway.warehouse.snapshot_decoding import parquet
from headway.warehouse.snapshot_engine import EngineSettings, engine
from headway.warehouse.snapshot_key import keyed_digest, made_key
from headway.warehouse.snapshot_listing import (
    REASON,
    ListedSnapshot,
    revised_detail,
    snapshots_on,
)
from headway.warehouse.snapshot_manifest import (
    REJECTS_FILE,
    Change,
    SnapshotId,
    SnapshotManifest,
    manifest_text,
)
from headway.warehouse.snapshot_opening import OpenedSnapshot, look_at
from headway.warehouse.snapshot_reach import Reach
from headway.warehouse.snapshot_rewriting import rewrite
from headway.warehouse.snapshot_sweeping import (
    BUILDING,
    settle_snapshots,
    sweep_work,
    work_folder,
)
from headway.warehouse.snapshot_writing import put_in_place
from headway.warehouse.trail_file import Trail, append_entry

Begin = Callable[[Reach], set[int]]
"""Starts a reach in one snapshot, and gives the rejects that go, by their number in the file."""

First = Callable[[tuple[str, ...], str], None]
"""Is told every identifier that the person has, and the keyed digest, before anything is erased."""


@dataclass(frozen=True, slots=True)
class ErasedFrom:
    """What one snapshot lost: rows by table; "rejects" stands for rows that were not taken in."""

    snapshot: SnapshotId
    revision: int
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure came to; ``person`` is the keyed digest by which the trail knows them.

    ``identifiers`` are all that the person had, for what else must be looked through: they are
    kept nowhere.
    """

    person: str
    snapshots: tuple[ErasedFrom, ...]
    identifiers: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows went, in all snapshots together."""
        return sum(count for one in self.snapshots for _, count in one.rows)


def erase_person(
    folder: DataFolder,
    person: str,
    *,
    reason: str,
    by: str,
    at: datetime,
    settings: EngineSettings | None = None,
    first: First | None = None,
) -> Erased:
    """Erase a person's rows from every snapshot, withdrawn ones and rejects too.

    ``first`` does what else must be done for all identifiers of the person, of which nothing is
    left afterwards; where it raises, nothing is erased. Published figures stay. Raises Refused
    without a reason, and where a snapshot is damaged, for then nobody could say that the person is
    gone. Nothing found is put on the trail as well.
    """
    _check(person, reason, by)
    with in_plain_words(folder.path), folder.writing(by, at) as trail:
        digest = keyed_digest(made_key(folder.path, folder.disk), person)
        opened = open_all(folder, trail)
        with work_folder(folder, BUILDING) as work:
            with engine(work / "spill", settings or EngineSettings()) as connection:
                known = aliases(connection, opened.values(), person)
            refuse_names(reason, known)
            if first is not None:
                first(tuple(sorted(known)), digest)

            def begin(reach: Reach) -> set[int]:
                reach.start(known)
                reach.spread()
                return rejects_about(reach.connection, reach.folder, known)

            change = Change(at, by, reason.strip(), digest, ())
            done = _erase(folder, trail, opened, begin, change, work, settings)
            return replace(done, identifiers=tuple(sorted(known)))


def erase_rows(
    folder: DataFolder,
    begin: Begin,
    *,
    reason: str,
    by: str,
    at: datetime,
    settings: EngineSettings | None = None,
) -> Erased:
    """Erase what ``begin`` finds in each snapshot; the way of retention."""
    _check("retention", reason, by)
    with in_plain_words(folder.path), folder.writing(by, at) as trail:
        opened = open_all(folder, trail)
        with work_folder(folder, BUILDING) as work:
            change = Change(at, by, reason.strip(), "", ())
            return _erase(folder, trail, opened, begin, change, work, settings)


def open_all(folder: DataFolder, trail: Trail) -> dict[ListedSnapshot, OpenedSnapshot]:
    """Open every snapshot; Refused with all that is damaged in any of them."""
    listed = snapshots_on(trail.entries).values()
    opened = {one: look_at(folder.path, one) for one in listed}
    damage = [finding for one in opened.values() for finding in one.damage]
    if damage:
        raise Refused(damage)
    return opened


def rejects_about(
    connection: duckdb.DuckDBPyConnection, folder: Path, people: set[str]
) -> set[int]:
    """Return the rejects in which a cell is one of the identifiers, by their number in the file."""
    found = connection.execute(
        "SELECT file_row_number FROM " + parquet(folder / REJECTS_FILE) + " WHERE "
        "list_has_any(list_transform(cell_values, lambda v: trim(v)), $people)",
        {"people": sorted(people)},
    ).fetchall()
    return {int(number) for (number,) in found}


def _erase(
    folder: DataFolder,
    trail: Trail,
    opened: dict[ListedSnapshot, OpenedSnapshot],
    begin: Begin,
    change: Change,
    work: Path,
    settings: EngineSettings | None,
) -> Erased:
    made = [
        (listed, manifest)
        for listed, one in opened.items()
        if (manifest := _rewritten(folder, one, begin, change, work / listed.folder, settings))
    ]
    for listed, manifest in made:
        put_in_place(folder, work / listed.folder, manifest)
    done = Erased(change.person, tuple(_from(manifest) for _, manifest in made))
    entry = append_entry(
        folder.path,
        folder.disk,
        trail,
        at=change.at,
        by=change.by,
        verb=Verb.ERASED,
        subject=f"person/{change.person}" if change.person else "retention",
        details=[(REASON, change.reason), ("rows", str(done.rows)), *_revised(made)],
    )
    settle_snapshots(folder, (*trail.entries, entry))
    sweep_work(folder)
    return done


def _rewritten(
    folder: DataFolder,
    opened: OpenedSnapshot,
    begin: Begin,
    change: Change,
    work: Path,
    settings: EngineSettings | None,
) -> SnapshotManifest | None:
    folder.disk.make_folder(work)
    with engine(work / "spill", settings or EngineSettings()) as connection:
        reach = Reach(connection, opened.folder, opened.whole())
        rejected = begin(reach)
        return rewrite(reach, rejected, work / "files", folder.disk, change)


def _revised(
    made: Sequence[tuple[ListedSnapshot, SnapshotManifest]],
) -> Iterator[tuple[str, str]]:
    for listed, manifest in made:
        digest = sha256(manifest_text(manifest))
        revised = ListedSnapshot(
            manifest.snapshot, manifest.revision, digest, listed.at, listed.by, manifest.rows
        )
        yield revised_detail(revised)


def _from(manifest: SnapshotManifest) -> ErasedFrom:
    return ErasedFrom(manifest.snapshot, manifest.revision, manifest.changes[-1].rows)


def _check(person: str, reason: str, by: str) -> None:
    problems, place, done = Findings(), Place("erasure"), "Nothing was changed"
    if not person.strip():
        problems.add(place, Severity.STOPS, "no identifier is given", done, "Say who is meant")
    if not reason.strip():
        problems.add(place, Severity.STOPS, "no reason is given", done, "Say why, with --reason")
    if not by.strip():
        problems.add(place, Severity.STOPS, "nobody is named who erases", done, "Say by whom")
    problems.stop_if_needed(Refused)
