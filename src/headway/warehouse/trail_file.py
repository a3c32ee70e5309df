"""The trail of a data folder: one line for each entry, and the digests kept apart from it.

An entry counts from the moment its line and the end of that line are on the disk. That is what
commits a change: an artefact without its entry is not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.trail import TrailEntry, Verb, chain, check_chain, entry_of, line_of
from headway.warehouse.disk import Disk

TRAIL = "trail.jsonl"
# The digests of the acknowledged entries, one to a line: they show that the trail's end was lost.
MARKS = "trail-marks.txt"


@dataclass(frozen=True, slots=True)
class Trail:
    """The trail as it stands, with what is wrong with it; ``marks`` counts the kept digests."""

    entries: tuple[TrailEntry, ...]
    marks: int
    findings: tuple[Finding, ...]

    def sound(self) -> "Trail":
        """Return this trail; Refused if it cannot be relied on."""
        stopping = [one for one in self.findings if one.severity is Severity.STOPS]
        if stopping:
            raise Refused(stopping)
        return self


def read_trail(folder: Path) -> Trail:
    """Read and check the trail of a data folder, whatever its state; OSError if it cannot be."""
    # The marks come first: while somebody writes, the trail may be ahead of them, never behind.
    marks, torn_mark = _whole_lines(folder / MARKS)
    lines, torn_line = _whole_lines(folder / TRAIL)
    place = Place(str(folder / TRAIL))
    torn = [_torn(place)] if torn_line or torn_mark else []
    entries: list[TrailEntry] = []
    for number, line in enumerate(lines, start=1):
        try:
            entries.append(entry_of(line))
        except ValueError as problem:
            damaged = _damaged(Place(place.file, line=number), str(problem))
            return Trail(tuple(entries), len(marks), (damaged, *torn))
    broken = check_chain(entries, marks, place.file)
    return Trail(tuple(entries), len(marks), (*broken, *torn))


def settle(folder: Path, disk: Disk) -> Trail:
    """Put right what a stopped writer left of the trail, and return it.

    Only while the folder's lock is held. Refused when the trail cannot be relied on.
    """
    trail = read_trail(folder).sound()
    for path in (folder / TRAIL, folder / MARKS):
        _cut_torn(path, disk)
    unmarked = trail.entries[trail.marks :]
    if unmarked:  # their writer may have been stopped before they were safe from a power cut
        disk.flush_file(folder / TRAIL)
        _mark(folder, disk, unmarked)
    return replace(trail, marks=len(trail.entries))


def append_entry(
    folder: Path,
    disk: Disk,
    trail: Trail,
    *,
    at: datetime,
    by: str,
    verb: Verb,
    subject: str,
    details: Sequence[tuple[str, str]] = (),
) -> TrailEntry:
    """Put an entry at the end of the trail that ``settle`` gave, for good."""
    last = trail.entries[-1] if trail.entries else None
    entry = chain(last, at=at, by=by, verb=verb, subject=subject, details=details)
    disk.append(folder / TRAIL, f"{line_of(entry)}\n".encode("ascii"))
    _mark(folder, disk, [entry])
    return entry


def _mark(folder: Path, disk: Disk, entries: Sequence[TrailEntry]) -> None:
    lines = "".join(f"{entry.digest}\n" for entry in entries)
    disk.append(folder / MARKS, lines.encode("ascii"))


def _cut_torn(path: Path, disk: Disk) -> None:
    """Take an unfinished line away: it was never acknowledged."""
    written = path.read_bytes() if path.exists() else b""
    whole = written.rfind(b"\n") + 1
    if whole < len(written):
        disk.cut(path, whole)


def _whole_lines(path: Path) -> tuple[list[str], bool]:
    """Return the lines that are whole, and whether an unfinished one follows."""
    if not path.exists():
        return [], False
    *lines, rest = path.read_bytes().split(b"\n")
    return [line.decode("ascii", errors="replace") for line in lines], bool(rest)


def _torn(place: Place) -> Finding:
    return Finding(
        place,
        Severity.NOTED,
        "the last line is unfinished: a command was stopped there, or is writing now",
        "The line does not count; the next command that writes takes it away",
        "Repeat the command that was stopped",
    )


def _damaged(place: Place, problem: str) -> Finding:
    return Finding(
        place,
        Severity.STOPS,
        f"the trail is damaged: {problem}",
        "This trail is not relied on",
        "Keep the file as it is for whoever looks into it, and put it back from a backup; "
        "if a newer Headway wrote it, use that one",
    )
