"""The fast way: calculations to a few statements over a snapshot, and their rows to parts."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from sqlglot import exp

from headway.domain.calculation import (
    Average,
    Calculation,
    Common,
    Count,
    Duration,
    Entered,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    PartOf,
    Rate,
    Ratio,
    Share,
    Statistic,
    Transition,
)
from headway.domain.calculation_results import Breakdown, Key, Parts
from headway.domain.periods import Period
from headway.engine.changes import change_facts
from headway.engine.facts import Measure, measure_of
from headway.engine.gathering import Gathered, gathered
from headway.engine.grid import grid_of
from headway.engine.passes import Asked, Pass, passes
from headway.engine.periods import Span
from headway.engine.relation import Relation
from headway.engine.source import Snapshot
from headway.engine.sql import column, day, less
from headway.engine.standing import CALENDAR, is_open, last_day
from headway.engine.statements import BREAKDOWN, by_bucket, by_period, complete, written
from headway.engine.tallies import Tallies
from headway.engine.transitions import transition_facts
from headway.engine.units import Units
from headway.tables.paths import resolve
from headway.tables.schema import Type

Found: TypeAlias = Mapping[Key, Parts]
AT_ONCE = 2
"""Statements that run at the same time; each may take as much memory as one alone."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, what its figures are, and how its rows are read.

    ``facts`` are the rows it adds up, without the small relations that they lean on.
    """

    sql: exp.Select
    facts: exp.Select
    measures: tuple[Measure, ...]
    by_period: bool
    part: str = ""


@dataclass(slots=True)
class Group:
    """Calculations that one pass can serve, with the relation that they share."""

    common: Common
    first: Calculation
    asked: list[Asked] = field(default_factory=list)


def calculate_parts(
    asked: Sequence[Asked],
    periods: Sequence[Period],
    snapshot: Snapshot,
    units: Units,
    breakdown: str = "",
) -> Tallies:
    """Work out the parts of every calculation for every period and unit where anything is.

    Calculations of several indicators together (ratios, rates) and those whose tables the snapshot
    lacks are left to ``finishing``. With ``breakdown`` only those that allow it are worked out.
    """
    wanted = [
        (name, one)
        for name, one in asked
        if can_run(one, snapshot) and (not breakdown or breakdown in one.common.breakdowns)
    ]
    grid = grid_of(Span(tuple(periods), units.ends_of(periods)))
    found: dict[str, Gathered] = {}
    done = passes(wanted, grid, snapshot, breakdown)
    # Most statements keep one core busy only, and while one runs another's rows are added up.
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(snapshot.query_columns, [written(one.sql) for one in done])
        for one, rows in zip(done, answers, strict=True):
            found |= gathered(one, rows, grid, _part_names(one, snapshot))
    none: list[Breakdown | None] = [] if breakdown else [None]
    kept = {part for one in found.values() for part in one.parts if part is not None}
    parts = [*none, *sorted(kept, key=lambda one: one.value)]
    tallies = {name: one.tally(grid, parts) for name, one in found.items()}
    return Tallies(grid.periods, grid.units, tuple(parts), tallies)


def plan(
    asked: Sequence[Asked], span: Span, snapshot: Snapshot, breakdown: str = ""
) -> list[Statement]:
    """Give the statements that answer everything asked, each serving as many as it can."""
    groups: dict[object, Group] = {}
    for indicator, calculation in asked:
        if not can_run(calculation, snapshot):
            continue
        if breakdown and breakdown not in calculation.common.breakdowns:
            continue
        kind = _shared(indicator, calculation)
        group = groups.setdefault(kind, Group(calculation.common, calculation))
        group.asked.append((indicator, calculation))
    return [_statement(group, span, snapshot, breakdown) for group in groups.values()]


def tables_of(calculation: Calculation) -> tuple[str, ...]:
    """Name the tables whose rows a calculation counts; without them nothing can be said."""
    match calculation:
        case FollowedBy():
            return tuple(dict.fromkeys((calculation.selection.table, calculation.follower.table)))
        case Transition():
            return ("tier_episode",)
        case OpenAtEnd() if calculation.beside is not None:
            beside = calculation.beside.selection.table
            return tuple(dict.fromkeys((calculation.selection.table, beside)))
        case Ratio() | PartOf() | Entered():
            return ()
        case Rate():
            return ("population",)
        case _:
            return (calculation.selection.table,)


def can_run(calculation: Calculation, snapshot: Snapshot) -> bool:
    """Say whether a calculation is made of rows, and whether the snapshot has them.

    What follows or comes before may have no rows at all: then nothing does. A closing plan tells
    of a step up also where no tier episode is there at all.
    """
    if isinstance(calculation, Ratio | PartOf | Rate | Entered):
        return False
    if isinstance(calculation, Transition) and {"plan", "plan_subject"} <= snapshot.table_names:
        return True
    return tables_of(calculation)[0] in snapshot.table_names


def _shared(indicator: str, calculation: Calculation) -> object:
    """Give what calculations must have alike to share a pass."""
    unit = (calculation.common.unit, calculation.common.credit)
    match calculation:
        case Count() | Share() | Average() | FollowedBy():
            return (calculation.selection.table, calculation.when, unit, adds_up(calculation))
        case Duration():
            return (calculation.selection.table, calculation.end, unit, adds_up(calculation))
        case OpenAtEnd():
            return (calculation.selection.table, calculation.starts, calculation.ends, unit)
        case _:
            return indicator


def adds_up(calculation: Calculation) -> bool:
    """Say whether figures of parts may be added up: never distinct counts and medians."""
    match calculation:
        case Count() | Share():
            return not calculation.each
        case Duration():
            return calculation.statistic is Statistic.MEAN
        case Average() | FollowedBy() | Transition():
            return True
        case _:
            return False


def _statement(group: Group, span: Span, snapshot: Snapshot, breakdown: str) -> Statement:
    match group.first:
        case LatestChange():
            indicator = group.asked[0][0]
            facts, measure = change_facts(indicator, group.first, span, snapshot)
            sql = by_period(facts, [measure], span, parted=False, has_period=True)
            return Statement(complete(sql), facts, (measure,), True)
        case Transition():
            indicator = group.asked[0][0]
            facts, measure = transition_facts(indicator, group.first, span, snapshot)
            sql = by_bucket(facts, [measure], parted=False)
            return Statement(complete(sql), facts, (measure,), False)
        case OpenAtEnd():
            return _standing(group, group.first, span, snapshot, breakdown)
        case _:
            return _happening(group, span, snapshot, breakdown)


def _happening(group: Group, span: Span, snapshot: Snapshot, breakdown: str) -> Statement:
    """Facts that belong to the day on which something happened."""
    first = cast("Count | Share | Average | FollowedBy | Duration", group.first)
    relation = Relation(first.selection.table, snapshot)
    on = relation.column(first.end if isinstance(first, Duration) else first.when)
    relation.on = on
    measures = _measures(group, relation)
    bucket = span.units.bucket_sql(on)
    facts = _facts(relation, [exp.alias_(bucket, "bucket")], group, measures, breakdown)
    facts = facts.where(
        exp.GTE(this=on.copy(), expression=day(span.start)), less(on, day(span.end))
    )
    if adds_up(first):
        sql = by_bucket(facts, measures, parted=bool(breakdown))
    else:
        sql = by_period(facts, measures, span, parted=bool(breakdown), has_period=False)
    return Statement(complete(sql), facts, tuple(measures), not adds_up(first), breakdown)


def _standing(
    group: Group, first: OpenAtEnd, span: Span, snapshot: Snapshot, breakdown: str
) -> Statement:
    """Facts that stand at the end of a period: one for each period at whose end they do."""
    relation = Relation(first.selection.table, snapshot)
    relation.on = last_day()
    starts = [relation.column(one) for one in first.starts]
    ends = [relation.column(one) for one in first.ends]
    # The calendar comes before everything that asks about its days.
    waits = dict(relation.joins)
    relation.joins = {
        **waits,
        CALENDAR: exp.Join(this=span.ends().subquery(CALENDAR), side="", on=is_open(starts, ends)),
    }
    measures = _measures(group, relation)
    period: list[exp.Expr] = [column("period", CALENDAR), column("bucket", CALENDAR)]
    facts = _facts(relation, period, group, measures, breakdown)
    sql = by_period(facts, measures, span, parted=bool(breakdown), has_period=True)
    return Statement(complete(sql), facts, tuple(measures), True, breakdown)


def _measures(group: Group, relation: Relation) -> list[Measure]:
    return [
        measure_of(indicator, calculation, relation, place)
        for place, (indicator, calculation) in enumerate(group.asked)
    ]


def _facts(
    relation: Relation,
    begin: list[exp.Expr],
    group: Group,
    measures: Sequence[Measure],
    breakdown: str,
) -> exp.Select:
    unit = exp.alias_(relation.unit(group.common), "unit")
    part = [exp.alias_(relation.column(breakdown), BREAKDOWN)] if breakdown else []
    given = [
        exp.alias_(expression, name) for one in measures for name, expression in one.given.items()
    ]
    key = [exp.alias_(one, f"key_{one.name}") for one in relation.key()]
    return relation.select(*begin, unit, *part, *given, *key)


def _part_names(one: Pass, snapshot: Snapshot) -> Mapping[object, str]:
    """Give the code for each number that stands for one; other cells are their own text."""
    if not one.part:
        return {}
    found = resolve(tables_of(one.asked[0][1])[0], one.part)
    if found.derived or found.column.type not in {Type.CODE, Type.TEXT}:
        return {}
    return {number: text for text, number in snapshot.codes(found.table, found.column.name).items()}
