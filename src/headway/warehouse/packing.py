"""Files packed into one new file with a list of their digests, and out of it, every byte checked.

The file is a plain zip, so that it can be looked into without Headway.
"""

import hashlib
import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from headway.domain.problems import FileMistake, Finding, Place, Refused, Severity
from headway.domain.trail import utc_text
from headway.warehouse.disk import FILE_MODE, Disk
from headway.warehouse.patience import try_again_on_windows

FORMAT = 1
PIECE = 1 << 20
GREATEST_LIST = 64 << 20  # bytes: a list of a hundred thousand files is far smaller
# Packing these again takes time and saves nothing.
PACKED_ALREADY = {".parquet", ".zip"}
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,  # packed with a password, or in a way that is not known
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed or unpacked: the files' names in it, and their bytes together."""

    names: tuple[str, ...]
    size: int


def pack(
    out: Path, listed: str, files: Iterable[tuple[str, Path]], *, by: str, at: datetime, disk: Disk
) -> Packed:
    """Write files, by their names in it, into the new file ``out``, with their list ``listed``.

    It gets its name when it is whole. Raises Refused where the name is taken, and OSError.
    """
    beside = out.with_name(f".{out.name}-{secrets.token_hex(4)}")
    try:
        made = _write(beside, listed, files, by, at, disk)
        _publish(beside, out, disk)
    finally:
        beside.unlink(missing_ok=True)
    return made


def unpack(packed: Path, listed: str, into: Path) -> Packed:
    """Write the files of ``packed`` into the folder ``into``; each outlasts a loss of power.

    Raises FileMistake where it has no list ``listed``, and where anything is not as the list says.
    """
    try:
        with zipfile.ZipFile(packed) as archive:
            told = _list_of(archive, listed, packed)
            _check_names(archive, listed, told, packed)
            Disk().make_folder(into)
            for name, one in told.items():
                _extract(archive, name, one, into, packed)
    except FileNotFoundError:
        raise wrong(packed, "there is no such file", "Name the backup") from None
    except BROKEN as problem:
        raise wrong(packed, "this is not a whole backup", "Use another backup") from problem
    return Packed(tuple(told), sum(size for _, size in told.values()))


def _write(
    beside: Path,
    listed: str,
    files: Iterable[tuple[str, Path]],
    by: str,
    at: datetime,
    disk: Disk,
) -> Packed:
    told: dict[str, dict[str, object]] = {}
    opened = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(opened, "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, path in files:
                disk.step("back up", path)
                told[name] = _add(archive, path, name)
            about = {"format": FORMAT, "made_at": utc_text(at), "by": by, "files": told}
            archive.writestr(listed, json.dumps(about, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return Packed(tuple(told), sum(int(str(one["size"])) for one in told.values()))


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> dict[str, object]:
    """Add a file, and give the digest of the very bytes that were added."""
    digest, size = hashlib.sha256(), 0
    packed = zipfile.ZipInfo(name)
    packed.external_attr = FILE_MODE << 16
    is_packed = path.suffix in PACKED_ALREADY
    packed.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
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
        raise taken(out) from None
    except OSError:  # a storage without links
        if out.exists():
            raise taken(out) from None
        try_again_on_windows(lambda: beside.rename(out))
    disk.flush_folder(out.parent)


def _list_of(archive: zipfile.ZipFile, listed: str, packed: Path) -> dict[str, tuple[str, int]]:
    names = archive.namelist()
    if listed not in names or archive.getinfo(listed).file_size > GREATEST_LIST:
        raise wrong(packed, f"this is not a Headway backup (it has no {listed})", "Name a backup")
    told = json.loads(archive.read(listed))
    if told.get("format") != FORMAT:
        raise wrong(packed, "a newer Headway made this backup", "Use the newer Headway")
    return {name: (str(one["sha256"]), int(one["size"])) for name, one in told["files"].items()}


def _check_names(
    archive: zipfile.ZipFile, listed: str, told: dict[str, tuple[str, int]], packed: Path
) -> None:
    names = [name for name in archive.namelist() if name != listed]
    if sorted(names) != sorted(told):
        raise wrong(packed, "its files are not those of its list", "Use another backup")
    for name in names:
        parts = PurePosixPath(name).parts
        if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\\" in name:
            raise wrong(packed, "a file in it would lie outside the folder", "Do not use it")


def _extract(
    archive: zipfile.ZipFile, name: str, told: tuple[str, int], into: Path, packed: Path
) -> None:
    path, digest, left = into.joinpath(*PurePosixPath(name).parts), hashlib.sha256(), told[1]
    Disk().make_folder(into)
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
        raise wrong(packed, f"“{name}” in it is not what was backed up", "Use another backup")


def wrong(packed: Path, found: str, next_step: str) -> FileMistake:
    """Say what is wrong with a backup."""
    done = "Nothing was restored"
    return FileMistake(Finding(Place(str(packed)), Severity.STOPS, found, done, next_step))


def taken(out: Path) -> Refused:
    """Say that a file's name is taken."""
    return refused(out, "it is there already", "Give another name with --out")


def refused(path: Path, found: str, next_step: str) -> Refused:
    """Say why nothing is written to a path."""
    place = Place(str(path))
    return Refused(Finding(place, Severity.STOPS, found, "Nothing was written", next_step))
