"""The office and its data folder as one file, and both out of such a file, every byte checked.

The register is copied by SQLite's own online backup, so that nobody need stop writing. It is copied
before the data folder: whatever the register tells of is then in the data folder's copy as well.
"""

import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from headway.services.analysis.backup import make_backup
from headway.services.analysis.register_finding import REGISTER
from headway.services.analysis.restore import restore_backup
from headway.warehouse.backing_up import check_into, check_out
from headway.warehouse.disk import Disk, in_plain_words
from headway.warehouse.packing import pack, refused, unpack, wrong

LIST, DATA, OFFICE = "headway-office-backup.json", "data.zip", "office"
DUMP, KEY = "register.dump", "secret-key.txt"
KEPT = (KEY, "definitions")


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
    where there is no register or no dump, where ``out`` is there already or cannot be, and where
    the register or the data are damaged.
    """
    check_out(data, out)
    _check_register_given(office, dump)
    with (
        in_plain_words(out),
        tempfile.TemporaryDirectory(dir=out.parent, prefix=".headway-backup-") as made,
    ):
        folder = Path(made)
        files = dict(_office_files(office, folder, dump))
        backup = make_backup(data, folder / DATA, by=by, at=at, named=out.name)
        files[DATA] = folder / DATA
        pack(out, LIST, files.items(), by=by, at=at, disk=Disk())
    return OfficeBackup(out, len(files) - 1, backup.files)


def restore_office(
    backup: Path, office: Path, data: Path, *, by: str, at: datetime
) -> OfficeBackup:
    """Make an office and its data folder again; both must be new or empty.

    ``data`` may lie in ``office``, as it usually does. Raises FileMistake where the file is no
    whole backup of an office, and Refused where a folder is taken. Neither folder gets its name
    before every byte was checked.
    """
    for one in (office, data):
        check_into(one)
    if office.resolve().is_relative_to(data.resolve()):
        raise refused(office, "it lies in the data folder itself", "Name a folder of its own")
    if zipfile.is_zipfile(backup) and not is_office_backup(backup):
        raise wrong(backup, "there is no office in it", "Leave --office out, or use another backup")
    with in_plain_words(office):
        office.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=office.parent, prefix=".headway-restore-") as made:
            folder = Path(made)
            names = unpack(backup, LIST, folder).names
            _check_restored(folder, backup)
            into = _beside(data, office, folder / OFFICE)
            restored = restore_backup(folder / DATA, into, by=by, at=at, named=backup.name)
            if office.exists():
                office.rmdir()
            Disk().move(folder / OFFICE, office)
    return OfficeBackup(office, len(names) - 1, restored.files)


def is_office_backup(path: Path) -> bool:
    """Whether a file is a backup of an office with its data, and not of a data folder alone."""
    try:
        with zipfile.ZipFile(path) as archive:
            return LIST in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def _check_register_given(office: Path, dump: Path | None) -> None:
    if dump is not None and not dump.is_file():
        raise refused(dump, "there is no such file", "Name the file that pg_dump wrote")
    if dump is None and not (office / REGISTER).is_file():
        step = "Where it is kept in PostgreSQL: pg_dump --format=custom --file=FILE, then --dump"
        raise refused(office, f"there is no {REGISTER} in it", step)


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
    try:
        with (
            closing(sqlite3.connect(register, timeout=60)) as source,
            closing(sqlite3.connect(into)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as problem:
        step = "See that it is the register and that there is room, and repeat the command"
        raise refused(register, f"it cannot be copied ({problem})", step) from problem
    if not _is_whole(into):
        raise refused(register, "the register is damaged", "Restore the last backup elsewhere")
    return into


def _beside(data: Path, office: Path, unpacked: Path) -> Path:
    """Give where the data go: with the office that is made beside, where they lie in it."""
    there, inside = data.resolve(), office.resolve()
    return unpacked / there.relative_to(inside) if there.is_relative_to(inside) else data


def _check_restored(folder: Path, backup: Path) -> None:
    if not (folder / DATA).is_file() or not (folder / OFFICE).is_dir():
        raise wrong(backup, "this is not a whole backup of an office", "Use another backup")
    register = folder / OFFICE / REGISTER  # a dump of PostgreSQL is checked by its own tool
    if register.exists() and not _is_whole(register):
        raise wrong(backup, "the register in it is damaged", "Use another backup")


def _is_whole(register: Path) -> bool:
    try:
        with closing(sqlite3.connect(register)) as opened:
            return bool(opened.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
