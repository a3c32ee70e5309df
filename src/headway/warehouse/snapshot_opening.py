"""Looking at a snapshot's folder: its manifest and its files, as they were stored or not at all."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from headway.domain.problems import Finding, Findings, Place, Refused, Severity
from headway.warehouse.artefacts import StoredFile, sha256
from headway.warehouse.snapshot_listing import ListedSnapshot
from headway.warehouse.snapshot_manifest import (
    MANIFEST,
    SNAPSHOTS,
    SnapshotManifest,
    manifest_from,
)

PIECE = 1 << 20
DONE = "Nothing of this snapshot is used"
NEXT = (
    "Put the snapshot's folder back from a backup, or withdraw the snapshot and load the same "
    "files again"
)


@dataclass(frozen=True, slots=True)
class OpenedSnapshot:
    """A snapshot's folder as it stands; ``damage`` says what of it is not as it was stored."""

    folder: Path
    manifest: SnapshotManifest | None
    damage: tuple[Finding, ...]

    def whole(self) -> SnapshotManifest:
        """Return the manifest; Refused if anything is damaged."""
        if self.damage or self.manifest is None:
            raise Refused(self.damage)
        return self.manifest


def look_at(root: Path, listed: ListedSnapshot, *, every_byte: bool = True) -> OpenedSnapshot:
    """Check a snapshot: its manifest and the sizes of its files, and every byte if asked for."""
    folder = root / SNAPSHOTS / listed.folder
    problems = Findings()
    manifest = _manifest(folder, listed, problems)
    if manifest:
        for file in manifest.files:
            _check_file(folder / file.name, file, every_byte, problems)
    return OpenedSnapshot(folder, manifest, tuple(problems.items))


def digest_of_file(path: Path) -> str:
    """Return a file's SHA-256, reading it piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _manifest(folder: Path, listed: ListedSnapshot, problems: Findings) -> SnapshotManifest | None:
    path = folder / MANIFEST
    try:
        contents = path.read_bytes()
        if sha256(contents) == listed.manifest_digest:
            return manifest_from(contents)
        found = "this is not the manifest that was stored"
    except FileNotFoundError:
        found = "the file is missing"
    except OSError as problem:
        found = f"it cannot be read (the system says: {problem.strerror})"
    except ValueError as problem:
        found = str(problem)
    _damaged(path, found, problems)
    return None


def _check_file(path: Path, file: StoredFile, every_byte: bool, problems: Findings) -> None:
    try:
        size = path.stat().st_size
        if size != file.size:
            found = f"the file has {size:,} bytes; {file.size:,} were stored"
            _damaged(path, found, problems)
        elif every_byte and digest_of_file(path) != file.sha256:
            _damaged(path, "the file's contents are not what was stored", problems)
    except FileNotFoundError:
        _damaged(path, "the file is missing", problems)
    except OSError as problem:
        _damaged(path, f"it cannot be read (the system says: {problem.strerror})", problems)


def _damaged(path: Path, found: str, problems: Findings) -> None:
    problems.add(Place(str(path)), Severity.STOPS, found, DONE, NEXT)
