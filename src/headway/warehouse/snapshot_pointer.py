"""The file ``snapshots/current``: which snapshot is the current one, for people and programs.

Headway itself asks the trail, which alone commits. A writer that was stopped between the two
leaves a pointer that lags; the next one that writes a snapshot puts it right.
"""

import secrets
from collections.abc import Sequence
from pathlib import Path

from headway.domain.trail import TrailEntry
from headway.warehouse.disk import Disk
from headway.warehouse.patience import try_again_on_windows
from headway.warehouse.publishing import TEMPORARY
from headway.warehouse.snapshot_listing import current_of, snapshots_on
from headway.warehouse.snapshot_manifest import SNAPSHOTS

POINTER = "current"


def point(root: Path, disk: Disk, entries: Sequence[TrailEntry]) -> None:
    """Make the pointer name the current snapshot's folder; only while the lock is held."""
    told = pointer_text(entries)
    path = root / SNAPSHOTS / POINTER
    if (path.read_bytes() if path.exists() else b"") == told:
        return
    unfinished = root / TEMPORARY / f"current-{secrets.token_hex(4)}"
    disk.make_folder(unfinished.parent)
    disk.write_new(unfinished, told)
    disk.step("move", path)
    try_again_on_windows(lambda: unfinished.replace(path))
    disk.flush_folder(path.parent)


def pointer_text(entries: Sequence[TrailEntry]) -> bytes:
    """Return what the pointer has to say: the folder's name on a line, or nothing."""
    current = current_of(snapshots_on(entries).values())
    return f"{current.folder}\n".encode("ascii") if current else b""
