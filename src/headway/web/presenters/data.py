"""Snapshots and asked-for work as pages show them."""

from dataclasses import dataclass
from datetime import date

from headway.domain.asked_work import AskedWork, WorkKind
from headway.domain.days import day_words
from headway.domain.problems import sentence
from headway.services.analysis.snapshots import SnapshotLine
from headway.services.office.data import DataShown
from headway.services.office.snapshots import SnapshotShown
from headway.services.office.worklists import FoundLine
from headway.tables import TABLES
from headway.web.presenters.cases import FoundText, found_texts


@dataclass(frozen=True, slots=True)
class TableLine:
    """What became of the rows of a table, under its title."""

    title: str
    source: int
    set_aside: int
    loaded: int
    rejected: int
    duplicates: int
    touched: int
    days: str


@dataclass(frozen=True, slots=True)
class SnapshotText:
    """What a snapshot's page says: its export day, tables, what moved, what was found."""

    export_day: str
    tables: tuple[TableLine, ...]
    moved: tuple[tuple[str, str, bool], ...]
    found: tuple[FoundText, ...]


@dataclass(frozen=True, slots=True)
class AskedText:
    """What the page of asked-for work says, by how far it has come, and where to go on."""

    title: str
    done: str
    link: str
    link_text: str
    back: str


@dataclass(frozen=True, slots=True)
class LoadLine:
    """A snapshot in the list of loads; ``sound`` is None for one that is withdrawn."""

    title: str
    line: SnapshotLine
    sound: int | None


def load_lines(shown: DataShown) -> tuple[LoadLine, ...]:
    """Make a line of each snapshot, newest first."""
    known = {one.snapshot: one for one in shown.loads}
    found = []
    for line in shown.snapshots:
        load = known.get(line.name)
        day = day_in_words(load.export_day) if load else ""
        found.append(LoadLine(day or line.name, line, load.sound if load else None))
    return tuple(found)


def snapshot_text(found: SnapshotShown) -> SnapshotText:
    """Make the texts of a snapshot."""
    codes = [FoundLine(_table(code), code, severity, "", rows)
             for code, severity, rows in found.counts]  # fmt: skip
    return SnapshotText(
        day_in_words(found.export_day),
        tuple(
            TableLine(_title(one.table), one.source, one.set_aside, one.loaded, one.rejected,
                      one.duplicates, one.touched, _days(one.first, one.last))
            for one in found.tables
        ),
        tuple((_title(one.table), sentence(one.said), one.ask) for one in found.moved),
        found_texts(codes),
    )  # fmt: skip


def asked_text(work: AskedWork) -> AskedText:
    """Make the texts of work that was asked for."""
    if work.kind is WorkKind.BENCHMARKS:
        title = ("The national figures are loaded" if work.result.get("new", True)
                 else "These files were loaded before")  # fmt: skip
        return AskedText(
            _heading(work, title, "The national figures are being loaded", "Nothing was loaded"),
            "Pages compare with them from now on.",
            "data-benchmarks",
            "See what was loaded",
            "data-benchmarks",
        )
    return AskedText(
        _heading(
            work,
            "Every figure is worked out",
            "Every figure is being worked out",
            "The figures were not worked out",
        ),
        "The pages show them from now on.",
        "scorecard",
        "See the scorecard",
        "data",
    )


def day_in_words(day: str) -> str:
    """Say a day that is kept as 2026-10-31 in words; what is no day stays as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return day_words(found)


def _heading(work: AskedWork, done: str, under_way: str, failed: str) -> str:
    if not work.state.has_ended:
        return under_way
    return done if work.result else failed


def _table(code: str) -> str:
    return code.partition(".")[0]


def _title(table: str) -> str:
    return TABLES[table].title if table in TABLES else table


def _days(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    return f"{first.day} {first:%b %Y} to {last.day} {last:%b %Y}"
