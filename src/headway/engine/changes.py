"""First against latest reading: whether a subject has got better."""

from collections.abc import Mapping

from sqlglot import exp

from headway.domain.calculation import LatestChange
from headway.engine.facts import Measure
from headway.engine.grid import Grid
from headway.engine.periods import Span
from headway.engine.relation import Relation
from headway.engine.source import Snapshot
from headway.engine.sql import (
    FIRST_DAY,
    as_whole,
    at_most,
    call,
    column,
    count_if,
    day,
    days_between,
    known,
    less,
    missing,
    whole,
)
from headway.tables.paths import resolve

UNITS = 2**31
"""More than the numbers of units, which begin with 1."""


def change_facts(
    indicator: str, found: LatestChange, span: Span, snapshot: Snapshot
) -> tuple[exp.Select, Measure]:
    """Give a fact for each period and each subject whose latest reading lies in it."""
    latest = _latest(found, span, snapshot)
    pairs = exp.GT(this=column("place"), expression=whole(1))
    change = exp.Sum(this=exp.Case().when(pairs, column("gain")).else_(whole(0)))
    by_day = call(
        "row", column("on_day"), exp.Coalesce(this=column("unit"), expressions=[whole(-1)])
    )
    subjects = (
        exp.select(
            column("period"),
            column("bucket"),
            column("subject"),
            exp.alias_(
                call("arg_max", exp.Coalesce(this=column("unit"), expressions=[whole(-1)]), by_day),
                "unit",
            ),
            exp.alias_(count_if(pairs), "pairs"),
            exp.alias_(change, "gain"),
        )
        .from_(latest.subquery("l"))
        .group_by(column("period"), column("bucket"), column("first_day"), column("subject"))
        .having(exp.GTE(this=exp.Max(this=column("on_day")), expression=column("first_day")))
    )
    two = exp.GT(this=column("pairs"), expression=whole(0))
    facts = exp.select(
        column("period"),
        column("bucket"),
        exp.alias_(call("nullif", column("unit"), whole(-1)), "unit"),
        exp.alias_(column("subject"), "key_subject"),
        exp.alias_(exp.and_(two, exp.GT(this=column("gain"), expression=whole(0))), "m0"),
        exp.alias_(two, "m0_b"),
    ).from_(subjects.subquery("s"))
    lost = count_if(exp.not_(column("m0_b")))
    measure = Measure(
        indicator,
        {},
        count_if(column("m0")),
        count_if(column("m0_b")),
        lost,
        additive=False,
        counted="m0",
        among="m0_b",
    )
    return facts, measure


def latest_changes(found: LatestChange, grid: Grid, snapshot: Snapshot) -> exp.Select:
    """Give, for each subject and slot with a reading, how it stood against the first ones.

    What an area gained up to a day is the sum of its steps from reading to reading, so that the
    gain of all areas together is one running sum of the subject.
    """
    before = _over(found, call("lag", column("score")))
    step = exp.Mul(
        this=exp.Paren(this=exp.Sub(this=column("score"), expression=before)),
        expression=column("sense"),
    )
    steps = exp.select(
        column("subject"),
        exp.alias_(_slot(grid), "slot"),
        exp.alias_(_day_and_unit(), "last"),
        exp.alias_(step, "step"),
        exp.alias_(known(before), "has_two"),
    ).from_(_readings(found, snapshot).subquery("d", copy=False), copy=False)
    steps = steps.where(less(column("on_day"), day(grid.span.end)), copy=False)
    slots = (
        exp.select(
            column("subject"),
            column("slot"),
            exp.alias_(exp.Max(this=column("last")), "last"),
            exp.alias_(exp.Sum(this=column("step")), "step"),
            exp.alias_(call("bool_or", column("has_two")), "has_two"),
        )
        .from_(steps.subquery("s", copy=False), copy=False)
        .group_by(column("subject"), column("slot"), copy=False)
    )
    so_far = exp.Window(
        this=exp.Sum(this=exp.Coalesce(this=column("step"), expressions=[whole(0)])),
        partition_by=[column("subject")],
        order=exp.Order(expressions=[exp.Ordered(this=column("slot"))]),
    )
    two = exp.Window(
        this=call("bool_or", column("has_two")),
        partition_by=[column("subject")],
        order=exp.Order(expressions=[exp.Ordered(this=column("slot"))]),
    )
    unit = exp.Mod(this=column("last"), expression=whole(UNITS))
    running = exp.select(
        column("subject"),
        column("slot"),
        exp.alias_(as_whole(unit), "unit"),
        exp.alias_(exp.GT(this=so_far, expression=whole(0)), "better"),
        exp.alias_(two, "has_two"),
    ).from_(slots.subquery("g", copy=False), copy=False)
    return (
        exp.select("*")
        .from_(running.subquery("r", copy=False), copy=False)
        .where(at_most(whole(0), column("slot")), copy=False)
    )


