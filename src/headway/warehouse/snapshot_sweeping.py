"""Taking away what case rows left behind: revisions before an erasure, and stopped commands' work.

Only while the folder's lock is held. A command that is at work holds a lock of its own on its
work folder, so what is swept belongs to nobody.
"""

import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from headway.domain.problems import Refused
from headway.domain.trail import TrailEntry
from headway.warehouse.folder import DataFolder
from headway.warehouse.lock import locked
from headway.warehouse.publishing import TEMPORARY
from headway.warehouse.snapshot_pointer import point
from headway.warehouse.snapshot_verifying import older_revisions

IN_USE = "in-use"
BUILDING, READING = "snapshot", "reading"
PIECE = 1 << 20


@contextmanager
def work_folder(folder: DataFolder, what: str) -> Iterator[Path]:
    """Give a new folder to work in, that nobody reads; it is taken away afterwards.

    While the block runs, nobody sweeps it away.
    """
    work = folder.path / TEMPORARY / f"{what}-{secrets.token_hex(6)}"
    folder.disk.make_folder(work.parent)
    try:
        folder.disk.make_folder(work)
        with locked(work / IN_USE, by=what, at=datetime.now(UTC), patience=0):
            yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def settle_snapshots(folder: DataFolder, entries: Sequence[TrailEntry]) -> None:
    """Do what follows an entry on the trail: point to the current snapshot, and sweep.

    What has been acknowledged stays so if the disk will not: the next command does it.
    """
    with suppress(OSError):
        point(folder.path, folder.disk, entries)
        sweep(folder, entries)


def sweep(folder: DataFolder, entries: Sequence[TrailEntry]) -> None:
    """Take away the folders of snapshots from which rows were erased since."""
    for path in older_revisions(folder.path, entries):
        shred(folder, path)


def sweep_work(folder: DataFolder) -> None:
    """Take away the work of commands that were stopped: it may hold case rows."""
    temporary = folder.path / TEMPORARY
    for path in sorted(temporary.iterdir()) if temporary.is_dir() else []:
        if path.name.startswith((f"{BUILDING}-", f"{READING}-")):
            with suppress(Refused):  # it is held: its command is at work
                with locked(path / IN_USE, by="sweeping", at=datetime.now(UTC), patience=0):
                    pass
                shred(folder, path)


def shred(folder: DataFolder, path: Path) -> None:
    """Take a folder away, its files written over first.

    Drives that write elsewhere each time, and copies made by the system, keep what was there:
    that is what encrypted storage is for.
    """
    for file in sorted(one for one in path.rglob("*") if one.is_file()):
        folder.disk.step("write over", file)
        with suppress(OSError):
            if file.stat().st_nlink == 1:
                _write_over(file)
    folder.disk.step("remove", path)
    shutil.rmtree(path, ignore_errors=True)


def _write_over(file: Path) -> None:
    left = file.stat().st_size
    file.chmod(0o600)
    with file.open("r+b") as opened:
        while left > 0:
            left -= opened.write(bytes(min(PIECE, left)))
        opened.flush()
        os.fsync(opened.fileno())
