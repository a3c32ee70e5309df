"""What is past its retention: which rows of a snapshot may be kept no longer on a day.

A row's years count from its end, or from its event where its table knows no end, or else from
its recording. What has not ended is kept. A part (the subject of a plan, a review) goes with the
record it belongs to, and keeps it while one of the parts is not past its date. Persons and
families go when no row that stays needs them; rows that only describe them (who lives with whom,
and where) need nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from headway.tables import TABLES
from headway.tables.schema import Table
from headway.warehouse.disk import in_plain_words
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_engine import EngineSettings, engine
from headway.warehouse.snapshot_erasing import Erased, erase_rows
from headway.warehouse.snapshot_form import literal, quoted
from headway.warehouse.snapshot_listing import snapshots_on
from headway.warehouse.snapshot_manifest import SnapshotId
from headway.warehouse.snapshot_opening import look_at
from headway.warehouse.snapshot_reach import (
    FAMILY,
    PERSON,
    WORKER,
    Pointer,
    Reach,
    is_doomed,
    numbers,
    own_key,
    pointers,
)
from headway.warehouse.snapshot_reading import spill_folder

DESCRIBING: Final = ("household_membership", "residence")
HOUSEHOLD = "household_membership"


def start_with_time(reach: Reach, on: date) -> None:
    """Begin with the rows past their retention on a day, and all that nothing needs any more."""
    for table in reversed(reach.tables):  # parts stand after the record they belong to
        if table.retention_years and not part_of(table) and table.name not in DESCRIBING:
            reach.doom(table, _is_past(reach, table, on))
    for table in reach.tables:
        whole = part_of(table)
        if whole:
            reach.doom(table, f"r.{quoted(whole.column)} IN {numbers(whole.kind)}")
    _forget_unneeded(reach)


def part_of(table: Table) -> Pointer | None:
    """Return by which column a table's rows are parts of another's; None for one that stands."""
    people = {PERSON, FAMILY, WORKER}
    found = (one for one in pointers(table) if one.required and one.kind not in people)
    return next(found, None)


def still_open(reach: Reach, table: Table, on: date) -> int:
    """Count rows that began before the retention's years and have not ended: a person looks."""
    end, begin = table.end_date, table.event_date
    if not end or not begin or not table.retention_years:
        return 0
    if part_of(table) or table.name in DESCRIBING:
        return 0
    ((count,),) = reach.connection.execute(
        f"SELECT count(*) FROM {quoted(table.name)} r WHERE r.{quoted(end)} IS NULL "
        f"AND r.{quoted(begin)} <= {_limit(table, on)}"
    ).fetchall()
    return int(count)


def _is_past(reach: Reach, table: Table, on: date) -> str:
    """Write the condition that a row, and every part of it, is past its date."""
    parts = [
        f"NOT EXISTS (SELECT 1 FROM {quoted(part.name)} p "
        f"WHERE p.{quoted(whole.column)} = r.{quoted(own_key(table))} "
        f"AND {_latest(part, 'p.')} > {_limit(part, on)})"
        for part, whole in _parts(reach, table)
    ]
    return " AND ".join([f"{_counts_from(table)} <= {_limit(table, on)}", *parts])


def _parts(reach: Reach, table: Table) -> Iterator[tuple[Table, Pointer]]:
    for part in reach.tables:
        whole = part_of(part)
        if whole and whole.kind == table.name and part.retention_years:
            yield part, whole


def _counts_from(table: Table) -> str:
    names = [table.end_date] if table.end_date else [table.event_date, table.recorded_date]
    return f"coalesce({', '.join([*(f'r.{quoted(name)}' for name in names if name), 'NULL'])})"


def _latest(table: Table, row: str) -> str:
    """Write the date a part's years count from; long ago for one that says nothing."""
    names = [table.end_date, table.event_date]
    listed = [f"{row}{quoted(name)}" for name in names if name]
    return f"coalesce({', '.join([*listed, 'DATE ' + literal('0001-01-01')])})"


def _limit(table: Table, on: date) -> str:
    return f"(DATE {literal(on.isoformat())} - INTERVAL {table.retention_years or 0} YEAR)"


