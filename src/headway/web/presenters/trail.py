"""Entries of the trail as sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from headway.domain.trail import TrailEntry


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry, as a row of a table."""

    number: int
    at: datetime
    by: str
    verb: str
    subject: str
    details: str


def lines_of(entries: Iterable[TrailEntry]) -> tuple[TrailLine, ...]:
    """Make a line of each entry."""
    return tuple(
        TrailLine(
            one.number,
            one.at,
            one.by,
            one.verb.value,
            one.subject,
            "; ".join(f"{name}: {value}" for name, value in one.details),
        )
        for one in entries
    )
