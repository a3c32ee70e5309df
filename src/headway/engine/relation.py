"""The rows of a table as the engine sees them: columns by path, conditions, and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from headway.domain.calculation import (
    Asked,
    Common,
    Condition,
    Credit,
    Selection,
    Step,
    Test,
    Window,
    Within,
)
from headway.engine.derived import FIRST_OPENED, WORKING_DAYS, derived
from headway.engine.responsibility import Responsibility, team_on, teams_over_time
from headway.engine.source import Snapshot
from headway.engine.sql import (
    at_most,
    column,
    day,
    days_between,
    every,
    known,
    less,
    missing,
    months_later,
    same,
    whole,
)
from headway.tables import TABLES
from headway.tables.paths import Path, resolve
from headway.tables.schema import Type


@dataclass(slots=True)
class Relation:
    """A table, and what is joined to it for the columns that were asked for.

    ``on`` is the day that is asked about: ages and teams are those of that day. ``prefix`` keeps
    the names of two relations of one statement apart.
    """

    table: str
    snapshot: Snapshot
    on: exp.Expr | None = None
    prefix: str = "r"
    joins: dict[str, exp.Join] = field(default_factory=dict)

    def column(self, path: str) -> exp.Expr:
        """Give the column that a path leads to, joining what lies on the way."""
        found = resolve(self.table, path)
        alias = self._follow(found)
        if not found.derived:
            return column(found.column.name, alias)
        if found.column.name == "first_opened_on":
            return self._first_opened(alias)
        if self.on is None:
            raise ValueError(f"{path} needs a day that is asked about")
        return derived(found.column.name, alias, self.on, self.snapshot)

    def asked(self, asked: Asked) -> exp.Expr:
        """Give a condition; it is never unknown for an empty cell, but does not hold."""
        if isinstance(asked, Within):
            return self.within(self.column(asked.earlier), self.column(asked.later), asked.window)
        return self._condition(asked)

    def selected(self, selection: Selection) -> exp.Expr:
        """Give the condition that a row belongs to a selection."""
        return every([self.asked(one) for one in selection.where])

    def within(self, earlier: exp.Expr, later: exp.Expr, window: Window) -> exp.Expr:
        """Ask whether one date is not before another, and at most a window after it."""
        not_before = at_most(earlier, later)
        if window.step is Step.MONTHS:
            return exp.and_(not_before, less(later, months_later(earlier, window.length)))
        passed = self.elapsed(earlier, later, window.step)
        return exp.and_(not_before, at_most(passed, whole(window.length)))

    def elapsed(self, earlier: exp.Expr, later: exp.Expr, step: Step) -> exp.Expr:
        """Count the days or working days after one date, up to and including another."""
        if step is Step.DAYS:
            return days_between(earlier, later)
        counts = [self._worked_until(one) for one in (later, earlier)]
        return exp.Paren(this=exp.Sub(this=counts[0], expression=counts[1]))

    def score(self, path: str, scores: Sequence[tuple[str, int]]) -> exp.Expr:
        """Give the number of a column, or the score of its code; nothing for a code without."""
        cell = self.column(path)
        if not scores:
            return cell
        found, places = resolve(self.table, path), exp.Case()
        for code, score in scores:
            places = places.when(same(cell, self._written(found, code)), exp.convert(score))
        return places

    def unit(self, common: Common) -> exp.Expr:
        """Give the unit a row belongs to, as its number; nothing where none is named that day."""
        if common.credit is Credit.NOBODY:
            return exp.cast(exp.null(), "INTEGER")
        owner, alias, own = self._owner(common)
        responsible = TABLES[owner].responsibility
        if common.credit is Credit.OWN or responsible is None or self.on is None:
            return own
        if responsible not in self.snapshot.table_names:
            return own
        event = TABLES[owner].event_date
        began = column(event, alias) if event and common.credit is Credit.DAY_BEFORE else None
        asked = Responsibility(responsible, alias, own, self.on, common.credit, began)
        name = f"{self.prefix}_team"
        self.joins[name], team = team_on(asked, name)
        return team

    def unit_over_time(self, common: Common) -> tuple[exp.Expr, exp.Expr | None, exp.Expr | None]:
        """Give the unit of a row, from which day and until which; None for always.

        A row stands once for each stretch in which one team was responsible for it.
        """
        if common.credit is Credit.NOBODY:
            return exp.cast(exp.null(), "INTEGER"), None, None
        owner, alias, own = self._owner(common)
        responsible = TABLES[owner].responsibility
        is_own = common.credit is Credit.OWN or responsible is None
        if is_own or responsible not in self.snapshot.table_names:
            return own, None, None
        name = f"{self.prefix}_team"
        self.joins[name], team, since, until = teams_over_time(responsible, alias, own, name)
        return team, since, until

    def select(self, *columns: exp.Expr) -> exp.Select:
        """Give a statement over these rows; every column must have been asked for before."""
        rows = exp.to_table(self.table).as_(self.prefix, copy=False)
        statement = exp.select(*columns, copy=False).from_(rows, copy=False)
        for join in self.joins.values():
            statement.append("joins", join)
        return statement

    def key(self) -> list[exp.Expr]:
        """Give the columns that name a row."""
        return [column(name, self.prefix) for name in TABLES[self.table].key.columns]

    def _owner(self, common: Common) -> tuple[str, str, exp.Expr]:
        path = common.unit or TABLES[self.table].unit_column
        if path is None:
            return self.table, self.prefix, exp.cast(exp.null(), "INTEGER")
        found = resolve(self.table, path)
        alias = self._follow(found)
        return found.table, alias, column(found.column.name, alias)

    def _follow(self, path: Path) -> str:
        alias = self.prefix
        for step in path.steps:
            following = f"{alias}__{step.by}"
            if following not in self.joins:
                self.joins[following] = _join(
                    exp.to_table(step.table).as_(following),
                    same(column(step.by, alias), column(step.key, following)),
                )
            alias = following
        return alias

    def _first_opened(self, alias: str) -> exp.Expr:
        name = f"{alias}__first"
        self.joins.setdefault(
            name,
            _join(
                exp.to_table(FIRST_OPENED).as_(name),
                same(column("plan_id", alias), column("plan_id", name)),
            ),
        )
        found = column("first_opened_on", name)
        return exp.Coalesce(this=found, expressions=[column("opened_on", alias)])

    def _worked_until(self, value: exp.Expr) -> exp.Expr:
        text = value.sql(dialect="duckdb")
        name = f"{self.prefix}_worked_" + "".join(one if one.isalnum() else "_" for one in text)
        self.joins.setdefault(
            name,
            _join(exp.to_table(WORKING_DAYS).as_(name), same(value, column("day", name))),
        )
        return column("worked", name)

    def _condition(self, asked: Condition) -> exp.Expr:
        found, cell = resolve(self.table, asked.column), self.column(asked.column)
        if asked.test is Test.IS_MISSING:
            return missing(cell)
        if asked.test is Test.IS_KNOWN:
            return known(cell)
        held = _compare(asked, cell, [self._written(found, one) for one in asked.values])
        return exp.Paren(this=exp.or_(held, missing(cell))) if asked.or_missing else held

    def _written(self, found: Path, value: object) -> exp.Expr:
        if found.column.type in {Type.CODE, Type.TEXT} and not found.derived:
            codes = self.snapshot.codes(found.table, found.column.name)
            # A text that never occurred has no number; no row can have it.
            return whole(codes.get(str(value), -1))
        if found.column.type in {Type.DATE, Type.MONTH}:
            return day(value)  # type: ignore[arg-type]  # the catalogue checked it
        return exp.convert(value)


def _join(target: exp.Expr, on: exp.Expr) -> exp.Join:
    return exp.Join(this=target, side="LEFT", on=on)


def _compare(asked: Condition, cell: exp.Expr, values: list[exp.Expr]) -> exp.Expr:
    match asked.test:
        case Test.IS:
            return same(cell, values[0])
        case Test.IS_NOT:
            return exp.NEQ(this=cell, expression=values[0])
        case Test.AT_LEAST:
            return exp.GTE(this=cell, expression=values[0])
        case Test.AT_MOST:
            return exp.LTE(this=cell, expression=values[0])
        case Test.IS_ANY_OF:
            return exp.In(this=cell, expressions=values)
        case _:
            return exp.not_(exp.In(this=cell, expressions=values))
