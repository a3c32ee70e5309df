"""What stands open at the ends of months, as one set of months for each row.

A month's last day lies at or after a start when the start's month is not later, and before an end
when the end's month is later: so a row stands open at the ends of a run of months, and nothing has
to be asked month by month. What else decides is cut out of that run: who was responsible, what is
open higher up the ladder, what stands beside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from headway.domain.calculation import (
    Asked,
    Beside,
    Condition,
    Credit,
    OpenAtEnd,
    Step,
    Window,
    Within,
)
from headway.domain.periods import day_at
from headway.engine.ages import ages_of, asks_an_age
from headway.engine.grid import Grid
from headway.engine.masks import WORD, words_for
from headway.engine.relation import Relation
from headway.engine.source import Snapshot
from headway.engine.sql import (
    as_whole,
    at_most,
    call,
    column,
    day,
    days_later,
    known,
    less,
    missing,
    months_between,
    same,
    when,
    whole,
)
from headway.engine.standing import rank
from headway.tables.paths import resolve
from headway.tables.transitions import LADDER

HIGHER = "higher"


def can_be_sets(found: OpenAtEnd) -> bool:
    """Say whether nothing that is asked differs from day to day, or it does as an age does."""
    table = found.selection.table
    asked = [(table, one) for one in found.selection.where if not asks_an_age(table, one)]
    if found.beside is not None:
        beside = found.beside.selection
        asked += [(beside.table, one) for one in beside.where]
    if found.common.credit is Credit.DAY_BEFORE:
        return False
    return not any(_is_of_a_day(table, path) for table, one in asked for path in _paths(one))


def _paths(asked: Asked) -> tuple[str, ...]:
    return (asked.earlier, asked.later) if isinstance(asked, Within) else (asked.column,)


def _is_of_a_day(table: str, path: str) -> bool:
    found = resolve(table, path)
    return found.derived and found.column.name != "first_opened_on"


@dataclass(frozen=True, slots=True)
class _Months:
    """The months that are asked about, from the first of the first."""

    first: date
    number: int

    def place(self, on: exp.Expr) -> exp.Expr:
        """Give a date's month as a number of months after the first."""
        return months_between(day(self.first), on)

    def touched(self, starts: Sequence[exp.Expr], ends: Sequence[exp.Expr]) -> list[exp.Expr]:
        """Leave out what can stand at the end of none of them; the first start must be known."""
        first, *others = starts
        after, second = day(self._at(self.number)), day(self._at(1))
        found = [less(first, after)]
        found += [exp.or_(missing(one), less(one, after), copy=False) for one in others]
        found += [exp.or_(missing(one), at_most(second, one), copy=False) for one in ends]
        return found

    def _at(self, months: int) -> date:
        return day_at(self.first.year * 12 + self.first.month - 1 + months)

    def words(self, low: exp.Expr, high: exp.Expr | None) -> list[exp.Expr]:
        """Write a run of months as a set: from one up to another, None for all to come."""
        found: list[exp.Expr] = []
        for word in range(words_for(self.number)):
            base, top = word * WORD, min(self.number, (word + 1) * WORD)
            begin = _clipped(low, base, top)
            end = whole(top - base)
            if high is not None:
                end = _clipped(exp.Coalesce(this=high.copy(), expressions=[whole(top)]), base, top)
            found.append(exp.Paren(this=exp.Sub(this=_bit(end), expression=_bit(begin))))
        return found


def _clipped(place: exp.Expr, base: int, top: int) -> exp.Expr:
    within = call("least", call("greatest", place.copy(), whole(base)), whole(top))
    return exp.Sub(this=within, expression=whole(base)) if base else within


def _bit(place: exp.Expr) -> exp.Expr:
    return exp.Paren(
        this=exp.BitwiseLeftShift(this=as_whole(whole(1)), expression=exp.Paren(this=place))
    )


