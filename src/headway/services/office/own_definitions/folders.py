"""Where the office keeps definitions: folders that never change, and a pointer to one of them.

``definitions/<name>/`` holds what was in force, its name the SHA-256 of its contents;
``definitions/in-force`` names the folder that is in force now. The register is what counts: the
pointer is written from it, whenever a change is approved and whenever the office starts.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

FOLDER, POINTER = "definitions", "in-force"
_NAME = re.compile(r"[0-9a-f]{64}")


def digest_of(files: Mapping[str, str]) -> str:
    """Give the name of these files: the SHA-256 of their paths and texts."""
    digest = hashlib.sha256()
    for path, text in sorted(files.items()):
        for part in (path, text):
            content = part.encode("utf-8")
            digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def store(office: Path, files: Mapping[str, str]) -> str:
    """Keep files in a folder of their own and give its name; what is kept already stays as it is.

    The folder gets its name when it is whole, so a process that is stopped leaves nothing half.
    """
    name = digest_of(files)
    into = folder_of(office, name)
    if into.is_dir():
        return name
    beside = into.with_name(f"making-{secrets.token_hex(6)}")
    for path, text in files.items():
        file = beside.joinpath(*path.split("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, text)
    beside.mkdir(parents=True, exist_ok=True)
    try:
        beside.rename(into)
    except OSError:
        if not into.is_dir():  # another process kept the same a moment before
            raise
    return name


def folder_of(office: Path, name: str) -> Path:
    """Give the folder of a name; ValueError for what is no name."""
    if not _NAME.fullmatch(name):
        raise ValueError("this is not the name of kept definitions")
    return office / FOLDER / name


def pointed_at(office: Path) -> Path | None:
    """Give the folder that is in force; None where no change was approved yet."""
    try:
        name = (office / FOLDER / POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    return folder_of(office, name)


def point(office: Path, name: str) -> None:
    """Put a kept folder in force at once for every process that looks."""
    if not folder_of(office, name).is_dir():
        raise ValueError("these definitions are not kept here")
    pointer = office / FOLDER / POINTER
    beside = pointer.with_name(f"pointing-{secrets.token_hex(6)}")
    _write(beside, f"{name}\n")
    beside.replace(pointer)


def files_of(folder: Path | None) -> dict[str, str]:
    """Give the texts of a folder of definitions by path; nothing for no folder."""
    if folder is None:
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8-sig")
        for path in sorted(folder.rglob("*.yaml"))
        if path.is_file()
    }


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
