"""Entries of both trails taken away as one file: readable, provable, marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from headway.domain.taken_away import TakenAway
from headway.domain.trail import TrailEntry, line_of, utc_text
from headway.register.trail.queries import Line, Source
from headway.services.office.take_away import packed
from headway.writers.tables import CSV_ENCODING, CellType, Table, columns, csv_text

FILES = {Source.OFFICE: "office-trail.jsonl", Source.DATA: "data-folder-trail.jsonl"}
TABLE = "trail.csv"
SHAPE = columns(
    ("trail", CellType.TEXT, "whose trail the entry stands on"),
    ("number", CellType.WHOLE, "its number there"),
    ("at", CellType.TEXT, "when, in UTC"),
    ("by", CellType.TEXT, "who"),
    ("verb", CellType.TEXT, "did what"),
    ("subject", CellType.TEXT, "to what"),
    ("details", CellType.TEXT, "what is said besides"),
)


@dataclass(frozen=True, slots=True)
class Extract:
    """Who takes entries away, when, and what was asked for, in words."""

    by: str
    at: datetime
    asked: str


def export(lines: Sequence[Line], extract: Extract, taken: TakenAway, *, whole: bool) -> bytes:
    """Make the zip file of entries, oldest first; ``whole`` says whether all that were asked for.

    Besides the table it holds the lines of each trail as they are chained, so that whoever gets a
    trail whole can check it without the office.
    """
    chained: dict[str, str | bytes] = {
        name: "".join(f"{line_of(one)}\n" for one in _of(lines, source))
        for source, name in FILES.items()
    }
    more = {
        "taken away by": extract.by,
        "taken away at (UTC)": f"{extract.at:%Y-%m-%d %H:%M}",
        "asked for": extract.asked or "every entry of both trails",
        "entries": str(len(lines)),
        "whole": "yes" if whole else "no: only the newest of those asked for",
    }
    return packed({TABLE: csv_text(_table(lines)).encode(CSV_ENCODING)} | chained, taken, more)


def _of(lines: Sequence[Line], source: Source) -> list[TrailEntry]:
    found = (one.entry for one in lines if one.source is source)
    return sorted(found, key=lambda one: one.number)


def _table(lines: Sequence[Line]) -> Table:
    rows = tuple(
        (
            one.source.value,
            str(one.entry.number),
            utc_text(one.entry.at),
            one.entry.by,
            one.entry.verb.value,
            one.entry.subject,
            "; ".join(f"{name}: {value}" for name, value in one.entry.details),
        )
        for one in lines
    )
    return Table(TABLE, SHAPE, rows)
