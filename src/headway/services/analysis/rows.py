"""The rows behind a figure, written only where asked for, with a purpose, and on the trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation import PartOf
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.definition_history import calculation_on
from headway.domain.due import due_period
from headway.domain.periods import Period
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.trail import Verb
from headway.engine.rows import RowsBehind, rows_behind
from headway.engine.runner import tables_of
from headway.engine.source import Snapshot
from headway.engine.units import Units, units_of
from headway.services.analysis.calculate import chosen
from headway.services.analysis.known_time import as_known_words, open_at
from headway.services.analysis.naming import refuse_naming
from headway.services.analysis.output import Written, write_file
from headway.services.analysis.seen_rows import named_in
from headway.warehouse.folder import open_folder
from headway.writers.rows_behind import rows_csv


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """Which rows are wanted, by whom and what for; of a day, those that were known then."""

    indicator: str
    period: Period
    unit: UnitRef
    purpose: str
    by: str
    at: datetime
    as_known: date | None = None


@dataclass(frozen=True, slots=True)
class RowsWritten:
    """What was written, and how many of the rows stand above the line.

    ``known`` says which snapshot answered for a day, where one was named; ``withheld`` are rows
    that count in the figure and are never listed.
    """

    written: Written
    rows: int
    above: int
    known: str = ""
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class RowsRead:
    """The rows behind a figure, the period they are of, and in words which snapshot was asked."""

    found: RowsBehind
    period: Period
    known: str


def write_rows(
    data: Path, asked: RowsAsked, out: Path, *, catalogue: Path | None = None, replace: bool = False
) -> RowsWritten:
    """Write the rows behind a figure to a csv file, and put it on the trail.

    Raises Refused without a purpose, for a figure that is made of others, and for one not due.
    """
    read = read_rows(data, asked, catalogue=catalogue)
    found = read.found
    contents = rows_csv(found, asked.indicator).encode("utf-8-sig")
    written = write_file(out, contents, "rows behind the figure", replace=replace)
    return RowsWritten(written, len(found.rows), found.above, read.known, found.withheld)


def read_rows(data: Path, asked: RowsAsked, *, catalogue: Path | None = None) -> RowsRead:
    """Read the rows behind a figure for somebody, and put it on the trail.

    Rows of restricted records and of relatives of staff are counted, and not among them. Raises
    Refused without a purpose, for a figure that is made of others, and for one not due.
    """
    if not asked.purpose.strip():
        raise _refused("no purpose is given", "Say what the rows are for with --purpose")
    refuse_naming(data, asked.purpose, "the purpose")
    known = load_catalogue(catalogue)
    (indicator,) = chosen(known, [asked.indicator])
    if isinstance(indicator.calculation, PartOf):  # its rows are those of the percentage
        indicator = known.indicators[indicator.calculation.of]
    period = due_period(asked.period, indicator.frequency)
    if indicator.calculation is None or period is None:
        raise _refused(
            f"“{indicator.id}” has no figure worked out from rows for {asked.period}",
            "Ask for a period in which it is due; “headway explain” says how it is worked out",
        )
    # The rows behind a figure are those of the definition by which it was worked out.
    calculation = calculation_on(indicator, period.start) or indicator.calculation
    folder = open_folder(data)
    with open_at(folder, asked.as_known, protected=True) as snapshot:
        units = units_of(snapshot)
        _refuse_unknown(asked.unit, units)
        _refuse_later(tables_of(calculation), period, snapshot)
        try:
            found = rows_behind(calculation, period, asked.unit, snapshot, units)
        except ValueError as wrong:
            raise _refused(str(wrong), "“headway explain” names the parts") from wrong
        name = snapshot.snapshot_id
    # On the trail first: rows that were read without a trace would be worse than a trace of rows
    # that could then not be written.
    named = named_in(found.table, found.headings, (one.key for one in found.rows))
    folder.record(
        Verb.READ_ROWS, name, _details(asked, period, found), by=asked.by, at=asked.at, seen=named
    )
    return RowsRead(found, period, as_known_words(folder, asked.as_known))


def _refuse_unknown(unit: UnitRef, units: Units) -> None:
    """No rows of a unit that is not there would look like none behind its figure."""
    there = sorted(one.id for one in units.known if one.kind == unit.level.value)
    if unit.level is Level.COUNCIL or not unit.id or unit.id in there:
        return
    raise _refused(
        f"there is no {unit.level.value} “{unit.id[:40]}”",
        f"Choose one of {', '.join(there)}" if there else "Ask for the council",
    )


def _refuse_later(tables: Iterable[str], period: Period, snapshot: Snapshot) -> None:
    """What the exports do not reach is not known, and no rows would look like none."""
    for table in tables:
        coverage = snapshot.coverage(table)
        if coverage is not None and coverage[1] < period.start:
            raise _refused(
                f"the exports end on {coverage[1].isoformat()}, before {period}",
                "Ask for an earlier period, or load a later export",
            )


def _details(asked: RowsAsked, period: Period, found: RowsBehind) -> tuple[tuple[str, str], ...]:
    unit = asked.unit.level.value if asked.unit.level is Level.COUNCIL else asked.unit.id
    return (
        ("indicator", asked.indicator),
        ("period", str(period)),
        ("unit", unit or f"not allocated to a {asked.unit.level.value}"),
        ("purpose", asked.purpose.strip()),
        ("rows", str(len(found.rows))),
        *([("withheld", str(found.withheld))] if found.withheld else []),
        *([("as known on", asked.as_known.isoformat())] if asked.as_known else []),
    )


def _refused(found: str, next_step: str) -> Refused:
    done = "No rows were read"
    return Refused(Finding(Place("rows"), Severity.STOPS, found, done, next_step))
