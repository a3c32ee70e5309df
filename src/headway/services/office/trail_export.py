"""Entries of both trails taken away as one file: readable, provable, marked."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from headway.domain.trail import line_of, utc_text
from headway.register.trail.queries import Line, Source
from headway.writers.tables import CSV_ENCODING, CellType, Table, columns, csv_text

MARKING = "OFFICIAL-SENSITIVE"
KEPT = timedelta(days=90)
FILES = {Source.OFFICE: "office-trail.jsonl", Source.DATA: "data-folder-trail.jsonl"}
TABLE, ABOUT = "trail.csv", "about.txt"
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
class TakenAway:
    """Who takes entries away, when, what for, and what was asked for, in words."""

    by: str
    at: datetime
    purpose: str
    asked: str

    @property
    def expires(self) -> date:
        """The day by which the file is to be destroyed."""
        return (self.at + KEPT).date()


def export(lines: Sequence[Line], taken: TakenAway, *, whole: bool) -> bytes:
    """Make the zip file of entries, oldest first; ``whole`` says whether all that were asked for.

    Besides the table it holds the lines of each trail as they are chained, so that whoever gets a
    trail whole can check it without the office.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(ABOUT, _about(lines, taken, whole=whole))
        archive.writestr(TABLE, csv_text(_table(lines)).encode(CSV_ENCODING))
        for source, name in FILES.items():
            of_it = sorted(
                (one.entry for one in lines if one.source is source), key=lambda one: one.number
            )
            archive.writestr(name, "".join(f"{line_of(one)}\n" for one in of_it))
    return packed.getvalue()


def _about(lines: Sequence[Line], taken: TakenAway, *, whole: bool) -> str:
    said = {
        "marking": MARKING,
        "purpose": taken.purpose,
        "taken away by": taken.by,
        "taken away at (UTC)": f"{taken.at:%Y-%m-%d %H:%M}",
        "destroy by": taken.expires.isoformat(),
        "asked for": taken.asked or "every entry of both trails",
        "entries": str(len(lines)),
        "whole": "yes" if whole else "no: only the newest of those asked for",
    }
    return "".join(f"{name}: {value}\n" for name, value in said.items())


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
