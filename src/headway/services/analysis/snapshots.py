"""Snapshots of case rows: listed, verified, compared, withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.naming import refuse_naming
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.snapshot_comparing import TableChange, compare_snapshots
from headway.warehouse.snapshot_listing import current_of
from headway.warehouse.snapshot_manifest import SnapshotId
from headway.warehouse.snapshot_withdrawing import list_snapshots, withdraw_snapshot
from headway.warehouse.trail_file import read_trail


@dataclass(frozen=True, slots=True)
class SnapshotLine:
    """A snapshot in a list. ``erasures`` counts how often rows were erased from it."""

    name: str
    at: datetime
    by: str
    rows: int
    erasures: int
    is_current: bool
    withdrawn: str


def snapshot_lines(data: Path) -> tuple[SnapshotLine, ...]:
    """Return every snapshot of a data folder, oldest first, withdrawn ones too."""
    listed = list_snapshots(open_folder(data))
    current = current_of(listed)
    return tuple(
        SnapshotLine(
            one.snapshot.text,
            one.at,
            one.by,
            one.rows,
            one.revision,
            one == current,
            one.withdrawn,
        )
        for one in listed
    )


def verify_data(data: Path) -> tuple[Finding, ...]:
    """Check everything in a data folder, snapshots and all; nothing is written."""
    return open_folder(data).verify()


def compared(data: Path, before: str, after: str) -> tuple[TableChange, ...]:
    """Compare two snapshots; each name may be shortened as long as it is the only such."""
    folder = open_folder(data)
    return compare_snapshots(folder, named(folder, before), named(folder, after))


def withdraw(data: Path, name: str, *, reason: str, by: str, at: datetime) -> str:
    """Withdraw a snapshot; return the name of the one that is current now, or nothing.

    Raises Refused for one that was withdrawn before, and for a reason that names somebody.
    """
    folder = open_folder(data)
    refuse_naming(data, reason, "the reason")
    left = withdraw_snapshot(folder, named(folder, name), reason=reason, by=by, at=at)
    return left.snapshot.text if left else ""


def named(folder: DataFolder, name: str) -> SnapshotId:
    """Return the snapshot whose name begins so; Refused where none or several do."""
    found = [one.snapshot for one in list_snapshots(folder) if one.snapshot.text.startswith(name)]
    if len(found) == 1 and name:
        return found[0]
    how_many = "no snapshot" if not found or not name else f"{len(found)} snapshots"
    raise Refused(
        Finding(
            Place(str(folder.path)),
            Severity.STOPS,
            f"{how_many} has a name that begins with “{name}”",
            "",
            "List them with “headway snapshots”, and give the whole name",
        )
    )


def check_trail(data: Path) -> tuple[int, tuple[Finding, ...]]:
    """Check every entry of a data folder's trail: how many there are, and what is wrong."""
    open_folder(data)
    trail = read_trail(data)
    return len(trail.entries), trail.findings
