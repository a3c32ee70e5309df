"""A data folder as one file, and a data folder out of such a file, every byte checked.

The file holds everything that counts, the key included; it belongs on encrypted storage like the
folder itself.
"""

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from headway.domain.problems import FileMistake, Refused, Severity
from headway.domain.trail import Verb
from headway.warehouse.disk import Disk, in_plain_words
from headway.warehouse.folder import LOCK, DataFolder
from headway.warehouse.marker import LITTER, is_marked
from headway.warehouse.packing import pack, refused, taken, unpack
from headway.warehouse.publishing import TEMPORARY
from headway.warehouse.trail_file import append_entry
from headway.warehouse.verifying import verify_folder

LIST = "headway-backup.json"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made or read: where, how many files, and their bytes."""

    path: Path
    files: int
    size: int


def back_up(folder: DataFolder, out: Path, *, by: str, at: datetime, named: str = "") -> Backup:
    """Write the whole data folder into one new file, while nobody else writes.

    The backup holds the trail entry of its own making, under the name of ``out``, or of the file
    ``named`` that it becomes a part of. Raises Refused where ``out`` is there already or lies in
    the data folder, and where verifying the folder finds damage.
    """
    check_out(folder.path, out)
    with in_plain_words(out), folder.writing(by, at) as trail:
        damage = [one for one in verify_folder(folder.path) if one.severity is Severity.STOPS]
        if damage:
            raise Refused(damage)
        append_entry(
            folder.path,
            folder.disk,
            trail,
            at=at,
            by=by,
            verb=Verb.BACKED_UP,
            subject=f"backup/{named or out.name}",
        )
        return _packed(folder.path, out, by, at, folder.disk)


def back_up_as_it_is(folder: Path, out: Path, *, by: str, at: datetime, disk: Disk) -> Backup:
    """Write a folder of whatever format into one new file; only while its lock is held."""
    check_out(folder, out)
    return _packed(folder, out, by, at, disk)


def restore(backup: Path, into: Path, *, by: str, at: datetime, named: str = "") -> Backup:
    """Make a data folder of a backup, and verify it before it gets its name.

    ``into`` must not be there yet, or be empty. ``named`` is the file that the backup was a part
    of. Raises FileMistake where the backup is no whole backup, and Refused where the folder is
    taken.
    """
    check_into(into)
    beside = into.with_name(f"{into.name}-restoring-{secrets.token_hex(4)}")
    with in_plain_words(into):
        Disk().make_folder(into.parent)
        try:
            read = unpack(backup, LIST, beside)
            damage = [one for one in verify_folder(beside) if one.severity is Severity.STOPS]
            if damage:
                raise FileMistake(damage)
            folder = DataFolder(beside)
            folder.record(Verb.RESTORED, f"backup/{named or backup.name}", by=by, at=at)
            (beside / LOCK).unlink(missing_ok=True)
            if into.exists():
                into.rmdir()
            Disk().move(beside, into)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return Backup(into, len(read.names), read.size)


def check_out(folder: Path, out: Path) -> None:
    """Refuse to write a backup of a folder over another file, nowhere, or into the folder."""
    if out.exists():
        raise taken(out)
    if not out.parent.is_dir():
        raise refused(out, "its folder does not exist", "Make the folder first")
    if out.resolve().is_relative_to(folder.resolve()):
        raise refused(out, "it lies in the data folder itself", "Put it on other storage")


def check_into(into: Path) -> None:
    """Refuse to restore into a folder that holds anything."""
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        words = "it is a data folder" if is_marked(into) else "it is not empty"
        raise refused(into, words, "Name a new or an empty folder")


def _packed(folder: Path, out: Path, by: str, at: datetime, disk: Disk) -> Backup:
    files = ((path.relative_to(folder).as_posix(), path) for path in _counting(folder))
    made = pack(out, LIST, files, by=by, at=at, disk=disk)
    return Backup(out, len(made.names), made.size)


def _counting(root: Path) -> Iterator[Path]:
    """Give every file that counts: not the lock, and not what stopped commands left."""
    for path in sorted(root.rglob("*")):
        first = path.relative_to(root).parts[0]
        if path.is_file() and first not in {TEMPORARY, LOCK} and path.name.lower() not in LITTER:
            yield path
