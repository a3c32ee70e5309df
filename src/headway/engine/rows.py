"""The rows behind a figure: those that stand above the line, and those below it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from sqlglot import exp

from headway.domain.calculation import (
    Calculation,
    Entered,
    LatestChange,
    PartOf,
    Rate,
    Ratio,
    Transition,
)
from headway.domain.calculation_results import UnitRef
from headway.domain.periods import Period
from headway.engine.differences import key_columns
from headway.engine.periods import Span
from headway.engine.restricted import restricted_in
from headway.engine.runner import Statement, plan, tables_of
from headway.engine.source import Snapshot
from headway.engine.sql import column
from headway.engine.statements import complete
from headway.engine.units import Units
from headway.tables import TABLES
from headway.tables.naming import table_named
from headway.tables.paths import resolve
from headway.tables.schema import Type


@dataclass(frozen=True, slots=True)
class RowBehind:
    """One row behind a figure: what names it, its unit, and where it stands."""

    key: tuple[str, ...]
    unit: str
    subject: str
    value: str
    above: bool


@dataclass(frozen=True, slots=True)
class RowsBehind:
    """The rows behind a figure. ``headings`` name the parts of each row's key.

    ``withheld`` are those that count in the figure and are never listed: of restricted records,
    and of relatives of staff.
    """

    table: str
    headings: tuple[str, ...]
    rows: tuple[RowBehind, ...]
    withheld: int = 0

    @property
    def above(self) -> int:
        """How many of those listed stand above the line."""
        return sum(one.above for one in self.rows)


def rows_behind(
    calculation: Calculation, period: Period, unit: UnitRef, snapshot: Snapshot, units: Units
) -> RowsBehind:
    """Give the rows behind a figure of a unit and a period.

    Of a distinct count each subject has one row. The snapshot must be open for identifiers. Rows
    of restricted records and of relatives of staff are counted, and left out.
    Raises ValueError for a figure that is not made of rows itself: ask for its parts.
    """
    if isinstance(calculation, Ratio | PartOf | Rate | Entered):
        raise ValueError("this figure is made of others: ask for the rows of its parts")
    units = units.ends_of((period,))
    span = Span((period,), units)
    found = plan([("asked", calculation)], span, snapshot)
    if not found:
        return RowsBehind(tables_of(calculation)[0], (), ())
    statement = found[0]
    keys = [one.alias for one in statement.facts.selects if one.alias.startswith("key_")]
    rows = snapshot.query(_select(statement, keys).sql("duckdb"))
    decoding = [_decoding(calculation, name, snapshot) for name in keys]
    never = _never_listed(calculation, snapshot)
    firsts = dict(span.buckets())
    kept: dict[object, RowBehind] = {}
    withheld: set[object] = set()
    for row in sorted(rows, key=str):
        bucket, number, above, subject, value, *key = row
        name = units.named(number)
        on = firsts[cast("int", bucket)]
        if units.place(name, unit.level, on) != unit:
            continue
        cells = tuple(
            decode.get(cell, _shown(cell)) for decode, cell in zip(decoding, key, strict=True)
        )
        made = RowBehind(cells, name, _shown(subject), _shown(value), bool(above))
        which = subject if statement.measures[0].subject else cells
        if any(cell in numbers for numbers, cell in zip(never, key, strict=True)):
            withheld.add(which)
            continue
        if which is not None and (which not in kept or (above and not kept[which].above)):
            kept[which] = made
    table = tables_of(calculation)[0]
    headings = tuple(name.removeprefix("key_") for name in keys)
    listed = tuple(one for which, one in kept.items() if which not in withheld)
    return RowsBehind(table, headings, listed, len(withheld - {None}))


def _select(statement: Statement, keys: list[str]) -> exp.Select:
    measure = statement.measures[0]
    nothing = exp.null()
    given = set(measure.given)
    value = next((name for name in ("m0_v", "m0_d") if name in given), "")
    chosen = [
        column("bucket"),
        column("unit"),
        exp.alias_(exp.Coalesce(this=column(measure.counted), expressions=[exp.false()]), "above"),
        exp.alias_(column(measure.subject) if measure.subject else nothing, "subject"),
        exp.alias_(column(value) if value else nothing, "value"),
        *map(column, keys),
    ]
    stands = column(measure.among or measure.counted)
    # The facts may have relations of their own: what these lean on is defined before them all.
    return complete(exp.select(*chosen).from_(statement.facts.subquery("f")).where(stands))


def _never_listed(calculation: Calculation, snapshot: Snapshot) -> list[frozenset[int]]:
    """Give for each part of the key the numbers whose rows are never listed."""
    above = [table_named(table, name) for table, name in key_columns(calculation)]
    return [restricted_in(one, snapshot) if one else frozenset() for one in above]


def _decoding(calculation: Calculation, key: str, snapshot: Snapshot) -> Mapping[object, str]:
    """Give the text of each number in a part of the key."""
    name = key.removeprefix("key_")
    match calculation:
        case Transition():
            table, found = "person", TABLES["person"].column("person_id")
        case LatestChange():
            path = resolve(calculation.selection.table, calculation.subject)
            table, found = path.table, path.column
        case _:
            table = tables_of(calculation)[0]
            found = TABLES[table].column(name)
    if found.type not in {Type.TEXT, Type.CODE}:
        return {}
    return {number: text for text, number in snapshot.codes(table, found.name).items()}


def _shown(cell: object) -> str:
    return "" if cell is None else str(cell)
