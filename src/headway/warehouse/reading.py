"""Reading an artefact back: whole, as it was stored, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from headway.domain.problems import Finding, Findings, Place, Severity
from headway.warehouse.artefacts import MANIFEST, Manifest, StoredFile, manifest_from, sha256

DONE = "Nothing of this artefact is used"
NEXT = (
    "Put the artefact's folder back from a backup; or move it out of the data folder and load "
    "the same files again"
)


@dataclass(frozen=True, slots=True)
class Opened:
    """An artefact's folder as it stands: anything stopping among the findings means damaged."""

    manifest: Manifest | None
    contents: Mapping[str, bytes]
    findings: tuple[Finding, ...]

    @property
    def damage(self) -> tuple[Finding, ...]:
        """The findings for which the artefact cannot be used."""
        return tuple(one for one in self.findings if one.severity is Severity.STOPS)


def open_artefact(folder: Path, manifest_digest: str = "") -> Opened:
    """Read an artefact's folder and check every byte of it.

    ``manifest_digest`` is the SHA-256 the manifest must have; empty where nothing says.
    """
    problems = Findings()
    manifest = _manifest(folder, manifest_digest, problems)
    if manifest is None:
        return Opened(None, {}, tuple(problems.items))
    contents = {file.name: _contents(folder, file, problems) for file in manifest.files}
    _note_others(folder, manifest, problems)
    return Opened(manifest, contents, tuple(problems.items))


def open_manifest(folder: Path, manifest_digest: str = "") -> Opened:
    """Read what is said of an artefact alone: for a list, whose files nobody opens."""
    problems = Findings()
    manifest = _manifest(folder, manifest_digest, problems)
    return Opened(manifest, {}, tuple(problems.items))


def _manifest(folder: Path, expected: str, problems: Findings) -> Manifest | None:
    path = folder / MANIFEST
    contents = _bytes(path, problems)
    if contents is None:
        return None
    if expected and sha256(contents) != expected:
        _damaged(path, "this is not the manifest that was stored", problems)
        return None
    try:
        manifest = manifest_from(contents)
    except ValueError as problem:
        _damaged(path, str(problem), problems)
        return None
    if manifest.artefact.short != folder.name or manifest.artefact.kind.value != folder.parent.name:
        _damaged(path, f"the manifest is that of the artefact {manifest.artefact}", problems)
        return None
    return manifest


def _contents(folder: Path, file: StoredFile, problems: Findings) -> bytes:
    path = folder / file.name
    contents = _bytes(path, problems)
    if contents is None:
        return b""
    if len(contents) != file.size:
        found = f"the file has {len(contents):,} bytes; {file.size:,} were stored"
        _damaged(path, found, problems)
    elif sha256(contents) != file.sha256:
        _damaged(path, "the file's contents are not what was stored", problems)
    return contents


def _bytes(path: Path, problems: Findings) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        _damaged(path, "the file is missing", problems)
    except OSError as problem:
        _damaged(path, f"the file cannot be read (the system says: {problem.strerror})", problems)
    return None


def _note_others(folder: Path, manifest: Manifest, problems: Findings) -> None:
    known = {MANIFEST, *(file.name for file in manifest.files)}
    for path in sorted(folder.iterdir()):
        if path.name not in known:
            problems.add(
                Place(str(path)),
                Severity.NOTED,
                "this is not part of the artefact",
                "It is never read",
                "Move it elsewhere",
            )


def _damaged(path: Path, found: str, problems: Findings) -> None:
    problems.add(Place(str(path)), Severity.STOPS, found, DONE, NEXT)
