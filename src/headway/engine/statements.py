"""From facts to the statement that adds them up, and the small relations it leans on."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from sqlglot import exp

from headway.engine.derived import (
    FIRST_OPENED,
    WORKING_DAYS,
    plan_first_opened,
    working_days_so_far,
)
from headway.engine.facts import Measure
from headway.engine.periods import Span
from headway.engine.responsibility import stretches, stretches_of
from headway.engine.sql import DIALECT, at_most, call, column, less, same, whole
from headway.engine.units import Units

BREAKDOWN = "part"
LEVELS = ("unit", "locality", "service")


def by_bucket(facts: exp.Select, measures: Sequence[Measure], *, parted: bool) -> exp.Select:
    """Add facts up by bucket and unit: everything else is added up from that."""
    keys = [column("bucket"), column("unit"), *([column(BREAKDOWN)] if parted else [])]
    return exp.select(*keys, *_figures(measures)).from_(facts.subquery("r")).group_by(*keys)


def by_period(
    facts: exp.Select, measures: Sequence[Measure], span: Span, *, parted: bool, has_period: bool
) -> exp.Select:
    """Count facts anew for every period and every unit of every level, and for the whole."""
    facts = carried(facts, span.units)
    period = column("period", "r" if has_period else "c")
    part = [column(BREAKDOWN, "r")] if parted else []
    levels = [column("unit", "r"), column("locality", "m"), column("service", "m")]
    sets = [
        exp.Tuple(expressions=[period, *part, *one]) for one in (*([each] for each in levels), [])
    ]
    statement = exp.select(
        period, exp.alias_(call("grouping", *levels), "level"), *levels, *part, *_figures(measures)
    ).from_(facts.subquery("r"))
    if not has_period:
        calendar = span.calendar().subquery("c", copy=False)
        on = same(column("bucket", "r"), column("bucket", "c"))
        statement = statement.join(calendar, on=on, copy=False)
    stands = exp.and_(
        same(column("unit", "r"), column("unit", "m")),
        at_most(column("first_bucket", "m"), column("bucket", "r")),
        less(column("bucket", "r"), column("after_bucket", "m")),
    )
    placed = span.placed().subquery("m", copy=False)
    statement = statement.join(placed, on=stands, join_type="left", copy=False)
    statement.set("group", exp.Group(grouping_sets=[exp.GroupingSets(expressions=sets)]))
    return statement


def carried(facts: exp.Select, units: Units) -> exp.Select:
    """Let each fact count to the unit that its own one counts to, if it is another."""
    if not units.carried:
        return facts
    counts_to = exp.Case(this=column("unit"))
    for one, whole_unit in sorted(units.carried.items()):
        was, now = whole(units.numbers[one]), whole(units.numbers[whole_unit])
        counts_to = counts_to.when(was, now)
    replaced = exp.alias_(counts_to.else_(column("unit")), "unit")
    return exp.select(exp.Star(replace=[replaced])).from_(facts.subquery("f"))


def _figures(measures: Sequence[Measure]) -> list[exp.Expr]:
    found: list[exp.Expr] = []
    for place, one in enumerate(measures):
        for name, figure in (("above", one.above), ("below", one.below), ("lost", one.left_out)):
            found.append(exp.alias_(figure or exp.null(), f"{name}_{place}"))
    return found


def complete(statement: exp.Select) -> exp.Select:
    """Define, before a statement, each small relation that it leans on."""
    for name, make in _leaned_on(statement):
        statement = statement.with_(name, as_=make(), copy=False)
    return statement


def written(statement: exp.Select) -> str:
    """Write a statement out with each small relation that it leans on; it is used up by that.

    Those relations are the same for every statement, so that they are written only once.
    """
    with_them = [f"{name} AS ({_written(name)})" for name, _ in _leaned_on(statement)]
    before = f"WITH {', '.join(with_them)} " if with_them else ""
    return before + statement.sql(dialect=DIALECT, copy=False)


@lru_cache(maxsize=16)
def _written(name: str) -> str:
    return MAKERS[name]().sql(dialect=DIALECT, copy=False)


def _leaned_on(statement: exp.Select) -> list[tuple[str, Callable[[], exp.Query]]]:
    named = {one.name for one in statement.find_all(exp.Table)}
    return [(name, make) for name, make in MAKERS.items() if name in named]


MAKERS: dict[str, Callable[[], exp.Query]] = {
    WORKING_DAYS: working_days_so_far,
    FIRST_OPENED: plan_first_opened,
    **{stretches_of(table): partial(stretches, table) for table in ("plan_team", "episode_team")},
}
