"""What stands open at the end of a period's last day."""

from collections.abc import Sequence

from sqlglot import exp

from headway.domain.calculation import Beside, Step, Window
from headway.engine.relation import Relation
from headway.engine.sql import at_most, call, column, less, missing, same, whole
from headway.tables.transitions import LADDER

CALENDAR = "c"


def last_day() -> exp.Expr:
    """Name the last day of the period that is asked about."""
    return column("last_day", CALENDAR)


def day_after() -> exp.Expr:
    """Name the day after it."""
    return column("day_after", CALENDAR)


def is_open(starts: Sequence[exp.Expr], ends: Sequence[exp.Expr]) -> exp.Expr:
    """Ask whether something stands open at the end of the last day.

    The first start must be known; the others ask nothing where they are empty.
    """
    first, *others = starts
    conditions = [less(first, day_after())]
    conditions += [exp.Paren(this=exp.or_(missing(one), less(one, day_after()))) for one in others]
    conditions += [exp.Paren(this=exp.or_(missing(one), at_most(day_after(), one))) for one in ends]
    return exp.and_(*conditions)


def longer_than(starts: Sequence[exp.Expr], window: Window) -> exp.Expr:
    """Ask whether the latest known start lies more than a window before the end of that day."""
    latest = starts[0] if len(starts) == 1 else call("greatest", *starts)
    unit = exp.var("DAY" if window.step is Step.DAYS else "MONTH")
    step = exp.Interval(this=exp.Literal.string(str(window.length)), unit=unit)
    return less(latest, exp.Paren(this=exp.Sub(this=day_after(), expression=step)))


def stands_beside(found: Beside, relation: Relation) -> exp.Expr:
    """Ask that a row of another table holds on that day for the same subject, or that none does."""
    other = Relation(found.selection.table, relation.snapshot, prefix="b")
    other.on = last_day()
    ends = [other.column(found.end)] if found.end else []
    conditions = [
        same(other.column(found.subject), relation.column(found.of)),
        is_open([other.column(found.start)], ends),
        other.selected(found.selection),
    ]
    beside = exp.Exists(this=other.select(whole(1)).where(*conditions))
    return exp.not_(beside) if found.absent else beside


def rank(tier: exp.Expr, codes: dict[str, int]) -> exp.Expr:
    """Give the place of a tier on the ladder, from 1; nothing for one that stands beside it."""
    places = exp.Case()
    for place, name in enumerate(LADDER, start=1):
        condition = exp.EQ(this=tier.copy(), expression=whole(codes.get(name, -1)))
        places = places.when(condition, whole(place))
    return places


def only_highest_tier(relation: Relation) -> exp.Expr:
    """Ask that the person has nothing open that day which stands higher on the ladder."""
    codes = dict(relation.snapshot.codes("tier_episode", "tier"))
    other = Relation("tier_episode", relation.snapshot, prefix="h")
    own = rank(relation.column("tier"), codes)
    higher = exp.LT(this=own, expression=rank(other.column("tier"), codes))
    conditions = [
        exp.EQ(this=other.column("person_id"), expression=relation.column("person_id")),
        is_open([other.column("started_on")], [other.column("ended_on")]),
        higher,
    ]
    return exp.not_(exp.Exists(this=other.select(whole(1)).where(*conditions)))
