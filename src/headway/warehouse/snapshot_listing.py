"""Which snapshots the trail acknowledges, in which revision, and which of them is current."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.trail import TrailEntry, Verb
from headway.warehouse.snapshot_manifest import SnapshotId

SNAPSHOT, REVISION, MANIFEST, REASON, ROWS = "snapshot", "revision", "manifest", "reason", "rows"
REVISED = "revised "  # followed by the snapshot, in an entry that erased from several


@dataclass(frozen=True, slots=True)
class ListedSnapshot:
    """A snapshot on the trail: its revision now, and the SHA-256 of that revision's manifest.

    ``withdrawn`` is the reason; empty for one that is offered.
    """

    snapshot: SnapshotId
    revision: int
    manifest_digest: str
    at: datetime
    by: str
    rows: int
    withdrawn: str = ""

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return f"{self.snapshot}-r{self.revision}"


def snapshots_on(entries: Iterable[TrailEntry]) -> dict[SnapshotId, ListedSnapshot]:
    """Return the snapshots in the order in which they were loaded."""
    listed: dict[SnapshotId, ListedSnapshot] = {}
    for entry in entries:
        match entry.verb:
            case Verb.LOADED_SNAPSHOT:
                one = _loaded(entry)
                listed[one.snapshot] = one
            case Verb.WITHDREW_SNAPSHOT:
                name = SnapshotId(entry.detail(SNAPSHOT))
                listed[name] = replace(listed[name], withdrawn=entry.detail(REASON))
            case Verb.ERASED:
                _revise(listed, entry)
            case _:
                pass
    return listed


def current_of(listed: Iterable[ListedSnapshot]) -> ListedSnapshot | None:
    """Return the latest that is not withdrawn."""
    return next((one for one in reversed(list(listed)) if not one.withdrawn), None)


def known_on(entries: Iterable[TrailEntry], day: date) -> ListedSnapshot | None:
    """Return what was current at the end of a day (UTC), in the revision it has now.

    What was erased since is gone from it; that it was withdrawn since does not count.
    """
    entries = tuple(entries)
    then = current_of(snapshots_on(e for e in entries if e.at.date() <= day).values())
    return snapshots_on(entries)[then.snapshot] if then else None


def find(listed: dict[SnapshotId, ListedSnapshot], name: SnapshotId, place: str) -> ListedSnapshot:
    """Return the snapshot of that name; Refused if there is none."""
    if name not in listed:
        raise Refused(
            Finding(
                Place(place),
                Severity.STOPS,
                f"the data folder holds no snapshot {name}",
                "",
                "List what it holds with “headway snapshots”, and choose from that",
            )
        )
    return listed[name]


def revised_detail(one: ListedSnapshot) -> tuple[str, str]:
    """Return what an entry says of a snapshot from which rows were erased."""
    return f"{REVISED}{one.snapshot}", f"{one.revision} {one.rows} {one.manifest_digest}"


def _loaded(entry: TrailEntry) -> ListedSnapshot:
    return ListedSnapshot(
        SnapshotId(entry.detail(SNAPSHOT)),
        0,
        entry.detail(MANIFEST),
        entry.at,
        entry.by,
        int(entry.detail(ROWS)),
    )


def _revise(listed: dict[SnapshotId, ListedSnapshot], entry: TrailEntry) -> None:
    for name, told in entry.details:
        if name.startswith(REVISED):
            snapshot = SnapshotId(name.removeprefix(REVISED))
            revision, rows, digest = told.split(" ")
            listed[snapshot] = replace(
                listed[snapshot], revision=int(revision), rows=int(rows), manifest_digest=digest
            )
