"""The rows that moved figures, written only where asked for, with a purpose, and on the trail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from headway.domain.exact import exact_text
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.restatement import Contribution, MovedFigure
from headway.domain.trail import Verb
from headway.services.analysis.known_time import snapshot_at
from headway.services.analysis.naming import refuse_naming
from headway.services.analysis.never_listed import never_listed
from headway.services.analysis.output import Written, write_file
from headway.services.analysis.restate import RestateAsked, Restated, compared
from headway.services.analysis.seen_rows import Named, named_in
from headway.services.analysis.since_edition import edition_of
from headway.tables import TABLES
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.snapshot_listing import ListedSnapshot
from headway.warehouse.snapshot_pairing import SnapshotPair, open_pair
from headway.warehouse.snapshot_reading import open_snapshot
from headway.writers.tables import CellType, Table, columns, csv_text, period_cells, period_columns

SHAPE = (
    *columns(("indicator", CellType.TEXT, "the indicator")),
    *period_columns("period", "what the figure is about"),
    *columns(
        ("level", CellType.WORD, "team, locality, service or council"),
        ("unit_id", CellType.TEXT, "the unit"),
        ("table", CellType.WORD, "the table the row, or the subject that is counted, stands in"),
        ("key", CellType.TEXT, "what names it"),
        ("cause", CellType.TEXT, "what became of it"),
        ("numerator", CellType.NUMBER, "what it adds above the line, now less then"),
        ("denominator", CellType.NUMBER, "what it adds below the line, now less then"),
        ("durations_left", CellType.TEXT, "its durations that went"),
        ("durations_joined", CellType.TEXT, "its durations that came"),
    ),
)


@dataclass(frozen=True, slots=True)
class RowsOfChange:
    """Which rows are wanted, what for, by whom and when."""

    asked: RestateAsked
    purpose: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RestatedRowsWritten:
    """What was written: how many rows, behind how many figures; ``withheld`` are never listed."""

    written: Written
    rows: int
    figures: int
    withheld: int = 0


def write_restated_rows(
    data: Path, wanted: RowsOfChange, out: Path, *, replace: bool = False
) -> RestatedRowsWritten:
    """Write every row's part in what moved to a csv file, and put it on the trail first.

    Raises Refused without a purpose.
    """
    if not wanted.purpose.strip():
        raise Refused(
            Finding(
                Place("rows"),
                Severity.STOPS,
                "no purpose is given",
                "No rows were read",
                "Say what the rows are for with --purpose",
            )
        )
    refuse_naming(data, wanted.purpose, "the purpose")
    folder, asked = open_folder(data), wanted.asked
    edition = edition_of(folder, asked.before)
    before = edition.snapshot if edition else snapshot_at(folder, asked.before)
    after = snapshot_at(folder, asked.after)
    with open_pair(folder, before, after, protected=True) as pair:
        found = compared(folder, pair, (before, after), asked, edition)
        never = _never(folder, before, after)
        each_row = list(_each(found, pair))
        listed = [one for one in each_row if not one.named & never]
        withheld = len(each_row) - len(listed)
        rows = tuple(one.cells for one in listed)
        details = (
            ("from", before.snapshot.text),
            ("to", after.snapshot.text),
            ("figures", str(len(found.figures))),
            ("indicators", ", ".join(asked.indicators) or "all"),
            ("purpose", wanted.purpose.strip()),
            ("rows", str(len(rows))),
            *([("withheld", str(withheld))] if withheld else []),
        )
    named = frozenset(each for one in listed for each in one.named)
    # On the trail first: rows that were read without a trace would be worse than a trace of rows
    # that could then not be written.
    folder.record(
        Verb.READ_ROWS, after.snapshot.text, details, by=wanted.by, at=wanted.at, seen=named
    )
    contents = csv_text(Table("restated-rows.csv", SHAPE, rows)).encode("utf-8-sig")
    written = write_file(out, contents, "rows that moved figures", replace=replace)
    return RestatedRowsWritten(written, len(rows), len(found.figures), withheld)


@dataclass(frozen=True, slots=True)
class _Row:
    named: Named
    cells: tuple[str, ...]


def _never(folder: DataFolder, *snapshots: ListedSnapshot) -> Named:
    """Give what is never listed by either snapshot: a record may have been restricted since."""
    found: set[tuple[str, str]] = set()
    for one in snapshots:
        with open_snapshot(folder, one.snapshot, protected=True) as opened:
            found |= never_listed(opened)
    return frozenset(found)


def _each(found: Restated, pair: SnapshotPair) -> Iterator[_Row]:
    for figure in found.figures:
        for one in figure.contributions:
            yield _row(figure, one, pair)


def _row(figure: MovedFigure, one: Contribution, pair: SnapshotPair) -> _Row:
    who = one.contributor
    names = TABLES[who.table].key.columns
    texts = [pair.text(who.table, name, cell) for name, cell in zip(names, who.key, strict=False)]
    named = named_in(who.table, names[: len(texts)], [texts])
    return _Row(named, _cells(figure, one, " / ".join(texts)))


def _cells(figure: MovedFigure, one: Contribution, texts: str) -> tuple[str, ...]:
    who, key = one.contributor, figure.key
    return (
        key.indicator,
        *period_cells(key.period),
        key.unit.level.value,
        key.unit.id,
        who.table,
        texts,
        one.why.words,
        exact_text(one.numerator),
        exact_text(one.denominator),
        " ".join(map(str, one.left)),
        " ".join(map(str, one.joined)),
    )