def open_sets(asked: Sequence[OpenAtEnd], grid: Grid, snapshot: Snapshot) -> exp.Select:
    """Give a row for each row of the table and each team it had: its sets of months.

    Columns are ``unit``, ``subject`` and the row's key where somebody is counted once (the key
    only where a row may name nobody), and for each calculation its set ``above_0_0`` (of word 0)
    and its number ``value_0``, if it has one.
    """
    months = _Months(day_at(grid.first_month), grid.months.number)
    first = asked[0]
    relation = Relation(first.selection.table, snapshot)
    unit, since, until = relation.unit_over_time(first.common)
    cells = {"unit": unit}
    if first.each:
        cells["subject"] = relation.column(first.each)
        if not is_always_known(first.selection.table, first.each):
            cells |= {f"key_{one.name}": one for one in relation.key()}
    named = list(cells)
    times: dict[object, int] = {}
    touched: list[exp.Expr] = []
    chosen: list[exp.Expr] = []
    for place, one in enumerate(asked):
        starts = [relation.column(path) for path in one.starts]
        ends = [relation.column(path) for path in one.ends]
        time = times.setdefault((one.starts, one.ends), len(times))
        latest = starts[0] if len(starts) == 1 else call("greatest", *starts)
        if f"low_of_{time}" not in cells:
            lows = [latest, *([since] if since is not None else [])]
            highs = [*ends, *([until] if until is not None else [])]
            cells[f"low_of_{time}"] = _most([months.place(each) for each in lows], "greatest")
            cells[f"high_of_{time}"] = _most([months.place(each) for each in highs], "least")
            touched.append(exp.and_(*months.touched(starts, ends), copy=False))
        plain = [each for each in one.selection.where if not asks_an_age(relation.table, each)]
        holds = [relation.asked(each) for each in plain]
        cells[f"holds_{place}"] = exp.and_(*holds, known(starts[0]), copy=False)
        if one.sum_of:
            cells[f"value_{place}"] = relation.column(one.sum_of)
            chosen.append(column(f"value_{place}"))
        run = (column(f"low_of_{time}"), column(f"high_of_{time}"))
        chosen += _chosen(place, _sets(place, one, run, latest, relation, months, cells))
    inner = relation.select(*[exp.alias_(one, name, copy=False) for name, one in cells.items()])
    inner = inner.where(exp.or_(*touched, copy=False), copy=False)
    return exp.select(*map(column, named), *chosen, copy=False).from_(
        inner.subquery("i", copy=False), copy=False
    )


def is_always_known(table: str, path: str) -> bool:
    """Whether a column is one of the table's own that no row is loaded without."""
    found = resolve(table, path)
    return not found.steps and not found.derived and found.column.required


def _chosen(place: int, sets: Sequence[exp.Expr]) -> list[exp.Expr]:
    holds = column(f"holds_{place}")
    return [
        exp.alias_(
            exp.Case().when(holds, each, copy=False).else_(whole(0)),
            f"above_{place}_{word}",
            copy=False,
        )
        for word, each in enumerate(sets)
    ]


def _most(places: Sequence[exp.Expr], function: str) -> exp.Expr:
    """Give the latest beginning, or the earliest end: what is not known sets no bound."""
    if not places:
        return exp.cast(exp.null(), "BIGINT")
    return places[0] if len(places) == 1 else call(function, *places)


def _sets(
    place: int,
    found: OpenAtEnd,
    run: tuple[exp.Expr, exp.Expr],
    latest: exp.Expr,
    relation: Relation,
    months: _Months,
    cells: dict[str, exp.Expr],
) -> list[exp.Expr]:
    low, high = run
    begin: exp.Expr = low
    end: exp.Expr = high
    if found.longer_than is not None:
        cells[f"low_{place}"] = _long_after(latest, found.longer_than, months)
        begin = call("greatest", low, column(f"low_{place}"))
    if found.no_longer_than is not None:
        cells[f"high_{place}"] = _long_after(latest, found.no_longer_than, months)
        end = call("least", high, column(f"high_{place}"))
    # A run that ends before it begins is empty, not negative.
    sets = months.words(
        call("least", begin.copy(), exp.Coalesce(this=end.copy(), expressions=[begin.copy()])), end
    )
    for asked in found.selection.where:
        if isinstance(asked, Condition) and asks_an_age(relation.table, asked):
            aged = _aged(asked, relation, months, cells)
            sets = [
                exp.Paren(this=exp.BitwiseAnd(this=one, expression=other))
                for one, other in zip(sets, aged, strict=True)
            ]
    if found.beside is not None:
        names = _beside(found.beside, relation, months, cells)
        sets = [
            _cut(one, column(name), keep=not found.beside.absent)
            for one, name in zip(sets, names, strict=True)
        ]
    if found.only_highest_tier:
        names = _higher(relation, months, cells)
        sets = [_cut(one, column(name), keep=False) for one, name in zip(sets, names, strict=True)]
    return sets


