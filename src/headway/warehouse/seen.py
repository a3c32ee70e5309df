"""Whose rows somebody saw: keyed digests apart from the trail, one file for each set of rows.

The entry on the trail names the file by the digest of its contents. With the folder's key one can
ask whether a given child's rows were among them; the file alone says nothing of anybody.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from headway.domain.trail import TrailEntry
from headway.warehouse.artefacts import sha256
from headway.warehouse.disk import Disk
from headway.warehouse.publishing import TEMPORARY
from headway.warehouse.snapshot_key import keyed_mark

SEEN = "seen"
"""The folder of such files, and the detail of an entry that names one."""

DIGITS = 16
Named = tuple[str, str]
"""What an identifier names, such as a person or a plan, and the identifier."""


@dataclass(frozen=True, slots=True)
class SeenBy:
    """That somebody saw rows about a person: who, when, of what, and what for.

    ``named`` says what of theirs stood in the rows, such as the person or their plan.
    """

    number: int
    at: datetime
    by: str
    what: str
    purpose: str
    named: tuple[str, ...]


def write_seen(root: Path, disk: Disk, key: bytes, named: Iterable[Named]) -> str:
    """Keep whose rows are about to be seen, and give the name under which that is kept.

    Only while the folder's lock is held. The same rows seen again have the same name.
    """
    marks = sorted({keyed_mark(key, *one)[:DIGITS] for one in named})
    contents = "".join(f"{one}\n" for one in marks).encode("ascii")
    name = sha256(contents)
    path = file_of(root, name)
    if not path.exists():
        unfinished = root / TEMPORARY / f"{SEEN}-{secrets.token_hex(4)}"
        for folder in (unfinished.parent, path.parent):
            disk.make_folder(folder)
        disk.write_new(unfinished, contents)
        disk.move(unfinished, path)
    return name


def seen_by(
    root: Path, key: bytes, entries: Iterable[TrailEntry], named: Iterable[Named]
) -> tuple[SeenBy, ...]:
    """Give who saw rows in which one of these stands, oldest first."""
    wanted = {keyed_mark(key, *one)[:DIGITS]: one[0] for one in named}
    kept: dict[str, tuple[str, ...]] = {}
    found = []
    for entry in entries:
        name = entry.detail(SEEN)
        if name and name not in kept:
            kept[name] = tuple(sorted({wanted[one] for one in _marks(root, name) if one in wanted}))
        if name and kept[name]:
            found.append(_seen(entry, kept[name]))
    return tuple(found)


def lost(root: Path, entries: Iterable[TrailEntry]) -> tuple[Path, ...]:
    """Give the files that entries name and that are gone or not what they were."""
    named = {entry.detail(SEEN) for entry in entries} - {""}
    paths = (file_of(root, one) for one in sorted(named))
    return tuple(one for one in paths if not one.is_file() or sha256(one.read_bytes()) != one.stem)


def let_seen_go(root: Path, disk: Disk, entries: Sequence[TrailEntry]) -> None:
    """Take the files away that no entry names any more; only while the folder's lock is held."""
    named = {file_of(root, entry.detail(SEEN)) for entry in entries if entry.detail(SEEN)}
    folder = root / SEEN
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path not in named:
            disk.step("remove", path)
            path.unlink()


def file_of(root: Path, name: str) -> Path:
    """Give the file of that name."""
    return root / SEEN / f"{name}.txt"


def _marks(root: Path, name: str) -> Iterator[str]:
    path = file_of(root, name)
    return iter(path.read_text(encoding="ascii").split() if path.is_file() else ())


def _seen(entry: TrailEntry, named: tuple[str, ...]) -> SeenBy:
    what = entry.detail("indicator") or entry.detail("list") or entry.detail("what")
    return SeenBy(entry.number, entry.at, entry.by, what, entry.detail("purpose"), named)