def _forget_unneeded(reach: Reach) -> None:
    """Let persons and families go whom a row that went needed, and no row that stays needs."""
    needed = {kind: _needs(reach, kind) for kind in (PERSON, FAMILY)}
    if TABLES[HOUSEHOLD] in reach.tables:  # a family is needed with each of its people, and back
        lives = f"SELECT person_id AS number, family_id AS other FROM {quoted(HOUSEHOLD)}"
        needed[FAMILY] += f" UNION SELECT other FROM ({lives}) WHERE number IN ({needed[PERSON]})"
        needed[PERSON] += f" UNION SELECT number FROM ({lives}) WHERE other IN ({needed[FAMILY]})"
    for kind in (FAMILY, PERSON):
        went = " UNION ".join(_named(reach, kind, "", exclude=())) or "SELECT 0"
        lives_with = _in_families_that_go(reach) if kind == PERSON else "SELECT 0"
        reach.connection.execute(
            f"INSERT INTO gone SELECT DISTINCT {literal(kind)}, number FROM ({went} UNION "
            f"{lives_with}) AS q(number) WHERE number IS NOT NULL AND number NOT IN "
            f"(SELECT number FROM ({needed[kind]}) AS n(number) WHERE number IS NOT NULL)"
        )
        if TABLES[kind] in reach.tables:
            reach.doom(TABLES[kind], f"r.{quoted(own_key(TABLES[kind]))} IN {numbers(kind)}")
    for name in DESCRIBING:
        if TABLES[name] in reach.tables:
            named = [
                f"r.{quoted(one.column)} IN {numbers(one.kind)}" for one in pointers(TABLES[name])
            ]
            reach.doom(TABLES[name], " OR ".join(named))


def _in_families_that_go(reach: Reach) -> str:
    """Write the people who are kept only because they live in a family that goes."""
    if TABLES[HOUSEHOLD] not in reach.tables:
        return "SELECT 0"
    return f"SELECT person_id FROM {quoted(HOUSEHOLD)} WHERE family_id IN {numbers(FAMILY)}"


def _needs(reach: Reach, kind: str) -> str:
    found = _named(reach, kind, "NOT ", exclude=DESCRIBING)
    return " UNION ".join(found) or "SELECT 0 AS number"


def _named(reach: Reach, kind: str, negated: str, exclude: tuple[str, ...]) -> list[str]:
    """Write the numbers of a kind that rows name which go, or with ``negated`` which stay."""
    return [
        f"SELECT r.{quoted(one.column)} AS number FROM {quoted(table.name)} r "
        f"WHERE {negated}{is_doomed(table.name)} AND r.{quoted(one.column)} IS NOT NULL"
        for table in reach.tables
        if table.name not in exclude
        for one in pointers(table)
        if one.kind == kind
    ]


@dataclass(frozen=True, slots=True)
class PastRetention:
    """What of a snapshot may be kept no longer, by table; and what is too old but has not ended."""

    snapshot: SnapshotId
    rows: tuple[tuple[str, int], ...]
    still_open: tuple[tuple[str, int], ...]


def past_retention(
    folder: DataFolder, on: date, settings: EngineSettings | None = None
) -> tuple[PastRetention, ...]:
    """Say what of every snapshot is past its retention on a day; nothing is changed.

    Raises Refused where a snapshot is damaged.
    """
    found = []
    with in_plain_words(folder.path):
        for one in snapshots_on(folder.trail()).values():
            opened = look_at(folder.path, one)
            manifest = opened.whole()
            with engine(spill_folder(folder), settings or EngineSettings()) as connection:
                reach = Reach(connection, opened.folder, manifest)
                start_with_time(reach, on)
                waiting = ((table.name, still_open(reach, table, on)) for table in reach.tables)
                found.append(
                    PastRetention(
                        one.snapshot,
                        tuple(reach.rows().items()),
                        tuple((name, count) for name, count in waiting if count),
                    )
                )
    return tuple(found)


def erase_past(
    folder: DataFolder,
    on: date,
    *,
    reason: str,
    by: str,
    at: datetime,
    settings: EngineSettings | None = None,
) -> Erased:
    """Erase from every snapshot what is past its retention on a day."""

    def begin(reach: Reach) -> set[int]:
        start_with_time(reach, on)
        return set()

    return erase_rows(folder, begin, reason=reason, by=by, at=at, settings=settings)