def _aged(
    asked: Condition, relation: Relation, months: _Months, cells: dict[str, exp.Expr]
) -> list[exp.Expr]:
    """Give the months at whose ends somebody is of the ages asked for.

    Birthdays are taken to be the first of their month; before birth the age is nought.
    """
    person = asked.column.rpartition(".")[0]
    name = "born_" + person.replace(".", "_")
    if name not in cells:
        born = [relation.column(f"{person}.{one}") for one in ("month_of_birth", "expected_month")]
        cells[name] = months.place(exp.Coalesce(this=born[0], expressions=born[1:]))
    sets: list[exp.Expr] = [as_whole(whole(0)) for _ in range(words_for(months.number))]
    for least, after in ages_of(asked):
        low = whole(0) if least == 0 else column(name) + whole(12 * least)
        high = None if after is None else column(name) + whole(12 * after)
        if high is not None:
            low = call("least", low, high.copy())
        runs = months.words(low, high)
        sets = [
            exp.Paren(this=exp.BitwiseOr(this=one, expression=run))
            for one, run in zip(sets, runs, strict=True)
        ]
    every = months.words(whole(0), None) if asked.or_missing else [whole(0)] * len(sets)
    return [
        exp.Paren(this=exp.Case().when(missing(column(name)), rest.copy()).else_(one))
        for one, rest in zip(sets, every, strict=True)
    ]


def _cut(held: exp.Expr, other: exp.Expr, *, keep: bool) -> exp.Expr:
    kept: exp.Expr = exp.Coalesce(this=other, expressions=[whole(0)])
    if not keep:
        kept = exp.BitwiseNot(this=exp.Paren(this=kept))
    return exp.Paren(this=exp.BitwiseAnd(this=held, expression=kept))


def _long_after(latest: exp.Expr, window: Window, months: _Months) -> exp.Expr:
    """Give the first month at whose end something is open for longer than a window."""
    if window.step is Step.DAYS:
        return months.place(days_later(latest, window.length))
    return exp.Add(this=months.place(latest), expression=whole(window.length))


def _beside(
    found: Beside, relation: Relation, months: _Months, cells: dict[str, exp.Expr]
) -> list[str]:
    """Join, by subject, the months at whose ends a row of another table holds."""
    alias = next(
        (
            f"beside_{at}"
            for at in range(len(relation.joins))
            if f"beside_{at}" not in relation.joins
        ),
        f"beside_{len(relation.joins)}",
    )
    other = Relation(found.selection.table, relation.snapshot, prefix="b")
    subject, start = other.column(found.subject), other.column(found.start)
    ends = [other.column(found.end)] if found.end else []
    sets = _of_run(months, start, ends)
    holds = other.selected(found.selection)
    names = [f"{alias}_{word}" for word in range(len(sets))]
    grouped = (
        other.select(
            exp.alias_(subject, "subject"),
            *[exp.alias_(call("bit_or", one), name) for one, name in zip(sets, names, strict=True)],
        )
        .where(holds, *months.touched([start], ends), copy=False)
        .group_by(whole(1), copy=False)
    )
    _join(relation, grouped, alias, same(relation.column(found.of), column("subject", alias)))
    cells |= {name: column(name, alias) for name in names}
    return names


def _of_run(months: _Months, start: exp.Expr, ends: Sequence[exp.Expr]) -> list[exp.Expr]:
    begin = months.place(start)
    if not ends:
        return months.words(begin, None)
    end = months.place(ends[0])
    begin = call("least", begin, exp.Coalesce(this=end.copy(), expressions=[begin.copy()]))
    return months.words(begin, end)


def _higher(relation: Relation, months: _Months, cells: dict[str, exp.Expr]) -> list[str]:
    """Join, by person, the months at whose ends something higher on the ladder stands open."""
    number = words_for(months.number)
    names = [f"{HIGHER}_{word}" for word in range(number)]
    if HIGHER in relation.joins:
        return names
    codes = dict(relation.snapshot.codes("tier_episode", "tier"))
    other = Relation("tier_episode", relation.snapshot, prefix="h")
    start, end = other.column("started_on"), other.column("ended_on")
    place = rank(other.column("tier"), codes)
    sets = _of_run(months, start, [end])
    above = {
        f"above_{least}_{word}": call("bit_or", when(at_most(whole(least), place), one))
        for least in range(2, len(LADDER) + 1)
        for word, one in enumerate(sets)
    }
    person = exp.alias_(other.column("person_id"), "subject")
    grouped = other.select(person, *[exp.alias_(one, name) for name, one in above.items()])
    grouped = grouped.where(at_most(whole(2), place), *months.touched([start], [end]), copy=False)
    of = same(relation.column("person_id"), column("subject", HIGHER))
    _join(relation, grouped.group_by(whole(1), copy=False), HIGHER, of)
    own = rank(relation.column("tier"), codes)
    for word, name in enumerate(names):
        cell = exp.Case()
        for least in range(2, len(LADDER) + 1):
            is_below = same(own, whole(least - 1))
            cell = cell.when(is_below, column(f"above_{least}_{word}", HIGHER), copy=False)
        cells[name] = cell
    return names


def _join(relation: Relation, grouped: exp.Select, alias: str, on: exp.Expr) -> None:
    target = grouped.subquery(alias, copy=False)
    relation.joins[alias] = exp.Join(this=target, side="LEFT", on=on)
