"""The team responsible on a day, where a table says so day by day."""

from dataclasses import dataclass

from sqlglot import exp

from headway.domain.calculation import Credit
from headway.engine.sql import (
    FIRST_DAY,
    LAST_DAY,
    at_most,
    call,
    column,
    day,
    days_later,
    known,
    less,
    missing,
    same,
    whole,
)
from headway.tables import TABLES


@dataclass(frozen=True, slots=True)
class Responsibility:
    """What is asked: of which rows, on which day, and the unit they name themselves.

    ``began`` is given where the day before is meant: on the day on which it began, the team that
    took it on is meant instead.
    """

    table: str
    alias: str
    own: exp.Expr
    on: exp.Expr
    credit: Credit
    began: exp.Expr | None = None


def stretches_of(table: str) -> str:
    """Name the relation that holds, for each row, who was responsible from when to when."""
    return f"{table}_stretches"


def team_on(asked: Responsibility, name: str) -> tuple[exp.Join, exp.Expr]:
    """Give the join and the team: the row's own where nothing says who was responsible when."""
    owner = TABLES[asked.table].key.columns[0]
    date = asked.on
    begins_here: exp.Expr = exp.false()
    if asked.credit is Credit.DAY_BEFORE:
        date = days_later(asked.on, -1)
        if asked.began is not None:
            begins_here = exp.GTE(this=asked.began.copy(), expression=asked.on.copy())
            date = exp.Case().when(begins_here, asked.on).else_(date)
    join = exp.Join(
        this=exp.to_table(stretches_of(asked.table)).as_(name),
        side="LEFT",
        on=exp.and_(
            same(column(owner, asked.alias), column(owner, name)),
            at_most(column("from_day", name), date),
            less(date, column("to_day", name)),
        ),
    )
    team = (
        exp.Case()
        .when(missing(column(owner, name)), asked.own)
        .when(begins_here, column("starter", name))
        .else_(column("team_id", name))
    )
    return join, team


def teams_over_time(
    table: str, alias: str, own: exp.Expr, name: str
) -> tuple[exp.Join, exp.Expr, exp.Expr, exp.Expr]:
    """Give the join to every stretch, the team of each, and the days from and until which it is.

    Where nothing says who was responsible it is the row's own team, and no day is known.
    """
    owner = TABLES[table].key.columns[0]
    join = exp.Join(
        this=exp.to_table(stretches_of(table)).as_(name),
        side="LEFT",
        on=same(column(owner, alias), column(owner, name)),
    )
    team = exp.Case().when(missing(column(owner, name)), own).else_(column("team_id", name))
    return join, team, column("from_day", name), column("to_day", name)


def stretches(table: str) -> exp.Query:
    """Cut the life of each row at every change of team.

    In each stretch one team is responsible, or none: of several on one day the one that started
    last. ``starter`` is the one that started last whether or not it has ended; it is asked of
    what began and ended on one day. Before the first change there is a stretch without a team.
    Most rows had one team all along: those need no sorting.
    """
    owner = TABLES[table].key.columns[0]
    names = ("started_on", "ended_on", "team_id")
    held = [exp.alias_(exp.Min(this=column(name)), name, copy=False) for name in names]
    number = exp.alias_(exp.Count(this=exp.Star()), "teams", copy=False)
    owners = exp.select(column(owner), number, *held, copy=False).from_(table, copy=False)
    owners = owners.group_by(column(owner), copy=False)
    one = exp.EQ(this=column("teams"), expression=whole(1))
    singly = _of_one_team(owner).where(one, copy=False)
    return exp.union(singly, _of_several(table, owner), distinct=False, copy=False).with_(
        "owners", as_=owners, copy=False
    )


def _of_one_team(owner: str) -> exp.Select:
    """Give three stretches: before the team, with it (none where it ends no later), after it."""
    start = exp.Coalesce(this=column("started_on"), expressions=[day(LAST_DAY)])
    after = exp.Greatest(
        this=start,
        expressions=[exp.Coalesce(this=column("ended_on"), expressions=[day(LAST_DAY)])],
    )
    team, nothing = column("team_id"), exp.null()
    listed: dict[str, list[exp.Expr]] = {
        "from_day": [day(FIRST_DAY), start, after],
        "to_day": [start, after, day(LAST_DAY)],
        "team_id": [nothing, team, nothing],
        "starter": [nothing, team, team],
    }
    cells = [
        exp.alias_(call("unnest", call("list_value", *[cell.copy() for cell in cells])), name)
        for name, cells in listed.items()
    ]
    return exp.select(column(owner), *cells, copy=False).from_("owners", copy=False)


def _of_several(table: str, owner: str) -> exp.Select:
    rows = exp.to_table(table).as_("t")
    points = _points(table, owner)
    covers = exp.or_(
        missing(column("ended_on", "t")), less(column("day", "p"), column("ended_on", "t"))
    )
    started = call("row", column("started_on", "t"), column("team_id", "t"))
    team = exp.ArgMax(
        this=column("team_id", "t"), expression=exp.Case().when(covers, started.copy())
    )
    starter = exp.ArgMax(this=column("team_id", "t"), expression=started.copy())
    following = exp.Window(
        this=call("lead", column("day", "p")),
        partition_by=[column(owner, "p")],
        order=exp.Order(expressions=[exp.Ordered(this=column("day", "p"))]),
    )
    return (
        exp.select(
            column(owner, "p"),
            exp.alias_(column("day", "p"), "from_day"),
            exp.alias_(exp.Coalesce(this=following, expressions=[day(LAST_DAY)]), "to_day"),
            exp.alias_(team, "team_id"),
            exp.alias_(starter, "starter"),
        )
        .from_(points.subquery("p"))
        .join(
            rows,
            on=exp.and_(
                same(column(owner, "p"), column(owner, "t")),
                at_most(column("started_on", "t"), column("day", "p")),
            ),
            join_type="left",
        )
        .group_by(column(owner, "p"), column("day", "p"))
    )


def _points(table: str, owner: str) -> exp.Query:
    """Give the days on which something changes, of those that had several teams."""
    several = exp.GT(this=column("teams"), expression=whole(1))
    whose = exp.In(
        this=column(owner),
        query=exp.select(column(owner)).from_("owners").where(several).subquery(),
    )
    starts = exp.select(column(owner), exp.alias_(column("started_on"), "day")).from_(table)
    ends = (
        exp.select(column(owner), column("ended_on")).from_(table).where(known(column("ended_on")))
    )
    always = exp.select(column(owner), day(FIRST_DAY)).from_(table)
    starts, ends, always = (one.where(whose) for one in (starts, ends, always))
    return exp.union(exp.union(starts, ends, distinct=True), always, distinct=True)
