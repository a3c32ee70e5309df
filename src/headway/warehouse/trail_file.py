"""The trail of a data folder: one line for each entry, and the digests kept apart from it.

An entry counts from the moment its line and the end of that line are on the disk. That is what
commits a change: an artefact without its entry is not there.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.trail import (
    START,
    Link,
    TrailEntry,
    Verb,
    broken_trail,
    chain,
    check_chain,
    entry_of,
    follow,
    line_of,
)
from headway.warehouse.disk import Disk
from headway.warehouse.patience import try_again_on_windows
from headway.warehouse.publishing import TEMPORARY

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


@dataclass(frozen=True, slots=True)
class TrailPlace:
    """A place in the trail's file: after which entry, where its line begins, and where it ends."""

    link: Link = field(default_factory=Link)
    line_at: int = 0
    end: int = 0


def read_on(folder: Path, after: TrailPlace, limit: int) -> tuple[list[TrailEntry], TrailPlace]:
    """Read the entries that follow a place, at most so many, each chained to the one before.

    Raises Refused where the entry of that place is not there any more, where the chain does not
    hold behind it, and where an entry is not the one that was acknowledged. An unfinished last line
    does not count.
    """
    path = folder / TRAIL
    if not path.exists():
        if after.link.number:
            raise _broken(path, f"entry {after.link.number} was removed: the trail is gone")
        return [], after
    found: list[TrailEntry] = []
    place = after
    with path.open("rb") as file, _marks(folder, after.link.number) as marks:
        file.seek(after.line_at)
        if after.link.number:
            _same(file.readline(), after, path)
        at = file.tell()
        while len(found) < limit and (line := file.readline()).endswith(b"\n"):
            entry = _entry(line, place.link.number + 1, path)
            link, problem = follow([entry], place.link)
            mark = marks.readline().strip().decode("ascii", errors="replace") if marks else ""
            if problem or mark not in {"", entry.digest}:
                told = problem or f"entry {entry.number} is not the one that was acknowledged"
                raise _broken(path, told)
            found.append(entry)
            place = TrailPlace(link, at, at + len(line))
            at += len(line)
    return found, place


def trail_size(folder: Path) -> int:
    """Give how many bytes the trail's file has; 0 where there is none."""
    path = folder / TRAIL
    return path.stat().st_size if path.exists() else 0


def write_again(folder: Path, disk: Disk, entries: Sequence[TrailEntry]) -> None:
    """Write the whole trail anew beside, and put it in the place of the one before.

    Only while the folder's lock is held. The digests kept apart stay as they are.
    """
    beside = folder / TEMPORARY / f"trail-{secrets.token_hex(4)}"
    disk.make_folder(beside.parent)
    disk.write_new(beside, "".join(f"{line_of(one)}\n" for one in entries).encode("ascii"))
    disk.step("move", folder / TRAIL)
    try_again_on_windows(lambda: beside.replace(folder / TRAIL))
    disk.flush_folder(folder)


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


@contextmanager
def _marks(folder: Path, after: int) -> Iterator[IO[bytes] | None]:
    """Open the digests kept apart at the one that follows an entry; None where there are none."""
    path = folder / MARKS
    if not path.exists():
        yield None
        return
    with path.open("rb") as marks:
        marks.seek(after * (len(START) + 1))
        yield marks


def _same(line: bytes, after: TrailPlace, path: Path) -> None:
    number = after.link.number
    if not line:
        raise _broken(path, f"entry {number} was removed: the trail ends before it")
    entry = _entry(line, number, path)
    if entry.digest != after.link.digest:
        raise _broken(path, f"entry {number} was replaced: another one was read before")
    _, problem = follow([entry], Link(number - 1, entry.previous))
    if problem:
        raise _broken(path, problem)


def _entry(line: bytes, number: int, path: Path) -> TrailEntry:
    try:
        return entry_of(line.rstrip(b"\n").decode("ascii", errors="replace"))
    except ValueError as problem:
        raise _broken(path, f"the trail is damaged: {problem}", number) from problem


def _broken(path: Path, problem: str, line: int | None = None) -> Refused:
    return Refused([broken_trail(str(path), problem, line)])


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
