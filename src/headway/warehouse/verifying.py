"""Checking a whole data folder: every hash, every manifest, the trail, and what was left over."""

from collections.abc import Iterator
from pathlib import Path

from headway.domain.problems import Finding, HeadwayError, Place, Severity
from headway.warehouse.artefacts import Kind
from headway.warehouse.listing import listed_on
from headway.warehouse.marker import LITTER, MARKER, check_marked
from headway.warehouse.publishing import ARTEFACTS, TEMPORARY, place_of
from headway.warehouse.reading import open_artefact
from headway.warehouse.seen import SEEN, lost
from headway.warehouse.snapshot_key import KEY
from headway.warehouse.snapshot_manifest import SNAPSHOTS
from headway.warehouse.snapshot_verifying import verify_snapshots
from headway.warehouse.trail_file import MARKS, TRAIL, read_trail

KNOWN = {MARKER, TRAIL, MARKS, ARTEFACTS, TEMPORARY, SNAPSHOTS, SEEN, KEY, "lock"}


def verify_folder(root: Path) -> tuple[Finding, ...]:
    """Return everything that is not as it was stored, damage first; OSError if it cannot look."""
    trail = read_trail(root)
    listed = {place_of(root, one.artefact): one for one in listed_on(trail.entries).values()}
    findings = [*_marker(root), *trail.findings]
    for folder, one in listed.items():
        findings += open_artefact(folder, one.manifest_digest).findings
    for folder in _folders(root):
        if folder not in listed:
            findings.append(_not_acknowledged(folder))
    findings += [*verify_snapshots(root, trail.entries), *_strays(root), *_others(root)]
    findings += [_not_kept(path) for path in lost(root, trail.entries)]
    return tuple(sorted(findings, key=lambda one: one.severity is not Severity.STOPS))


def _marker(root: Path) -> tuple[Finding, ...]:
    try:
        check_marked(root)
    except HeadwayError as problem:
        return problem.findings
    return ()


def _inside(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.name.lower() not in LITTER)


def _folders(root: Path) -> list[Path]:
    return [path for kind in Kind for path in _inside(root / ARTEFACTS / kind.value)]


def _not_acknowledged(folder: Path) -> Finding:
    state = "not whole" if open_artefact(folder).damage else "whole"
    return Finding(
        Place(str(folder)),
        Severity.NOTED,
        f"this is {state}, but not on the trail: a command was stopped before it had finished, "
        "or is writing now, or the trail is not the one that belongs here",
        "It does not count and is never read",
        "Repeat the command that was stopped. If none was, look whether the trail was replaced",
    )


def _not_kept(path: Path) -> Finding:
    return Finding(
        Place(str(path)),
        Severity.STOPS,
        "this is gone, or is not what was stored: it says whose rows somebody saw",
        "The entry on the trail still says who looked, when and what for",
        "Put the file back from a backup",
    )


def _strays(root: Path) -> Iterator[Finding]:
    for path in _inside(root / TEMPORARY):
        yield Finding(
            Place(str(path)),
            Severity.NOTED,
            "a command was stopped while it wrote this, or is writing it now",
            "It does not count and is never read",
            "When no Headway is running, it can be deleted",
        )


def _others(root: Path) -> Iterator[Finding]:
    kinds = {kind.value for kind in Kind}
    others = [path for path in _inside(root) if path.name not in KNOWN]
    others += [path for path in _inside(root / ARTEFACTS) if path.name not in kinds]
    for path in others:
        yield Finding(
            Place(str(path)),
            Severity.NOTED,
            "this is not part of the data folder",
            "It is never read",
            "Move it elsewhere",
        )
