"""Exports made ready for a snapshot: opened, matched, staged, conformed and checked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from headway.domain.problems import ContentMistake, Finding, Findings, Place, Severity
from headway.intake.loading.checking import Checked, check
from headway.intake.loading.conforming import (
    ARROW,
    AT,
    FAULTS,
    ROW,
    SOURCE,
    Conformer,
    batches_with_places,
)
from headway.intake.loading.dates import Decided, decide, read_date
from headway.intake.loading.matching import Found, column_of, match
from headway.intake.loading.opening import Opened
from headway.intake.loading.sources import LINE, SHAPE, Source, place_of
from headway.intake.maps.headings import plain
from headway.intake.maps.reading import ColumnMap
from headway.intake.maps.schema import SameKey
from headway.tables import TABLES
from headway.tables.schema import Type
from headway.warehouse.staging import Staging

Progress = Callable[[str, int], None]
"""Told what is being done, and how many rows of it are done; 0 at its beginning."""


@dataclass(slots=True)
class Prepared:
    """Everything staged and checked, and what the reconciliation needs to know of it."""

    staging: Staging
    found: tuple[tuple[int, Found], ...]
    checked: Checked
    fed: Mapping[str, frozenset[str]]
    slots: Mapping[int, Mapping[int, str]]
    source_rows: Mapping[str, int]
    set_aside: Mapping[str, int]
    rows_of_file: Mapping[str, int]
    today: date
    findings: tuple[Finding, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that were fed, in the order of ``TABLES``."""
        return tuple(name for name in TABLES if name in self.fed)


@dataclass(slots=True)
class _Work:
    staging: Staging
    findings: Findings
    progress: Progress
    today: date
    next_row: int = 1
    stated: list[date] = field(default_factory=list)
    matched: list[tuple[int, Found]] = field(default_factory=list)
    slots: dict[int, dict[int, str]] = field(default_factory=dict)
    source_rows: dict[str, int] = field(default_factory=dict)
    set_aside: dict[str, int] = field(default_factory=dict)
    rows_of_file: dict[str, int] = field(default_factory=dict)