def _slot(grid: Grid) -> exp.Expr:
    """Give the slot of a reading; one before them all for what came earlier."""
    slot = exp.Sub(
        this=grid.span.units.bucket_sql(column("on_day")), expression=whole(grid.first_bucket)
    )
    early = less(column("on_day"), day(grid.span.start))
    return exp.Case().when(early, whole(-1)).else_(slot)


def _day_and_unit() -> exp.Expr:
    """Give the day and, of its units, the last: as one number, which compares fast."""
    number = exp.Mul(
        this=as_whole(days_between(day(FIRST_DAY), column("on_day"))), expression=whole(UNITS)
    )
    unit = exp.Coalesce(this=column("unit"), expressions=[whole(0)])
    return exp.Add(this=number, expression=unit)


def _latest(found: LatestChange, span: Span, snapshot: Snapshot) -> exp.Select:
    """Give, for each period, the latest reading of each area up to its end, against the first."""
    following = _over(found, call("lead", column("on_day")))
    first = _over(found, call("first_value", column("score")))
    gain = exp.Mul(
        this=exp.Paren(this=exp.Sub(this=column("score"), expression=first)),
        expression=column("sense"),
    )
    placed = exp.select(
        column("subject"),
        column("on_day"),
        column("unit"),
        exp.alias_(_over(found, call("row_number")), "place"),
        exp.alias_(following, "next_day"),
        exp.alias_(gain, "gain"),
    ).from_(_readings(found, snapshot).subquery("d"))
    still = exp.Paren(
        this=exp.or_(
            missing(column("next_day", "p")),
            at_most(column("day_after", "c"), column("next_day", "p")),
        )
    )
    on = exp.and_(less(column("on_day", "p"), column("day_after", "c")), still)
    return (
        exp.select(
            *[column(one, "c") for one in ("period", "bucket", "first_day")],
            *[column(one, "p") for one in ("subject", "on_day", "unit", "place", "gain")],
        )
        .from_(placed.subquery("p"))
        .join(span.ends().subquery("c"), on=on)
    )


def _readings(found: LatestChange, snapshot: Snapshot) -> exp.Select:
    """Give one reading of each day, subject and area: of several the highest score."""
    relation = Relation(found.selection.table, snapshot)
    on = relation.column(found.when)
    relation.on = on
    series = [relation.column(one) for one in found.series]
    numbers = _codes(found, snapshot)
    lower = [whole(numbers.get(one, -1)) for one in found.lower_is_better]
    sense: exp.Expr = whole(1)
    if lower:
        turned = exp.In(this=relation.column(found.instrument), expressions=lower)
        sense = exp.Case().when(turned, whole(-1)).else_(whole(1))
    subject, score = relation.column(found.subject), relation.column(found.score)
    holds = relation.selected(found.selection)
    keys = [
        exp.alias_(subject, "subject"),
        *[exp.alias_(one, f"area_{place}") for place, one in enumerate(series)],
    ]
    unit = relation.unit(found.common)
    rows = relation.select(
        *keys,
        exp.alias_(on, "on_day"),
        exp.alias_(sense, "sense"),
        exp.alias_(score, "score"),
        exp.alias_(unit, "unit"),
    ).where(holds, known(subject), known(score))
    names = [*_series(found), "on_day", "sense"]
    return (
        exp.select(
            *[column(one) for one in names],
            exp.alias_(exp.Max(this=column("score")), "score"),
            exp.alias_(exp.Max(this=column("unit")), "unit"),
        )
        .from_(rows.subquery("q"))
        .group_by(*[column(one) for one in names])
    )


def _codes(found: LatestChange, snapshot: Snapshot) -> Mapping[str, int]:
    at = resolve(found.selection.table, found.instrument)
    return snapshot.codes(at.table, at.column.name)


def _series(found: LatestChange) -> list[str]:
    return ["subject", *[f"area_{place}" for place in range(len(found.series))]]


def _over(found: LatestChange, function: exp.Expr) -> exp.Window:
    return exp.Window(
        this=function,
        partition_by=[column(one) for one in _series(found)],
        order=exp.Order(expressions=[exp.Ordered(this=column("on_day"))]),
    )
