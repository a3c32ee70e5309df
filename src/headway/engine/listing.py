"""The rows that stand at the end of a period, team by team, with what a list shows of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from sqlglot import exp

from headway.domain.calculation import OpenAtEnd, Step, Window
from headway.domain.periods import Period
from headway.engine.periods import Span
from headway.engine.relation import Relation
from headway.engine.restricted import restricted_in
from headway.engine.runner import plan
from headway.engine.source import Snapshot
from headway.engine.sql import at_most, column, day, less, missing
from headway.engine.statements import complete
from headway.engine.units import Units
from headway.engine.world import months_after
from headway.tables.naming import table_named
from headway.tables.paths import resolve
from headway.tables.schema import Type

Number = int | date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A row that stands: the team it counts for, and the cells that were asked for, as text.

    ``since`` is the latest of its starts, and ``due`` the day from whose end on it has stood too
    long: where no length is asked, the start itself is the day on which something was due.
    ``restricted`` rows are counted, and their cells are empty.
    """

    unit: str
    cells: tuple[str, ...]
    since: date | None
    due: date | None
    restricted: bool


def standing_rows(
    calculation: OpenAtEnd,
    period: Period,
    show: Sequence[str],
    snapshot: Snapshot,
    units: Units,
    *,
    named: bool = True,
) -> tuple[Standing, ...]:
    """Give the rows that stand at the end of a period, those due first before the others.

    ``show`` are the paths of identifiers from the table counted. Of a distinct count each team has
    one row for a subject, the one due first. Without ``named`` no cell is given, and the snapshot
    need not be open for identifiers. Nothing where the snapshot lacks the table.
    """
    units = units.ends_of((period,))
    found = plan([("asked", calculation)], Span((period,), units), snapshot)
    if not found:
        return ()
    facts, measure = found[0].facts, found[0].measures[0]
    keys = [one.alias for one in facts.selects if one.alias.startswith("key_")]
    chosen = exp.select(column("unit"), *map(column, keys)).from_(facts.subquery("f"))
    standing = snapshot.query(complete(chosen.where(column(measure.counted))).sql("duckdb"))
    details = _details(calculation, show, {row[1] for row in standing}, snapshot)
    never = _never(calculation, show, keys, snapshot)
    texts = _texts(calculation, show, snapshot) if named else []
    kept: dict[object, Standing] = {}
    for team, *key in standing:
        starts, cells, subject = details[tuple(key)]
        since = max((one for one in starts if isinstance(one, date)), default=None)
        due = later_by(since, calculation.longer_than) if since else None
        hidden = any(cell in bad for bad, cell in zip(never, (*cells, *key), strict=True))
        shown = () if hidden else tuple(t.get(c, "") for t, c in zip(texts, cells, strict=False))
        made = Standing(units.named(team), shown, since, due, hidden)
        which = (team, subject if calculation.each else tuple(key))
        if which not in kept or _order(made) < _order(kept[which]):
            kept[which] = made
    return tuple(sorted(kept.values(), key=_order))


def leads_on(on: date, snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """Give the workers who lead each plan on a day, by the plan's identifier."""
    if "lead_practitioner" not in snapshot.table_names:
        return {}
    wanted = exp.select(column("plan_id"), column("worker_id")).from_("lead_practitioner")
    began = at_most(column("started_on"), day(on))
    still = exp.or_(missing(column("ended_on")), less(day(on), column("ended_on")))
    rows = snapshot.query(wanted.where(began, still).sql("duckdb"))
    plans, workers = (
        {number: text for text, number in snapshot.codes("lead_practitioner", name).items()}
        for name in ("plan_id", "worker_id")
    )
    found: dict[str, tuple[str, ...]] = {}
    for plan_number, worker in rows:
        if plan_number is not None and worker is not None:
            name = plans[cast("int", plan_number)]
            found[name] = tuple(sorted({*found.get(name, ()), workers[cast("int", worker)]}))
    return found


def _order(one: Standing) -> tuple[date, bool, tuple[str, ...], str]:
    return one.due or date.max, not one.restricted, one.cells, one.unit


def _details(
    calculation: OpenAtEnd, show: Sequence[str], first: set[object], snapshot: Snapshot
) -> dict[tuple[object, ...], tuple[list[Number], tuple[Number, ...], object]]:
    """Read what is asked for of the rows whose key begins with one of these numbers."""
    if not first:
        return {}
    relation = Relation(calculation.selection.table, snapshot)
    starts = [relation.column(one) for one in calculation.starts]
    cells = [relation.column(one) for one in show]
    subject = [relation.column(calculation.each)] if calculation.each else [exp.null()]
    key = relation.key()
    numbers = [exp.Literal.number(one) for one in sorted(cast("set[int]", first))]
    named = [
        exp.alias_(one.copy(), f"c{n}") for n, one in enumerate((*key, *subject, *starts, *cells))
    ]
    select = relation.select(*named).where(exp.In(this=key[0].copy(), expressions=numbers))
    size, found = len(key), {}
    for row in snapshot.query(complete(select).sql("duckdb")):
        own, rest = tuple(row[:size]), row[size:]
        days = list(cast("tuple[Number, ...]", rest[1 : 1 + len(starts)]))
        found[own] = (days, cast("tuple[Number, ...]", tuple(rest[1 + len(starts) :])), rest[0])
    return found


def _never(
    calculation: OpenAtEnd, show: Sequence[str], keys: Sequence[str], snapshot: Snapshot
) -> list[frozenset[int]]:
    """Give for each cell shown, and each part of the key, the numbers that are never listed."""
    table = calculation.selection.table
    paths = [resolve(table, one) for one in show]
    places = [(one.table, one.column.name) for one in paths]
    places += [(table, one.removeprefix("key_")) for one in keys]
    above = [table_named(*one) for one in places]
    ready = {one: restricted_in(one, snapshot) for one in {*above} if one}
    return [ready.get(one, frozenset()) for one in above]


def _texts(
    calculation: OpenAtEnd, show: Sequence[str], snapshot: Snapshot
) -> list[Mapping[object, str]]:
    found: list[Mapping[object, str]] = []
    for path in show:
        one = resolve(calculation.selection.table, path)
        if one.column.type not in {Type.TEXT, Type.CODE}:
            raise ValueError(f"{path} holds no identifier or code")
        texts = snapshot.codes(one.table, one.column.name)
        found.append({number: text for text, number in texts.items()})
    return found


def later_by(since: date, window: Window | None) -> date:
    """Give the day so long after another; the day itself without a window."""
    if window is None:
        return since
    if window.step is Step.MONTHS:
        return months_after(since, window.length)
    return since + timedelta(days=window.length)
