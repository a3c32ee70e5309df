"""First against latest reading: whether a subject has got better."""

from collections.abc import Mapping

from sqlglot import exp

from headway.domain.calculation import LatestChange
from headway.engine.facts import Measure
from headway.engine.periods import Span
from headway.engine.relation import Relation
from headway.engine.source import Snapshot
from headway.engine.sql import (
    at_most,
    call,
    column,
    count_if,
    known,
    less,
    missing,
    whole,
)
from headway.tables.paths import resolve

SERIES = ("subject", "area")


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


def _latest(found: LatestChange, span: Span, snapshot: Snapshot) -> exp.Select:
    """Give, for each period, the latest reading of each area up to its end, against the first."""
    following = _over(call("lead", column("on_day")))
    first = _over(call("first_value", column("score")))
    gain = exp.Mul(
        this=exp.Paren(this=exp.Sub(this=column("score"), expression=first)),
        expression=column("sense"),
    )
    placed = exp.select(
        column("subject"),
        column("on_day"),
        column("unit"),
        exp.alias_(_over(call("row_number")), "place"),
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
    names = ["subject", *[f"area_{place}" for place in range(len(series))], "on_day", "sense"]
    area = call("row", *[column(f"area_{place}") for place in range(len(series))])
    return (
        exp.select(
            column("subject"),
            exp.alias_(area, "area"),
            column("on_day"),
            column("sense"),
            exp.alias_(exp.Max(this=column("score")), "score"),
            exp.alias_(exp.Max(this=column("unit")), "unit"),
        )
        .from_(rows.subquery("q"))
        .group_by(*[column(one) for one in names])
    )


def _codes(found: LatestChange, snapshot: Snapshot) -> Mapping[str, int]:
    at = resolve(found.selection.table, found.instrument)
    return snapshot.codes(at.table, at.column.name)


def _over(function: exp.Expr) -> exp.Window:
    return exp.Window(
        this=function,
        partition_by=[column(one) for one in SERIES],
        order=exp.Order(expressions=[exp.Ordered(this=column("on_day"))]),
    )
