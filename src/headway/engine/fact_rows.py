"""The facts behind a calculation's figures, read from a snapshot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeAlias, cast

from sqlglot import exp

from headway.domain.calculation import (
    Average,
    Calculation,
    Count,
    Duration,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    Share,
    Transition,
)
from headway.domain.periods import Period
from headway.domain.restatement import RowChange
from headway.engine.differences import ONE, ZERO, Adding, Fact, adding_of, key_columns
from headway.engine.periods import Span
from headway.engine.runner import Statement, plan
from headway.engine.source import Snapshot
from headway.engine.sql import column
from headway.engine.statements import complete
from headway.engine.units import Units, units_of
from headway.tables.paths import resolve

Common: TypeAlias = Callable[[str, str, object], object]
"""Gives, for a table, a column and a cell, what stands for it in both snapshots."""


class Pair(Protocol):
    """Two snapshots side by side; sides are 0 for the earlier and 1 for the later."""

    @property
    def sides(self) -> Sequence[Snapshot]:
        """The earlier and the later one."""

    def common(self, side: int, table: str, column: str, cell: object) -> object:
        """Give what stands for a cell of a side in both snapshots."""

    def number(self, side: int, table: str, column: str, common: object) -> object:
        """Give the cell of a side for which something common stands; None where it has none."""

    def changes(self, table: str) -> Mapping[tuple[object, ...], RowChange]:
        """Give what became of each row of a table that is not the same in both, by its key."""


def units_of_both(pair: Pair) -> tuple[Units, Units]:
    """Read the units of both sides, with stretches of days in which neither map changed."""
    then, now = (units_of(one) for one in pair.sides)
    then.changes = now.changes = tuple(sorted({*then.changes, *now.changes}))
    return then, now


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each thing stands in a row of the statement."""

    names: tuple[str, ...]

    def of(self, row: Sequence[object], name: str) -> object:
        return row[self.names.index(name)] if name in self.names else None


def facts_of(
    calculation: Calculation,
    periods: Sequence[Period],
    snapshot: Snapshot,
    units: Units,
    common: Common,
) -> list[Fact]:
    """Give every fact behind the figures of some periods; none where the tables have no rows."""
    if not periods:
        return []
    span = Span(tuple(periods), units)
    found = plan([("asked", calculation)], span, snapshot)
    if not found:
        return []
    statement = found[0]
    chosen, rows = _read(statement, snapshot)
    places = [
        (chosen.names.index(f"key_{name}"), table, own)
        for name, (table, own) in zip(_key_names(statement), key_columns(calculation), strict=True)
    ]
    firsts = dict(span.buckets())
    facts: list[Fact] = []
    for row in rows:
        key = tuple(common(table, own, row[at]) for at, table, own in places)
        on = firsts[cast("int", chosen.of(row, "bucket"))]
        unit = units.named(chosen.of(row, "unit"))
        for period in _periods(chosen, row, span, on):
            facts.append(
                _fact(calculation, statement, chosen, row, (key, period, unit, on), common)
            )
    return facts


def _key_names(statement: Statement) -> list[str]:
    aliases = [one.alias_or_name for one in statement.facts.selects]
    return [one.removeprefix("key_") for one in aliases if one.startswith("key_")]


def _read(
    statement: Statement, snapshot: Snapshot
) -> tuple[_Columns, Sequence[tuple[object, ...]]]:
    measure = statement.measures[0]
    names = tuple(one.alias_or_name for one in statement.facts.selects)
    stands = column(measure.among or measure.counted)
    outer = exp.select(*map(column, names)).from_(statement.facts.subquery("f")).where(stands)
    return _Columns(names), snapshot.query(complete(outer).sql("duckdb"))


def _periods(chosen: _Columns, row: Sequence[object], span: Span, on: date) -> list[Period]:
    place = chosen.of(row, "period")
    places = span.periods_of(on) if place is None else [cast("int", place)]
    return [span.periods[one] for one in places]


def _fact(
    calculation: Calculation,
    statement: Statement,
    chosen: _Columns,
    row: Sequence[object],
    base: tuple[tuple[object, ...], Period, str, date],
    common: Common,
) -> Fact:
    measure = statement.measures[0]
    stands_above = bool(chosen.of(row, measure.counted))
    above, below = (ONE if stands_above else ZERO), ZERO
    subject: object = None
    length: int | None = None
    match calculation:
        case Count() | OpenAtEnd():
            if calculation.sum_of:
                above = _exact(chosen.of(row, "m0_v"))
            subject = _subject(calculation, chosen.of(row, measure.subject), common)
        case Share():
            below = ONE
            subject = _subject(calculation, chosen.of(row, measure.subject), common)
        case FollowedBy() | LatestChange():
            below = ONE
        case Average():
            above, below = _exact(chosen.of(row, "m0_v")), ONE
        case Duration():
            below, passed = ONE, cast("int", chosen.of(row, "m0_d"))
            ranked = adding_of(calculation) is Adding.RANKED
            above, length = (ZERO, int(passed)) if ranked else (Fraction(passed), None)
        case Transition():
            pass
    return Fact(*base, above, below, subject, length)


def _subject(calculation: Count | OpenAtEnd | Share, cell: object, common: Common) -> object:
    if not calculation.each:
        return None
    found = resolve(calculation.selection.table, calculation.each)
    return cell if found.derived else common(found.table, found.column.name, cell)


def _exact(cell: object) -> Fraction:
    return ZERO if cell is None else Fraction(cast("int | Decimal", cell))
