"""The office and its data folder as one file, and both out of such a file, every byte checked.

The register is copied by SQLite's own online backup, so that nobody need stop writing. It is copied
before the data folder: whatever the register tells of is then in the data folder's copy as well.
"""

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from headway.domain.problems import FileMistake, Finding, Place, Refused, Severity
from headway.services.analysis.backup import make_backup
from headway.services.analysis.register_finding import REGISTER
from headway.services.analysis.restore import restore_backup

LIST, DATA, OFFICE = "headway-office-backup.json", "data.zip", "office"
DUMP, KEY = "register.dump", "secret-key.txt"
KEPT = (KEY, "definitions")
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class OfficeBackup:
    """What was backed up or restored: where, and how many files the office and the data have."""

    path: Path
    office_files: int
    data_files: int


def back_up_office(
    office: Path, data: Path, out: Path, *, by: str, at: datetime, dump: Path | None = None
) -> OfficeBackup:
    """Write the office's register, key and definitions, and its data folder, into one new file.

    ``dump`` is what PostgreSQL's own tool wrote, where the register is kept there. Raises Refused
    where there is no register, where ``out`` is there already, and where the data are damaged.
    """
    if out.exists():
        raise _refused(out, "it is there already", "Give another name with --out")
    if dump is None and not (office / REGISTER).is_file():
        step = "Where it is kept in PostgreSQL: pg_dump --format=custom --file=FILE, then --dump"
        raise _refused(office, f"there is no {REGISTER} in it", step)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".headway-backup-") as made:
        folder = Path(made)
        files = dict(_office_files(office, folder, dump))
        backup = make_backup(data, folder / DATA, by=by, at=at)
        files[DATA] = folder / DATA
        beside = out.with_name(f".{out.name}-{secrets.token_hex(4)}")
        try:
            _pack(beside, files, by, at)
            os.link(beside, out) if hasattr(os, "link") else beside.rename(out)
        finally:
            beside.unlink(missing_ok=True)
    return OfficeBackup(out, len(files) - 1, backup.files)


def restore_office(
    backup: Path, office: Path, data: Path, *, by: str, at: datetime
) -> OfficeBackup:
    """Make an office and its data folder again; both must be new or empty.

    Raises FileMistake where the file is no whole backup of an office, and Refused where a folder is
    taken. Neither folder gets its name before every byte was checked.
    """
    for one in (office, data):
        if one.exists() and (not one.is_dir() or any(one.iterdir())):
            raise _refused(one, "it is not empty", "Name a new or an empty folder")
    office.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=office.parent, prefix=".headway-restore-") as made:
        folder = Path(made)
        names = _unpack(backup, folder)
        _check_register(folder / OFFICE / REGISTER, backup)
        restored = restore_backup(folder / DATA, data, by=by, at=at)
        if office.exists():
            office.rmdir()
        (folder / OFFICE).rename(office)
    return OfficeBackup(office, len(names) - 1, restored.files)


def is_office_backup(path: Path) -> bool:
    """Whether a file is a backup of an office with its data, and not of a data folder alone."""
    try:
        with zipfile.ZipFile(path) as archive:
            return LIST in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def _office_files(office: Path, folder: Path, dump: Path | None) -> Iterator[tuple[str, Path]]:
    if dump is not None:
        yield f"{OFFICE}/{DUMP}", dump
    else:
        yield f"{OFFICE}/{REGISTER}", _copied(office / REGISTER, folder / REGISTER)
    for name in KEPT:
        at = office / name
        for path in sorted(at.rglob("*")) if at.is_dir() else [at]:
            if path.is_file():
                yield f"{OFFICE}/{path.relative_to(office).as_posix()}", path


def _copied(register: Path, into: Path) -> Path:
    """Copy the register while people write: every transaction is in the copy whole, or not."""
    with (
        closing(sqlite3.connect(register, timeout=60)) as source,
        closing(sqlite3.connect(into)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    return into


def _pack(out: Path, files: dict[str, Path], by: str, at: datetime) -> None:
    told = {}
    opened = os.open(out, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(opened, "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name, path in files.items():
                archive.write(path, name)
                told[name] = _digest(path)
            listed = {"format": 1, "made_at": at.isoformat(), "by": by, "files": told}
            archive.writestr(LIST, json.dumps(listed, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _unpack(backup: Path, folder: Path) -> list[str]:
    try:
        with zipfile.ZipFile(backup) as archive:
            told = json.loads(archive.read(LIST))["files"]
            names = [one for one in archive.namelist() if one != LIST]
            if sorted(names) != sorted(told) or not all(map(_is_plain, names)):
                raise _wrong(backup, "its files are not those of its list")
            for name in names:
                path = folder.joinpath(*PurePosixPath(name).parts)
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with archive.open(name) as source, path.open("xb") as target:
                    shutil.copyfileobj(source, target, PIECE)
                path.chmod(0o600)
                if _digest(path) != told[name]:
                    raise _wrong(backup, f"“{name}” in it is not what was backed up")
    except FileNotFoundError:
        raise _wrong(backup, "there is no such file") from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as problem:
        raise _wrong(backup, "this is not a whole backup of an office") from problem
    return names


def _is_plain(name: str) -> bool:
    parts = PurePosixPath(name).parts
    known = name == DATA or (len(parts) > 1 and parts[0] == OFFICE)
    return known and ".." not in parts and "\\" not in name and ":" not in name


def _check_register(register: Path, backup: Path) -> None:
    if not register.exists():
        return  # a dump of PostgreSQL: its own tool checks it
    with closing(sqlite3.connect(register)) as opened:
        [answer] = opened.execute("PRAGMA integrity_check").fetchone()
    if answer != "ok":
        raise _wrong(backup, "the register in it is damaged")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _wrong(backup: Path, found: str) -> FileMistake:
    place = Place(str(backup))
    return FileMistake(
        Finding(place, Severity.STOPS, found, "Nothing was restored", "Use another backup")
    )


def _refused(path: Path, found: str, next_step: str) -> Refused:
    place = Place(str(path))
    return Refused(Finding(place, Severity.STOPS, found, "Nothing was written", next_step))
