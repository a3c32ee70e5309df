"""The data folder's trail, read into the register so that both trails are shown together."""

from dataclasses import dataclass
from pathlib import Path

from headway.domain.problems import Finding, HeadwayError
from headway.domain.trail import START, Link, Verb
from headway.register.trail.reading_in import (
    ReadTo,
    forget_what_was_read,
    last_let_go,
    read_in,
    read_to,
)
from headway.warehouse.trail_file import TrailPlace, read_on, read_trail, trail_size

AT_ONCE = 5_000
ON_A_PAGE = 20_000
"""Entries at most that are read in while somebody waits for a page."""


@dataclass(frozen=True, slots=True)
class FolderTrail:
    """How the data folder's trail stands: its last entry, what is wrong, what is still to read."""

    number: int
    findings: tuple[Finding, ...]
    is_whole: bool


def bring_up_to_date(data: Path, limit: int | None = ON_A_PAGE) -> FolderTrail:
    """Read in what the file has more than was read; at most ``limit`` entries, None for all.

    Only what is new is read and checked, chained to what was read before. Where old entries were
    let go the file was written anew: it is then checked whole, and read again.
    """
    known, done = read_to(), 0
    try:
        while limit is None or done < limit:
            entries, now = read_on(data, _place(known), AT_ONCE)
            if not entries:
                break  # nothing more, or an unfinished last line
            after = ReadTo(now.link.number, now.link.digest, now.line_at, now.end)
            read_in(entries, after=known, now=after)
            known, done = read_to(), done + len(entries)
    except HeadwayError as problem:
        return _written_anew(data, limit) or FolderTrail(known.number, problem.findings, True)
    return FolderTrail(known.number, (), trail_size(data) <= known.end or done == 0)


def check_folder_trail(data: Path) -> tuple[Finding, ...]:
    """Check every entry of the data folder's trail, and give what is wrong."""
    return read_trail(data).findings if data.is_dir() else ()


def _written_anew(data: Path, limit: int | None) -> FolderTrail | None:
    """Begin again where old entries were let go since; None where something is wrong."""
    trail = read_trail(data)
    told = [one for one in trail.entries if one.verb is Verb.LET_GO]
    if trail.findings or not told or told[-1].number <= last_let_go():
        return None
    forget_what_was_read()
    return bring_up_to_date(data, limit)


def _place(known: ReadTo) -> TrailPlace:
    return TrailPlace(Link(known.number, known.digest or START), known.line_at, known.end)
