"""Bringing a data folder of an older format to the one this Headway writes, step by step.

A step takes a folder from one format to the next. It may be stopped and repeated at any instant:
the marker, written last, says which format the folder has.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.trail import Verb
from headway.warehouse.backing_up import Backup, back_up_as_it_is
from headway.warehouse.disk import Disk, in_plain_words
from headway.warehouse.folder import LOCK, DataFolder
from headway.warehouse.lock import locked
from headway.warehouse.marker import FORMAT, MARKER, check_marked, format_of, mark

Step = Callable[[Path, Disk], None]
STEPS: Final[Mapping[int, Step]] = MappingProxyType({})
"""How to get from each format to the next. Format 1 is the first, so there is none yet."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which format to which, and the backup made first; ``backup`` None: nothing to do."""

    before: int
    after: int
    backup: Backup | None


def upgrade(
    folder: Path,
    backup: Path | None,
    *,
    by: str,
    at: datetime,
    steps: Mapping[int, Step] = STEPS,
    target: int = FORMAT,
    disk: Disk | None = None,
) -> Upgraded:
    """Bring a data folder to the present format; first a backup is made at ``backup``.

    Does nothing to a folder that has it. Raises Refused for a folder that is none, is of a newer
    format, or of one from which no way leads; and where the backup cannot be made.
    """
    disk = disk or Disk()
    with in_plain_words(folder):
        before = _format(folder, target)
        if before == target:
            return Upgraded(before, before, None)
        missing = [number for number in range(before, target) if number not in steps]
        if missing:
            raise _refused(folder, f"no way leads from format {before} to {target}")
        if backup is None:
            raise _no_backup(folder)
        with locked(folder / LOCK, by=by, at=at, patience=30):
            made = back_up_as_it_is(folder, backup, by=by, at=at, disk=disk)
            for number in range(before, target):
                disk.step("upgrade", folder)
                steps[number](folder, disk)
                mark(folder, disk, number + 1)
        if target == FORMAT:
            details = (("from", str(before)), ("to", str(target)))
            DataFolder(folder, disk).record(Verb.UPGRADED, "data folder", details, by=by, at=at)
    return Upgraded(before, target, made)


def _format(folder: Path, target: int) -> int:
    marker = folder / MARKER
    number = format_of(marker.read_bytes()) if marker.is_file() else None
    if number is None or number > target:
        check_marked(folder)  # says in plain words what is wrong
        raise _refused(folder, "its format is not known")
    return number


def _no_backup(folder: Path) -> Refused:
    place = Place(str(folder))
    found, next_step = "it is of an older format", "Say --backup FILE, for a backup is made first"
    return Refused(Finding(place, Severity.STOPS, found, "Nothing was changed", next_step))


def _refused(folder: Path, found: str) -> Refused:
    return Refused(
        Finding(
            Place(str(folder)),
            Severity.STOPS,
            found,
            "Nothing was changed",
            "Use the Headway that made it, or ask whoever looks after Headway",
        )
    )
