"""A calculation as the rows it rests on, and what is made of them.

A **fact** is a row with the day it belongs to, its unit, and what it adds above and below the
line. Facts of several indicators over the same table, day and unit share one pass.
"""

from dataclasses import dataclass, field

from sqlglot import exp

from headway.domain.calculation import (
    Average,
    Calculation,
    Common,
    Count,
    Duration,
    FollowedBy,
    Share,
    Statistic,
)
from headway.domain.calculation import OpenAtEnd as Open
from headway.engine.following import followed
from headway.engine.relation import Relation
from headway.engine.sql import (
    at_most,
    call,
    column,
    count_distinct,
    count_if,
    every,
    known,
    missing,
    total,
    when,
    whole,
)
from headway.engine.standing import longer_than, only_highest_tier, stands_beside


@dataclass(frozen=True, slots=True)
class Measure:
    """What one indicator makes of the facts: expressions over the columns of ``given``.

    ``additive`` says that figures of parts may be added up. ``counted`` and ``below`` name the
    columns of the rows that stand above and below the line.
    """

    indicator: str
    given: dict[str, exp.Expr]
    above: exp.Expr
    below: exp.Expr | None = None
    left_out: exp.Expr | None = None
    additive: bool = True
    counted: str = ""
    among: str = ""
    subject: str = ""


@dataclass(slots=True)
class Pass:
    """One reading of a table for all the indicators that it can serve."""

    relation: Relation
    common: Common
    day: exp.Expr | None
    span: tuple[list[exp.Expr], list[exp.Expr]] | None = None
    measures: list[Measure] = field(default_factory=list)
    unit: exp.Expr | None = None


def measure_of(indicator: str, found: Calculation, relation: Relation, number: int) -> Measure:
    """Make what an indicator asks of the rows of a relation; its columns are named by number."""
    name = f"m{number}"
    match found:
        case Count():
            return _count(indicator, found, relation, name)
        case Share():
            return _share(indicator, found, relation, name)
        case Average():
            return _average(indicator, found, relation, name)
        case Duration():
            return _duration(indicator, found, relation, name)
        case Open():
            return _open(indicator, found, relation, name)
        case FollowedBy():
            return _followed(indicator, found, relation, name)
        case _:
            raise ValueError(f"{indicator} is not made of the rows of one table")


def _count(indicator: str, found: Count, relation: Relation, name: str) -> Measure:
    holds = relation.selected(found.selection)
    if found.only_the_first:
        holds = exp.and_(holds, _is_the_first(found, relation))
    if found.at_least_one:
        number = exp.Coalesce(this=relation.column(found.sum_of), expressions=[whole(1)])
        given = {name: holds, f"{name}_v": when(holds, number)}
        return Measure(indicator, given, total(column(f"{name}_v")), counted=name)
    return _counted(indicator, relation, name, holds, found.each, found.sum_of)


def _counted(
    indicator: str,
    relation: Relation,
    name: str,
    holds: exp.Expr,
    each: str,
    sum_of: str,
) -> Measure:
    flag = column(name)
    given = {name: holds}
    if sum_of:
        given[f"{name}_v"] = when(holds, relation.column(sum_of))
        value = column(f"{name}_v")
        lost = count_if(exp.and_(flag, missing(value)))
        return Measure(indicator, given, total(value), left_out=lost, counted=name)
    if not each:
        return Measure(indicator, given, count_if(flag), counted=name)
    given[f"{name}_s"] = when(holds, relation.column(each))
    subject = column(f"{name}_s")
    lost = count_if(exp.and_(flag, missing(subject)))
    return Measure(
        indicator,
        given,
        count_distinct(subject),
        left_out=lost,
        additive=False,
        counted=name,
        subject=f"{name}_s",
    )


def _share(indicator: str, found: Share, relation: Relation, name: str) -> Measure:
    among = relation.selected(found.selection)
    counted = exp.and_(among.copy(), every([relation.asked(one) for one in found.of_those]))
    given = {name: counted, f"{name}_b": among}
    if not found.each:
        above, below = count_if(column(name)), count_if(column(f"{name}_b"))
        return Measure(indicator, given, above, below, counted=name, among=f"{name}_b")
    given[f"{name}_s"] = relation.column(found.each)
    subject = column(f"{name}_s")
    return Measure(
        indicator,
        given,
        count_distinct(when(column(name), subject)),
        count_distinct(when(column(f"{name}_b"), subject)),
        count_if(exp.and_(column(f"{name}_b"), missing(subject))),
        additive=False,
        counted=name,
        among=f"{name}_b",
        subject=f"{name}_s",
    )


