"""Checking every snapshot: each byte, and what lies there that nobody acknowledged."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from headway.domain.problems import Finding, Place, Severity
from headway.domain.trail import TrailEntry
from headway.warehouse.marker import LITTER
from headway.warehouse.snapshot_listing import snapshots_on
from headway.warehouse.snapshot_manifest import FOLDER_NAME, MANIFEST, SNAPSHOTS, SnapshotId
from headway.warehouse.snapshot_opening import look_at
from headway.warehouse.snapshot_pointer import POINTER, pointer_text


def verify_snapshots(root: Path, entries: Sequence[TrailEntry]) -> Iterator[Finding]:
    """Give everything of the snapshots that is not as it was stored, or that nobody knows of."""
    listed = snapshots_on(entries)
    known = {one.folder: one for one in listed.values()}
    for one in listed.values():
        opened = look_at(root, one)
        yield from opened.damage
        if opened.manifest:
            names = {MANIFEST, *(file.name for file in opened.manifest.files)}
            yield from (
                _not_part(path) for path in _inside(opened.folder) if path.name not in names
            )
    for path in _inside(root / SNAPSHOTS):
        if path.name not in {POINTER, *known}:
            yield _stray(path, {one.text for one in listed})
    yield from _pointer(root, entries)


def older_revisions(root: Path, entries: Sequence[TrailEntry]) -> list[Path]:
    """Return the folders of snapshots from which something was erased since."""
    revisions = {str(one.snapshot): one.revision for one in snapshots_on(entries).values()}
    found = []
    for path in _inside(root / SNAPSHOTS):
        match = FOLDER_NAME.fullmatch(path.name)
        if match and int(match[2]) < revisions.get(match[1], 0):
            found.append(path)
    return found


def _inside(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.name.lower() not in LITTER)


def _stray(path: Path, known: set[str]) -> Finding:
    match = FOLDER_NAME.fullmatch(path.name)
    if match and SnapshotId(match[1]).text in known:
        return Finding(
            Place(str(path)),
            Severity.NOTED,
            "this is a snapshot as it was before rows were erased from it, or an erasure that was "
            "stopped: the command was stopped before it had finished, or is running now",
            "It is never read",
            "Repeat the erasure, or run any command that loads or erases: it takes this away",
        )
    if match:
        return Finding(
            Place(str(path)),
            Severity.NOTED,
            "this is not on the trail: a load was stopped before it had finished, or is running "
            "now, or the trail is not the one that belongs here",
            "It does not count and is never read",
            "Repeat the load that was stopped. If none was, look whether the trail was replaced",
        )
    return _not_part(path)


def _pointer(root: Path, entries: Sequence[TrailEntry]) -> Iterator[Finding]:
    path, wanted = root / SNAPSHOTS / POINTER, pointer_text(entries)
    try:
        told = path.read_bytes()
    except OSError:
        told = b""
    if told != wanted:
        yield Finding(
            Place(str(path)),
            Severity.NOTED,
            "it does not name the current snapshot: a command was stopped before it had finished",
            "Headway goes by the trail; only other programs look here",
            "The next command that loads, withdraws or erases puts it right",
        )


def _not_part(path: Path) -> Finding:
    return Finding(
        Place(str(path)),
        Severity.NOTED,
        "this is not part of a snapshot",
        "It is never read",
        "Move it elsewhere",
    )
