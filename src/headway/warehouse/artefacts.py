"""What an artefact is called and what its manifest says."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from headway.domain.problems import Finding, Findings, Place, Refused, Severity
from headway.domain.trail import canonical_json, utc_text

FORMAT = 1
MANIFEST = "manifest.json"
NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,58}[A-Za-z0-9_-])?", re.ASCII)
# Windows gives these names to devices, with any ending.
DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}


class Kind(Enum):
    """What kinds of artefact there are; the value is the name of the kind's folder."""

    HISTORY = "history"  # published figures as read, in tidy text files
    ENTRIES = "entries"  # answers collected from people
    RESULTS = "results"  # every figure worked out from a snapshot, keyed by all it rests on
    BENCHMARKS = "benchmarks"  # national figures as published, in tidy text files
    EDITIONS = "editions"  # what was published, file by file as it was handed out
    PLANS = "plans"  # development plans as read from their documents
    EDITION_COUNTS = "edition-counts"  # the exact counts behind an edition; never handed out


@dataclass(frozen=True, slots=True)
class ArtefactId:
    """What an artefact is called: its kind and the SHA-256 of its contents, in hexadecimal."""

    kind: Kind
    digest: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9a-f]{64}", self.digest):
            raise ValueError("a digest is 64 hexadecimal digits")

    @property
    def short(self) -> str:
        """The name of the artefact's folder."""
        return self.digest[:16]

    def __str__(self) -> str:
        return f"{self.kind.value}/{self.short}"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of an artefact: its name, its SHA-256 and its size in bytes."""

    name: str
    sha256: str
    size: int

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name) or self.size < 0:
            raise ValueError("a stored file has a plain name, and a size that is not negative")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an artefact holds, what it is about, who stored it and when (UTC)."""

    artefact: ArtefactId
    at: datetime
    by: str
    about: tuple[tuple[str, str], ...]
    files: tuple[StoredFile, ...]

    def __post_init__(self) -> None:
        utc_text(self.at)
        if self.artefact.digest != _digest(self.artefact.kind, self.about, self.files):
            raise ValueError("the digest is not that of the files and of what they are about")


def manifest_of(
    kind: Kind, files: Mapping[str, bytes], about: Mapping[str, str], *, by: str, at: datetime
) -> Manifest:
    """Say what is to be stored.

    Raises Refused with everything that is wrong: no files, names a file may not have on every
    system, nobody who stores it.
    """
    _check(kind, files, by)
    stored = tuple(
        StoredFile(name, sha256(files[name]), len(files[name])) for name in sorted(files)
    )
    subject = tuple(sorted(about.items()))
    return Manifest(ArtefactId(kind, _digest(kind, subject, stored)), at, by, subject, stored)


def manifest_bytes(manifest: Manifest) -> bytes:
    """Write a manifest as JSON text for people and programs."""
    fields = {
        "format": FORMAT,
        "kind": manifest.artefact.kind.value,
        "digest": manifest.artefact.digest,
        "created_at": utc_text(manifest.at),
        "by": manifest.by,
        "about": dict(manifest.about),
        "files": {file.name: {"sha256": file.sha256, "size": file.size} for file in manifest.files},
    }
    return (json.dumps(fields, indent=2) + "\n").encode("ascii")


def manifest_from(contents: bytes) -> Manifest:
    """Read a manifest; ValueError unless it is exactly one that ``manifest_bytes`` writes."""
    try:
        fields = json.loads(contents)
        if fields["format"] != FORMAT:
            raise ValueError(f"the manifest is of format {fields['format']}, not {FORMAT}")
        manifest = Manifest(
            ArtefactId(Kind(fields["kind"]), fields["digest"]),
            datetime.fromisoformat(fields["created_at"]),
            fields["by"],
            tuple(sorted(fields["about"].items())),
            tuple(StoredFile(name, **told) for name, told in fields["files"].items()),
        )
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("the manifest cannot be read") from None
    if manifest_bytes(manifest) != contents:
        raise ValueError("the manifest is not in the form in which Headway writes it")
    return manifest


def sha256(contents: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(contents).hexdigest()


def _digest(kind: Kind, about: tuple[tuple[str, str], ...], files: tuple[StoredFile, ...]) -> str:
    contents = {file.name: file.sha256 for file in files}
    whole = {"kind": kind.value, "about": dict(about), "files": contents}
    return sha256(canonical_json(whole).encode("ascii"))


def _check(kind: Kind, files: Mapping[str, bytes], by: str) -> None:
    problems, place = Findings(), Place(kind.value)
    if not by.strip():
        problems.add(
            place, Severity.STOPS, "nobody is named who stores this", "", "Say by whom it is stored"
        )
    if not files:
        problems.add(place, Severity.STOPS, "there is no file to store", "", "Name the files")
    seen: dict[str, str] = {}
    for name in files:
        wrong = _wrong_name(name, seen)
        if wrong:
            problems.items.append(_refused_name(kind, name, wrong))
        seen[name.casefold()] = name
    problems.stop_if_needed(Refused)


def _wrong_name(name: str, seen: Mapping[str, str]) -> str:
    folded = name.casefold()
    if not NAME.fullmatch(name):
        return "is not a name that every system can write"
    if folded == MANIFEST:
        return "is the name of Headway's own list of the files"
    if folded.split(".", maxsplit=1)[0] in DEVICES:
        return "is the name of a device on Windows"
    if folded in seen:
        return f"is the same as “{seen[folded]}” where capitals make no difference"
    return ""


def _refused_name(kind: Kind, name: str, wrong: str) -> Finding:
    return Finding(
        Place(kind.value),
        Severity.STOPS,
        f"the file name “{name}” {wrong}",
        "A name has up to 60 letters of a to z, digits, dots, hyphens and underscores, "
        "and does not begin or end with a dot",
        "Give the file another name",
    )