def prepare(
    opened: Iterable[Opened],
    maps: Sequence[ColumnMap],
    staging: Staging,
    *,
    as_of: date | None,
    today: date,
    progress: Progress = lambda what, done: None,
) -> Prepared:
    """Stage and check everything; ``as_of`` is the day of the export where somebody says it.

    Raises ContentMistake with every reason at once where a sheet cannot be what its name says, or
    nothing at all could be taken.
    """
    work = _Work(staging, Findings(), progress, today)
    for one in opened:
        work.findings.items.extend(one.findings)
        for source in one.sources:
            _take(work, source, maps)
    _refuse_unconfirmed(work)
    _refuse_nothing(work)
    work.findings.stop_if_needed()
    work.today = as_of or max(work.stated, default=today)
    for number, found in work.matched:
        _conform(work, number, found, work.slots[number])
    matched = tuple(found for _, found in work.matched)
    fed = _fed(matched)
    _close(work, fed)
    joined = frozenset(f.feed.table for f in matched if f.feed.same_key is SameKey.JOINED)
    progress("checking", 0)
    checked = check(staging, fed, joined, work.today)
    return Prepared(
        staging, tuple(work.matched), checked, fed, work.slots, work.source_rows, work.set_aside,
        work.rows_of_file, work.today, tuple(work.findings.items),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Staged:
    """What is left of a sheet once it is staged: its name and its first rows."""

    file: str
    sheet: str
    beginning: tuple[tuple[str, ...], ...]

    def batches(self, heading_row: int, wanted: Sequence[int]) -> Iterator[pa.Table]:
        """Raise AssertionError: the rows are read once."""
        raise AssertionError("the rows of this sheet are staged")


def _take(work: _Work, source: Source, maps: Sequence[ColumnMap]) -> None:
    """Match a sheet and stage its rows, so that it need not be held any longer."""
    matched = match(source, maps, work.findings)
    if not matched:
        return
    number = len(work.slots)
    work.stated += _stated_days(matched[0], work.today)
    work.slots[number] = _stage(work, number, source, matched)
    light = _Staged(source.file, source.sheet, source.beginning)
    work.matched += [(number, replace(found, source=light)) for found in matched]


def _refuse_nothing(work: _Work) -> None:
    if work.matched:
        return
    reasons = [
        one for one in work.findings.items if one.severity in {Severity.STOPS, Severity.NOT_TAKEN}
    ]
    nothing = Finding(
        Place("headway load"),
        Severity.STOPS,
        "there is nothing here that can be loaded",
        "",
        "Name the files, or their own folder: a folder inside a folder is not looked into",
    )
    raise ContentMistake([*reasons, nothing])


def _refuse_unconfirmed(work: _Work) -> None:
    for one in {found.map.label: found.map for _, found in work.matched}.values():
        if not one.file.confirmed:
            work.findings.add(
                Place(one.label),
                Severity.STOPS,
                "nobody has confirmed this column map",
                "A map that was drafted is a guess, and nothing is loaded by it",
                "Read it through, correct it, and change its line to “confirmed: yes”.",
            )


def _stated_days(one: Found, today: date) -> list[date]:
    """Return the day of the export where a sheet states it, under the heading its map names."""
    heading = one.map.file.export_day
    row = [plain(text) for text in one.source.beginning[0]]
    if not heading or plain(heading) not in row:
        return []
    texts: set[str] = set()
    for batch in one.source.batches(0, [row.index(plain(heading))]):
        texts.update(text for text in pc.unique(batch["0"]).to_pylist() if text)
    return [day for text in texts if (day := read_date(text, today).day_first)]


def _stage(work: _Work, number: int, source: Source, matched: Sequence[Found]) -> dict[int, str]:
    """Stage the texts of one sheet; give the name under which each position was staged."""
    wanted = sorted({p for one in matched for p in one.wanted if p >= 0})
    slots = {position: str(place) for place, position in enumerate(wanted)}
    told = f"{source.file}, {source.sheet}" if source.sheet else source.file
    work.progress(told, 0)
    rows = 0
    for batch in batches_with_places(source.batches(matched[0].heading_row, wanted)):
        work.staging.write(f"raw_{number}", batch, read_whole=True)
        rows += batch.num_rows
        work.progress(told, rows)
    if not rows:
        work.staging.write(f"raw_{number}", _no_texts(slots), read_whole=True)
        found, done = "there are headings but no rows", "It is loaded as empty: nothing happened"
        work.findings.add(place_of(source), Severity.NOTED, found, done)
    work.staging.close(f"raw_{number}")
    work.rows_of_file[source.file] = work.rows_of_file.get(source.file, 0) + rows
    return slots


def _no_texts(slots: Mapping[int, str]) -> pa.Table:
    first = {AT: pa.int64(), LINE: pa.int64(), SHAPE: pa.uint8()}
    kinds = first | {slot: pa.string() for slot in slots.values()}
    return pa.table({name: pa.array([], kind) for name, kind in kinds.items()})


def _conform(work: _Work, number: int, found: Found, slots: Mapping[int, str]) -> None:
    table = found.feed.table
    decided = dict(_decided(work, number, found, slots))
    conformer = Conformer(found, number, slots, decided, work.today)
    done = 0
    columns = [AT, LINE, SHAPE, *slots.values()]
    for batch in work.staging.batches(f"raw_{number}", columns):
        texts = pa.Table.from_batches([batch])
        made = conformer.conform(texts, work.next_row)
        work.next_row += made.rows.num_rows
        work.source_rows[table] = work.source_rows.get(table, 0) + batch.num_rows
        work.set_aside[table] = work.set_aside.get(table, 0) + made.set_aside
        work.staging.write(f"rows_{table}", made.rows)
        work.staging.write("fault", made.faults)
        done += batch.num_rows
        work.progress(table, done)


def _decided(
    work: _Work, number: int, found: Found, slots: Mapping[int, str]
) -> Iterator[tuple[str, Decided]]:
    """Decide for each column of dates from all of its different texts."""
    for name, entry in found.feed.columns.items():
        is_date = TABLES[found.feed.table].column(name).type in {Type.DATE, Type.MONTH}
        if not is_date or entry.heading is None or name not in found.at:
            continue
        (position,) = found.at[name]
        asked = f'SELECT DISTINCT "{slots[position]}" FROM "raw_{number}"'
        texts = [text for (text,) in work.staging.ask(asked) if text]
        decided = decide(texts, entry.dates, work.today)
        if decided.said:
            place = place_of(found.source, 0, column_of(found.source, position))
            severity = Severity.NOT_TAKEN if decided.mixed else Severity.INFERRED
            work.findings.add(place, severity, f"{name}: {decided.said}", decided.done)
        yield name, decided


def _fed(matched: Sequence[Found]) -> dict[str, frozenset[str]]:
    fed: dict[str, frozenset[str]] = {}
    for one in matched:
        fed[one.feed.table] = fed.get(one.feed.table, frozenset()) | frozenset(one.at)
    return fed


def _close(work: _Work, fed: Mapping[str, frozenset[str]]) -> None:
    for table in fed:
        if not work.source_rows.get(table):
            work.staging.write(f"rows_{table}", _no_rows(table))
        work.staging.close(f"rows_{table}")
    work.staging.write("fault", FAULTS.empty_table())
    work.staging.close("fault")


def _no_rows(table: str) -> pa.Table:
    first = {ROW: pa.int64(), SOURCE: pa.int32(), AT: pa.int64(), LINE: pa.int64()}
    columns = {name: pa.array([], kind) for name, kind in first.items()}
    columns |= {c.name: pa.array([], ARROW[c.type]) for c in TABLES[table].columns}
    return pa.table(columns)
