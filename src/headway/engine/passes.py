"""Which calculations share a reading of a table, and the statement that each reading is.

What a statement gives is small: sums by slot and team; for each subject and team the set of slots
it counts in; or how often each duration occurred. Levels, periods and ranks are made of that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from sqlglot import exp

from headway.domain.calculation import (
    Average,
    Calculation,
    Common,
    Count,
    Duration,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    Share,
    Statistic,
    Transition,
)
from headway.engine.changes import latest_changes
from headway.engine.facts import Measure, measure_of
from headway.engine.grid import Grid
from headway.engine.masks import WORD, words_for
from headway.engine.open_sets import can_be_sets, is_always_known, open_sets
from headway.engine.relation import Relation
from headway.engine.source import Snapshot
from headway.engine.sql import (
    as_whole,
    call,
    column,
    count_if,
    day,
    less,
    missing,
    total,
    when,
    whole,
)
from headway.engine.standing import CALENDAR, is_open, last_day
from headway.engine.statements import BREAKDOWN
from headway.engine.transitions import all_transitions
from headway.tables.paths import resolve
from headway.tables.schema import Type

Asked: TypeAlias = tuple[str, Calculation]
DECIMALS = 6
"""How many decimals a snapshot keeps of a number that has any."""


class Gives(Enum):
    """What the rows of a pass are."""

    SUMS = "sums by slot and team"
    SETS = "sets of slots by subject and team"
    STANDING = "how many rows have a set of slots, by team"
    RANKS = "how often each duration occurred"
    CHANGES = "changes by slot and subject"


@dataclass(frozen=True, slots=True)
class Pass:
    """One statement: what its rows are, and the indicators that are made of them.

    ``sql`` leans on small relations that are still to be defined before it.

    ``time`` names the slots of the grid. Sums are columns ``above_0``, ``below_0`` and ``lost_0``
    of each indicator; sets ``above_0_0`` of each indicator and word.
    """

    sql: exp.Select
    asked: tuple[Asked, ...]
    gives: Gives
    time: str = "buckets"
    part: str = ""
    lost: tuple[bool, ...] = ()


@dataclass(slots=True)
class _Group:
    kind: tuple[object, ...]
    asked: list[Asked] = field(default_factory=list)

    @property
    def first(self) -> Calculation:
        return self.asked[0][1]

    @property
    def common(self) -> Common:
        return self.first.common


def passes(
    asked: Sequence[Asked], grid: Grid, snapshot: Snapshot, breakdown: str = ""
) -> list[Pass]:
    """Give the statements that answer everything asked, each serving as many as it can."""
    groups: dict[tuple[object, ...], _Group] = {}
    for name, calculation in asked:
        kind = _shared(calculation, quick=not breakdown and grid.ends_with_months)
        groups.setdefault(kind, _Group(kind)).asked.append((name, calculation))
    return [_pass(group, grid, snapshot, breakdown) for group in groups.values()]


def _shared(found: Calculation, *, quick: bool) -> tuple[object, ...]:
    """Give what calculations must have alike to share a pass."""
    unit = (found.common.unit, found.common.credit)
    match found:
        case Count() | Share() if found.each:
            return (Gives.SETS, found.selection.table, found.when, unit, found.each)
        case FollowedBy():
            return (Gives.SUMS, found.selection, found.when, unit)
        case Count() | Share() | Average():
            return (Gives.SUMS, found.selection.table, found.when, unit)
        case Duration() if found.statistic is Statistic.MEAN:
            return (Gives.SUMS, found.selection.table, found.end, unit)
        case Duration():
            return (Gives.RANKS, found.selection.table, found.end, found.start, found.step, unit)
        case OpenAtEnd():
            as_sets = quick and can_be_sets(found)
            gives = Gives.STANDING if as_sets else Gives.SUMS
            ends = () if as_sets else (found.starts, found.ends)
            gives = Gives.SETS if found.each else gives
            return (gives, found.selection.table, ends, unit, found.each, as_sets)
        case LatestChange():
            alike = (found.selection, found.when, found.subject, found.series, found.score)
            return (Gives.CHANGES, *alike, found.instrument, found.lower_is_better, unit)
        case _:
            return (Gives.SUMS, type(found))


def _pass(group: _Group, grid: Grid, snapshot: Snapshot, breakdown: str) -> Pass:
    match group.first:
        case LatestChange() as found:
            sql = latest_changes(found, grid, snapshot)
            return Pass(sql, tuple(group.asked), Gives.CHANGES)
        case Transition():
            wanted = [one for _, one in group.asked if isinstance(one, Transition)]
            facts, measures = all_transitions(wanted, grid, snapshot)
            sql = _sums(facts, measures, group, "")
            return Pass(sql, tuple(group.asked), Gives.SUMS)
        case OpenAtEnd() as first:
            return _open(group, first, grid, snapshot, breakdown)
        case Count() | Share() | Average() | FollowedBy() | Duration() as first:
            return _happening(group, first, grid, snapshot, breakdown)
        case _:
            raise ValueError(f"{group.asked[0][0]} is not made of rows")


def _happening(
    group: _Group,
    first: Count | Share | Average | FollowedBy | Duration,
    grid: Grid,
    snapshot: Snapshot,
    breakdown: str,
) -> Pass:
    """Rows that belong to the day on which something happened."""
    relation = Relation(first.selection.table, snapshot)
    on = relation.column(first.end if isinstance(first, Duration) else first.when)
    relation.on = on
    measures = _measures(group, relation)
    slot = exp.Sub(this=grid.span.units.bucket_sql(on), expression=whole(grid.first_bucket))
    within = exp.and_(at_least(on, grid), less(on, day(grid.span.end)), copy=False)
    if isinstance(first, FollowedBy):
        # What follows is looked for only where it is asked.
        within = exp.and_(within, relation.selected(first.selection), copy=False)
    gives = group.kind[0]
    if gives is Gives.SETS:
        each = first.each if isinstance(first, Count | Share) else ""
        facts = _facts(relation, slot, group, measures, breakdown, {"subject": each})
        sql = _sets(
            facts.where(within, copy=False), group, measures, grid.buckets.number, breakdown
        )
    elif isinstance(first, Duration) and gives is Gives.RANKS:
        facts = _facts(relation, slot, group, measures, breakdown, {})
        passed = relation.elapsed(relation.column(first.start), on, first.step)
        forwards = exp.LTE(this=relation.column(first.start), expression=on.copy())
        facts = facts.select(exp.alias_(when(forwards, passed), "passed", copy=False), copy=False)
        sql = _ranks(facts.where(within, copy=False), measures, breakdown)
    else:
        facts = _facts(relation, slot, group, measures, breakdown, {})
        sql = _sums(facts.where(within, copy=False), measures, group, breakdown)
    return _finished(sql, group, "buckets", breakdown, _lost(measures))


def at_least(on: exp.Expr, grid: Grid) -> exp.Expr:
    """Ask whether a day lies on or after the first of all that are asked for."""
    return exp.GTE(this=on.copy(), expression=day(grid.span.start))


def _open(group: _Group, first: OpenAtEnd, grid: Grid, snapshot: Snapshot, breakdown: str) -> Pass:
    """Rows that stand at the end of months, or of the periods where the day itself matters."""
    if group.kind[-1]:
        asked = [one for _, one in group.asked if isinstance(one, OpenAtEnd)]
        sql = _joined_sets(open_sets(asked, grid, snapshot), asked, grid.months.number)
        lost = tuple(bool(one.each or one.sum_of) for one in asked)
        return _finished(sql, group, "months", "", lost)
    relation = Relation(first.selection.table, snapshot)
    relation.on = last_day()
    starts = [relation.column(one) for one in first.starts]
    ends = [relation.column(one) for one in first.ends]
    # The calendar comes before everything that asks about its days.
    calendar = grid.span.ends().subquery(CALENDAR, copy=False)
    asked_of = exp.Join(this=calendar, side="", on=is_open(starts, ends))
    relation.joins = {**relation.joins, CALENDAR: asked_of}
    measures = _measures(group, relation)
    period = column("period", CALENDAR)
    extra = {"subject": first.each} if first.each else {}
    facts = _facts(relation, period, group, measures, breakdown, extra)
    if first.each:
        sql = _sets(facts, group, measures, len(grid.periods), breakdown)
    else:
        sql = _sums(facts, measures, group, breakdown)
    return _finished(sql, group, "ends", breakdown, _lost(measures))


def _lost(measures: Sequence[Measure]) -> tuple[bool, ...]:
    return tuple(one.left_out is not None for one in measures)


def _finished(
    sql: exp.Select, group: _Group, time: str, breakdown: str, lost: tuple[bool, ...]
) -> Pass:
    gives = group.kind[0]
    if not isinstance(gives, Gives):
        raise TypeError("a group says first what it gives")
    return Pass(sql, tuple(group.asked), gives, time, breakdown, lost)


def _measures(group: _Group, relation: Relation) -> list[Measure]:
    return [
        measure_of(name, calculation, relation, place)
        for place, (name, calculation) in enumerate(group.asked)
    ]


def _facts(
    relation: Relation,
    slot: exp.Expr,
    group: _Group,
    measures: Sequence[Measure],
    breakdown: str,
    extra: Mapping[str, str],
) -> exp.Select:
    unit = relation.unit(group.common)
    part = {BREAKDOWN: relation.column(breakdown)} if breakdown else {}
    given = {name: cell for one in measures for name, cell in one.given.items()}
    more = {name: relation.column(path) for name, path in extra.items()}
    cells = {"slot": slot, "unit": unit, **part, **more, **given}
    return relation.select(*[exp.alias_(cell, name, copy=False) for name, cell in cells.items()])


def _grouped(facts: exp.Select, keys: Sequence[exp.Expr], cells: Sequence[exp.Expr]) -> exp.Select:
    statement = exp.select(*keys, *cells, copy=False).from_(
        facts.subquery("r", copy=False), copy=False
    )
    places = [whole(place) for place in range(1, len(keys) + 1)]
    return statement.group_by(*places, copy=False)


def _sums(
    facts: exp.Select, measures: Sequence[Measure], group: _Group, breakdown: str
) -> exp.Select:
    keys = [column(one) for one in ("slot", "unit", *([BREAKDOWN] if breakdown else []))]
    cells = []
    for place, (one, (_, calculation)) in enumerate(zip(measures, group.asked, strict=True)):
        above: exp.Expr = one.above
        if (scale := scale_of(calculation)) > 1:
            above = exp.Mul(this=exp.Paren(this=above), expression=whole(scale))
        for name, figure in (("above", above), ("below", one.below), ("lost", one.left_out)):
            if figure is not None:
                cells.append(exp.alias_(as_whole(figure), f"{name}_{place}", copy=False))
    return _grouped(facts, keys, cells)


def scale_of(calculation: Calculation) -> int:
    """Say by what a sum is multiplied so that it is whole."""
    match calculation:
        case Count() | OpenAtEnd() if calculation.sum_of:
            path = calculation.sum_of
        case Average() if not calculation.scores:
            path = calculation.of
        case _:
            return 1
    found = resolve(calculation.selection.table, path)
    return int(10**DECIMALS) if found.column.type is Type.DECIMAL else 1


def _ranks(facts: exp.Select, measures: Sequence[Measure], breakdown: str) -> exp.Select:
    names = ("slot", "unit", *([BREAKDOWN] if breakdown else []), "passed")
    cells = [
        exp.alias_(as_whole(count_if(column(f"m{place}_b"))), f"times_{place}", copy=False)
        for place in range(len(measures))
    ]
    return _grouped(facts, [column(one) for one in names], cells)


def _sets(
    facts: exp.Select, group: _Group, measures: Sequence[Measure], slots: int, breakdown: str
) -> exp.Select:
    """Give, for each subject and team, the set of slots; rows without a subject slot by slot."""
    first = group.first
    each = first.each if isinstance(first, Count | Share | OpenAtEnd) else ""
    table = first.selection.table if isinstance(first, Count | Share | OpenAtEnd) else ""
    nobody = missing(column("subject"))
    has_nobody = not is_always_known(table, each)
    names = ("subject", "unit", *([BREAKDOWN] if breakdown else []))
    keys: list[exp.Expr] = [*map(column, names)]
    if has_nobody:
        keys.append(exp.alias_(when(nobody, column("slot")), "apart", copy=False))
    cells = []
    for place, one in enumerate(measures):
        flags = {"above": one.counted} | ({"below": one.among} if one.below is not None else {})
        for name, flag in flags.items():
            for word in range(words_for(slots)):
                bits = call("bit_or", _bit(column(flag), word, slots))
                cells.append(exp.alias_(bits, f"{name}_{place}_{word}", copy=False))
        if has_nobody:
            stands = column(one.among if one.below is not None else one.counted)
            lost = count_if(exp.and_(nobody, stands))
            cells.append(exp.alias_(as_whole(lost), f"lost_{place}", copy=False))
    return _grouped(facts, keys, cells)


def _bit(flag: exp.Expr, word: int, slots: int) -> exp.Expr:
    slot: exp.Expr = column("slot")
    if slots > WORD:
        low, high = word * WORD, (word + 1) * WORD
        inside = [exp.GTE(this=slot, expression=whole(low)), less(slot, whole(high))]
        flag = exp.and_(flag, *inside)
        slot = exp.Paren(this=exp.Sub(this=slot.copy(), expression=whole(low)))
    one = exp.cast(whole(1), exp.DataType.Type.BIGINT)
    bit = exp.BitwiseLeftShift(this=one, expression=slot)
    return exp.Case().when(flag, bit, copy=False).else_(as_whole(whole(0)), copy=False)


def _joined_sets(rows: exp.Select, asked: Sequence[OpenAtEnd], slots: int) -> exp.Select:
    """Join the sets of one subject and team; without subjects, count the rows of each set."""
    sets = [
        (place, f"above_{place}_{word}")
        for place in range(len(asked))
        for word in range(words_for(slots))
    ]
    if asked[0].each:
        nobody = missing(column("subject"))
        keys: list[exp.Expr] = [column("subject"), column("unit")]
        # Rows of nobody are counted one by one.
        keys += [
            exp.alias_(when(nobody, column(one)), one, copy=False)
            for one in rows.named_selects
            if one.startswith("key_")
        ]
        return _grouped(
            rows,
            keys,
            [exp.alias_(call("bit_or", column(name)), name, copy=False) for _, name in sets],
        )
    cells: list[exp.Expr] = []
    for place, one in enumerate(asked):
        times: exp.Expr = exp.Count(this=exp.Star())
        if one.sum_of:
            value = column(f"value_{place}")
            times = exp.Mul(this=total(value), expression=whole(scale_of(one)))
            lost = as_whole(count_if(missing(value)))
            cells.append(exp.alias_(lost, f"lost_{place}", copy=False))
        cells.append(exp.alias_(as_whole(times), f"times_{place}", copy=False))
    return _grouped(rows, [column("unit"), *[column(name) for _, name in sets]], cells)
