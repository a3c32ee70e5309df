"""The file by which a data folder is known, and what is not taken for one."""

import json
import re
import secrets
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.warehouse.disk import Disk
from headway.warehouse.patience import try_again_on_windows

MARKER = "headway.json"
FORMAT = 1
# A marker not yet in its place, from a command that was stopped while it made the folder.
UNFINISHED = re.compile(r"headway-[0-9a-f]{8}\.new")
# What file managers leave in folders; it is nobody's data.
LITTER = {".ds_store", "desktop.ini", "thumbs.db"}


def is_marked(folder: Path) -> bool:
    """Say whether the folder has a marker, of whatever format."""
    return (folder / MARKER).is_file()


def make_marked(folder: Path, disk: Disk) -> None:
    """Make a new or empty folder a data folder; Refused if anything is in it."""
    if folder.exists() and not folder.is_dir():
        raise _refused(folder, "this is a file, not a folder", "Name a new or an empty folder")
    for one in reversed([folder, *folder.parents]):
        if one == folder or not one.exists():
            disk.make_folder(one)
    in_it = sorted(path.name for path in folder.iterdir() if not _is_nothing(path.name))
    if in_it and MARKER not in in_it:
        raise _refused(
            folder,
            f"the folder is not empty (“{in_it[0]}” is in it) and is not a data folder",
            "Name a new or an empty folder",
        )
    unfinished = folder / f"headway-{secrets.token_hex(4)}.new"
    disk.write_new(unfinished, _text(FORMAT).encode("ascii"))
    disk.step("move", folder / MARKER)
    # Two who make the same folder write the same marker, so the second may replace the first.
    try_again_on_windows(lambda: unfinished.replace(folder / MARKER))
    disk.flush_folder(folder)


def check_marked(folder: Path) -> None:
    """Refuse a folder that is not a data folder, or one that this Headway cannot use."""
    if not is_marked(folder):
        what = "this is not a data folder" if folder.exists() else "there is no such folder"
        raise _refused(
            folder,
            f"{what} (it has no {MARKER})" if folder.exists() else what,
            "Name the data folder, or say that a new one is to be made there",
        )
    written = (folder / MARKER).read_bytes()
    if written == _text(FORMAT).encode("ascii"):
        return
    made_by = format_of(written)
    if made_by is not None and made_by > FORMAT:
        raise _refused(
            folder / MARKER,
            f"a newer Headway made this data folder (format {made_by}; this one knows {FORMAT})",
            "Use the newer Headway",
        )
    if made_by is not None and 0 <= made_by < FORMAT:
        raise _refused(
            folder / MARKER,
            f"an older Headway made this data folder (format {made_by}; this one knows {FORMAT})",
            "Upgrade it with “headway upgrade”",
        )
    raise _refused(folder / MARKER, "the marker is damaged", "Put the file back from a backup")


def mark(folder: Path, disk: Disk, number: int) -> None:
    """Write into the marker of a data folder that it has this format now."""
    unfinished = folder / f"headway-{secrets.token_hex(4)}.new"
    disk.write_new(unfinished, _text(number).encode("ascii"))
    disk.step("move", folder / MARKER)
    try_again_on_windows(lambda: unfinished.replace(folder / MARKER))
    disk.flush_folder(folder)


def format_of(written: bytes) -> int | None:
    """Return the format that a marker names; None if it names none."""
    try:
        told = json.loads(written)
    except (ValueError, RecursionError):
        return None
    number = told.get("format") if isinstance(told, dict) else None
    return number if isinstance(number, int) else None


def _text(number: int) -> str:
    return f'{{"format": {number}, "what": "a Headway data folder"}}\n'


def _is_nothing(name: str) -> bool:
    return name.lower() in LITTER or bool(UNFINISHED.fullmatch(name))


def _refused(path: Path, found: str, next_step: str) -> Refused:
    done = "Nothing was changed"
    return Refused(Finding(Place(str(path)), Severity.STOPS, found, done, next_step))
