"""Whether another row of the same subject follows or comes before: asked by a semi-join.

A window function over sorted rows would take a spell that began earlier for one that follows, so
each row is asked whether there is any that fits.
"""

from sqlglot import exp

from headway.domain.calculation import FollowedBy, StillOpen
from headway.engine.relation import Relation
from headway.engine.sql import at_most, less, missing, same, whole


def followed(found: FollowedBy, relation: Relation) -> tuple[exp.Expr, exp.Expr]:
    """Give the condition of the rows asked about, and that of those followed (or preceded)."""
    index = relation.selected(found.selection)
    subject, on = relation.column(found.subject), relation.column(found.when)
    if found.still_open is not None:
        inside = _still_open(found.still_open, found, relation, subject, on)
        index = exp.and_(index, exp.not_(exp.Exists(this=inside)))
    return index, exp.Exists(this=_follower(found, relation, subject, on))


def _follower(found: FollowedBy, relation: Relation, subject: exp.Expr, on: exp.Expr) -> exp.Select:
    other = Relation(found.follower.table, relation.snapshot, prefix="f")
    day = other.column(found.follower_when)
    other.on = day
    earlier, later = (day, on) if found.preceding else (on, day)
    conditions = [
        other.selected(found.follower),
        same(other.column(found.follower_subject), subject),
        at_most(earlier, later) if found.same_day else less(earlier, later),
        other.within(earlier, later, found.window),
    ]
    if found.follower.table == relation.table:
        conditions.append(exp.not_(_same_row(other, relation)))
    if found.unless_named_in:
        key = relation.key()[0]
        named = other.column(found.unless_named_in)
        conditions.append(exp.or_(missing(named), exp.NEQ(this=named.copy(), expression=key)))
    return other.select(whole(1)).where(*conditions)


def _still_open(
    asked: StillOpen,
    found: FollowedBy,
    relation: Relation,
    subject: exp.Expr,
    on: exp.Expr,
) -> exp.Select:
    other = Relation(relation.table, relation.snapshot, prefix="s")
    other.on = on
    start, end = other.column(asked.start), other.column(asked.end)
    conditions = [other.asked(one) for one in asked.where]
    conditions += [
        same(other.column(found.subject), subject),
        less(start, on),
        exp.or_(missing(end), less(on, end)),
        exp.not_(_same_row(other, relation)),
    ]
    return other.select(whole(1)).where(*conditions)


def _same_row(one: Relation, other: Relation) -> exp.Expr:
    pairs = zip(one.key(), other.key(), strict=True)
    return exp.and_(*[same(left, right) for left, right in pairs])
