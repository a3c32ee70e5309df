"""A data folder as one file, and a data folder out of such a file, every byte checked.

The file is a plain zip, so that it can be looked into without Headway. It holds everything that
counts, the key included; it belongs on encrypted storage like the folder itself.
"""

import hashlib
import json
import os
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from headway.domain.problems import FileMistake, Finding, Place, Refused, Severity
from headway.domain.trail import Verb, utc_text
from headway.warehouse.disk import FILE_MODE, Disk, in_plain_words
from headway.warehouse.folder import LOCK, DataFolder
from headway.warehouse.marker import LITTER, is_marked
from headway.warehouse.patience import try_again_on_windows
from headway.warehouse.publishing import TEMPORARY
from headway.warehouse.trail_file import append_entry
from headway.warehouse.verifying import verify_folder

FORMAT = 1
LIST = "headway-backup.json"
PIECE = 1 << 20
GREATEST_LIST = 64 << 20  # bytes: a list of a hundred thousand files is far smaller


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made or read: where, how many files, and their bytes."""

    path: Path
    files: int
    size: int


def back_up(folder: DataFolder, out: Path, *, by: str, at: datetime) -> Backup:
    """Write the whole data folder into one new file, while nobody else writes.

    The backup holds the trail entry of its own making. Raises Refused where ``out`` is there
    already or lies in the data folder, and where verifying the folder finds damage.
    """
    _check_out(folder.path, out)
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
            subject=f"backup/{out.name}",
        )
        return _write_and_publish(folder.path, out, by, at, folder.disk)


def back_up_as_it_is(folder: Path, out: Path, *, by: str, at: datetime, disk: Disk) -> Backup:
    """Write a folder of whatever format into one new file; only while its lock is held."""
    _check_out(folder, out)
    return _write_and_publish(folder, out, by, at, disk)


def _write_and_publish(folder: Path, out: Path, by: str, at: datetime, disk: Disk) -> Backup:
    beside = out.with_name(f".{out.name}-{secrets.token_hex(4)}")
    try:
        made = _write(folder, beside, by, at, disk)
        _publish(beside, out, disk)
    finally:
        beside.unlink(missing_ok=True)
    return Backup(out, *made)


def restore(backup: Path, into: Path, *, by: str, at: datetime) -> Backup:
    """Make a data folder of a backup, and verify it before it gets its name.

    ``into`` must not be there yet, or be empty. Raises FileMistake where the backup is no whole
    backup, and Refused where the folder is taken.
    """
    _check_into(into)
    beside = into.with_name(f"{into.name}-restoring-{secrets.token_hex(4)}")
    with in_plain_words(into):
        Disk().make_folder(into.parent)
        try:
            read = _read(backup, beside)
            damage = [one for one in verify_folder(beside) if one.severity is Severity.STOPS]
            if damage:
                raise FileMistake(damage)
            folder = DataFolder(beside)
            folder.record(Verb.RESTORED, f"backup/{backup.name}", by=by, at=at)
            (beside / LOCK).unlink(missing_ok=True)
            if into.exists():
                into.rmdir()
            Disk().move(beside, into)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return Backup(into, *read)


def _write(folder: Path, beside: Path, by: str, at: datetime, disk: Disk) -> tuple[int, int]:
    """Write the zip; return how many files it holds, and their bytes."""
    told: dict[str, dict[str, object]] = {}
    opened = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(opened, "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for path in _counting(folder):
                name = path.relative_to(folder).as_posix()
                disk.step("back up", path)
                told[name] = _add(archive, path, name)
            listed = {"format": FORMAT, "made_at": utc_text(at), "by": by, "files": told}
            archive.writestr(LIST, json.dumps(listed, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return len(told), sum(int(str(one["size"])) for one in told.values())


def _counting(root: Path) -> Iterator[Path]:
    """Give every file that counts: not the lock, and not what stopped commands left."""
    for path in sorted(root.rglob("*")):
        first = path.relative_to(root).parts[0]
        if path.is_file() and first not in {TEMPORARY, LOCK} and path.name.lower() not in LITTER:
            yield path


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> dict[str, object]:
    digest, size = hashlib.sha256(), 0
    packed = zipfile.ZipInfo(name)
    packed.external_attr = FILE_MODE << 16
    # Parquet is packed already: packing it again takes time and saves nothing.
    packed.compress_type = zipfile.ZIP_STORED if path.suffix == ".parquet" else zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(packed, "w", force_zip64=True) as target:
        while piece := source.read(PIECE):
            target.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"sha256": digest.hexdigest(), "size": size}


def _publish(beside: Path, out: Path, disk: Disk) -> None:
    """Give the finished file its name, never over another."""
    disk.step("move", out)
    try:
        os.link(beside, out)  # refuses where the name is taken, which a rename does not
    except FileExistsError:
        raise _refused(out, "it is there already", "Give another name with --out") from None
    except OSError:  # a storage without links
        if out.exists():
            raise _refused(out, "it is there already", "Give another name with --out") from None
        try_again_on_windows(lambda: beside.rename(out))
    disk.flush_folder(out.parent)


def _read(backup: Path, beside: Path) -> tuple[int, int]:
    try:
        with zipfile.ZipFile(backup) as archive:
            listed = _list_of(archive, backup)
            _check_names(archive, listed, backup)
            Disk().make_folder(beside)
            for name, told in listed.items():
                _extract(archive, name, told, beside, backup)
    except FileNotFoundError:
        raise _wrong(backup, "there is no such file", "Name the backup") from None
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as problem:
        raise _wrong(backup, "this is not a whole backup", "Use another backup") from problem
    return len(listed), sum(size for _, size in listed.values())


def _list_of(archive: zipfile.ZipFile, backup: Path) -> dict[str, tuple[str, int]]:
    names = archive.namelist()
    if LIST not in names or archive.getinfo(LIST).file_size > GREATEST_LIST:
        raise _wrong(backup, f"this is not a Headway backup (it has no {LIST})", "Name a backup")
    told = json.loads(archive.read(LIST))
    if told.get("format") != FORMAT:
        raise _wrong(backup, "a newer Headway made this backup", "Use the newer Headway")
    return {name: (str(one["sha256"]), int(one["size"])) for name, one in told["files"].items()}


def _check_names(
    archive: zipfile.ZipFile, listed: dict[str, tuple[str, int]], backup: Path
) -> None:
    names = [name for name in archive.namelist() if name != LIST]
    if sorted(names) != sorted(listed):
        raise _wrong(backup, "its files are not those of its list", "Use another backup")
    for name in names:
        parts = PurePosixPath(name).parts
        if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\\" in name:
            raise _wrong(backup, "a file in it would lie outside the folder", "Do not use it")


def _extract(
    archive: zipfile.ZipFile, name: str, told: tuple[str, int], beside: Path, backup: Path
) -> None:
    path, digest, left = beside.joinpath(*PurePosixPath(name).parts), hashlib.sha256(), told[1]
    Disk().make_folder(beside)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with archive.open(name) as source, os.fdopen(opened, "wb") as target:
        while piece := source.read(min(PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                break
            digest.update(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    if left or digest.hexdigest() != told[0]:
        raise _wrong(backup, f"“{name}” in it is not what was backed up", "Use another backup")


def _check_out(folder: Path, out: Path) -> None:
    if out.exists():
        raise _refused(out, "it is there already", "Give another name with --out")
    if not out.parent.is_dir():
        raise _refused(out, "its folder does not exist", "Make the folder first")
    if out.resolve().is_relative_to(folder.resolve()):
        raise _refused(out, "it lies in the data folder itself", "Put it on other storage")


def _check_into(into: Path) -> None:
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        words = "it is a data folder" if is_marked(into) else "it is not empty"
        raise _refused(into, words, "Name a new or an empty folder")


def _wrong(backup: Path, found: str, next_step: str) -> FileMistake:
    done = "Nothing was restored"
    return FileMistake(Finding(Place(str(backup)), Severity.STOPS, found, done, next_step))


def _refused(path: Path, found: str, next_step: str) -> Refused:
    place = Place(str(path))
    return Refused(Finding(place, Severity.STOPS, found, "Nothing was written", next_step))
