"""Taking a wrong snapshot back: nothing is deleted, but it is no longer current nor offered."""

from datetime import datetime

from headway.domain.problems import Findings, Place, Refused, Severity
from headway.domain.trail import Verb
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_listing import (
    REASON,
    SNAPSHOT,
    ListedSnapshot,
    current_of,
    find,
    snapshots_on,
)
from headway.warehouse.snapshot_manifest import SnapshotId
from headway.warehouse.snapshot_sweeping import settle_snapshots
from headway.warehouse.trail_file import append_entry


def list_snapshots(folder: DataFolder) -> tuple[ListedSnapshot, ...]:
    """Return every snapshot, oldest first, withdrawn ones too."""
    return tuple(snapshots_on(folder.trail()).values())


def current_snapshot(folder: DataFolder) -> ListedSnapshot | None:
    """Return the one that is read unless another is asked for."""
    return current_of(list_snapshots(folder))


def withdraw_snapshot(
    folder: DataFolder, name: SnapshotId, *, reason: str, by: str, at: datetime
) -> ListedSnapshot | None:
    """Withdraw a snapshot, and return the one that is current now.

    Raises Refused for one that is not there or was withdrawn before, and without a reason.
    """
    with folder.writing(by, at) as trail:
        one = find(snapshots_on(trail.entries), name, str(folder.path))
        _check(one, reason, by)
        entry = append_entry(
            folder.path,
            folder.disk,
            trail,
            at=at,
            by=by,
            verb=Verb.WITHDREW_SNAPSHOT,
            subject=f"snapshot/{name}",
            details=((SNAPSHOT, name.text), (REASON, reason.strip())),
        )
        entries = (*trail.entries, entry)
        settle_snapshots(folder, entries)
    return current_of(snapshots_on(entries).values())


def _check(one: ListedSnapshot, reason: str, by: str) -> None:
    problems, place = Findings(), Place(f"snapshot {one.snapshot}")
    done = "Nothing was changed"
    if one.withdrawn:
        found = f"it was withdrawn before: {one.withdrawn}"
        problems.add(place, Severity.STOPS, found, done, "List them with “headway snapshots”")
    if not reason.strip():
        found, next_step = "no reason is given", "Say why it is withdrawn, with --reason"
        problems.add(place, Severity.STOPS, found, done, next_step)
    if not by.strip():
        problems.add(place, Severity.STOPS, "nobody is named who withdraws it", done, "Say by whom")
    problems.stop_if_needed(Refused)