def _average(indicator: str, found: Average, relation: Relation, name: str) -> Measure:
    holds, value = relation.selected(found.selection), relation.score(found.of, found.scores)
    given = {
        name: exp.and_(holds.copy(), known(value)),
        f"{name}_v": when(holds, value),
        f"{name}_b": holds,
    }
    has, among = count_if(column(name)), count_if(column(f"{name}_b"))
    lost = exp.Sub(this=among, expression=has.copy())
    return Measure(indicator, given, total(column(f"{name}_v")), has, lost, True, name, name)


def _duration(indicator: str, found: Duration, relation: Relation, name: str) -> Measure:
    holds = relation.selected(found.selection)
    start, end = relation.column(found.start), relation.column(found.end)
    usable = exp.and_(holds.copy(), at_most(start, end))
    given = {
        name: exp.Coalesce(this=usable, expressions=[exp.false()]),
        f"{name}_d": when(usable, relation.elapsed(start, end, found.step)),
        f"{name}_b": holds,
    }
    passed = column(f"{name}_d")
    below = exp.Count(this=passed)
    lost = exp.Sub(this=count_if(column(f"{name}_b")), expression=count_if(column(name)))
    above: exp.Expr = total(passed)
    if found.statistic is not Statistic.MEAN:
        above = _ranked(passed, found)
    additive = found.statistic is Statistic.MEAN
    return Measure(indicator, given, above, below, lost, additive, name, name)


def _ranked(passed: exp.Expr, found: Duration) -> exp.Expr:
    """Give the middle of the sorted durations twice over, or the one at a percentile.

    Twice, since the middle of an even number of them may be a half: it is halved exactly later.
    """
    sorted_ones = call("list_sort", call("list", passed.copy()))

    def at(place: exp.Expr) -> exp.Expr:
        return exp.Bracket(this=sorted_ones.copy(), expressions=[place], offset=1)

    known_ones = exp.Count(this=passed.copy())
    if found.statistic is Statistic.PERCENTILE:
        scaled = exp.Add(
            this=exp.Mul(this=known_ones, expression=whole(found.percentile)), expression=whole(99)
        )
        return at(exp.IntDiv(this=exp.Paren(this=scaled), expression=whole(100)))
    lower = exp.IntDiv(
        this=exp.Paren(this=exp.Add(this=known_ones.copy(), expression=whole(1))),
        expression=whole(2),
    )
    upper = exp.IntDiv(
        this=exp.Paren(this=exp.Add(this=known_ones.copy(), expression=whole(2))),
        expression=whole(2),
    )
    return exp.Add(this=at(lower), expression=at(upper))


def _open(indicator: str, found: Open, relation: Relation, name: str) -> Measure:
    holds = [relation.selected(found.selection)]
    if found.longer_than:
        starts = [relation.column(one) for one in found.starts]
        holds.append(longer_than(starts, found.longer_than))
    if found.no_longer_than:
        starts = [relation.column(one) for one in found.starts]
        holds.append(exp.not_(longer_than(starts, found.no_longer_than)))
    if found.beside is not None:
        holds.append(stands_beside(found.beside, relation))
    if found.only_highest_tier:
        holds.append(only_highest_tier(relation))
    return _counted(indicator, relation, name, every(holds), found.each, found.sum_of)


def _followed(indicator: str, found: FollowedBy, relation: Relation, name: str) -> Measure:
    index, follows = followed(found, relation)
    subject = relation.column(found.subject)
    given: dict[str, exp.Expr] = {
        f"{name}_b": exp.and_(index.copy(), known(subject)),
        name: exp.and_(index.copy(), known(subject), follows),
        f"{name}_l": exp.and_(relation.selected(found.selection), missing(subject)),
    }
    return Measure(
        indicator,
        given,
        count_if(column(name)),
        count_if(column(f"{name}_b")),
        count_if(column(f"{name}_l")),
        counted=name,
        among=f"{name}_b",
    )


def _is_the_first(found: Count, relation: Relation) -> exp.Expr:
    earlier = Relation(relation.table, relation.snapshot, prefix="e")
    earlier.on = earlier.column(found.when)
    condition = exp.and_(
        earlier.selected(found.selection),
        exp.EQ(this=earlier.column(found.each), expression=relation.column(found.each)),
        exp.LT(this=earlier.column(found.when), expression=relation.column(found.when)),
    )
    return exp.not_(exp.Exists(this=earlier.select(whole(1)).where(condition)))
