"""Steps up and down: one for each person, however many records tell of it.

In steps, each a named relation: what tells of a step (``evidence``); what was open for that person
the day before and on the day (``around``); what counts as a step (``judged``); steps of one person
and direction close to each other are one (``runs``), which takes its day and its unit from the
strongest record among them.
"""

from collections.abc import Mapping, Sequence
from functools import reduce

from sqlglot import exp

from headway.domain.calculation import Credit, Direction, Transition
from headway.engine.facts import Measure
from headway.engine.grid import Grid
from headway.engine.periods import Span
from headway.engine.responsibility import Responsibility, team_on
from headway.engine.source import Snapshot
from headway.engine.sql import (
    at_most,
    call,
    column,
    count_if,
    day,
    days_between,
    known,
    less,
    missing,
    same,
    whole,
)
from headway.engine.standing import rank
from headway.tables.transitions import LADDER, PRECEDENCE, SAME_TRANSITION_DAYS, Evidence

UP, DOWN, NO_UNIT = 1, -1, 2**31 - 1
EVIDENCE = (
    "person_id", "on_day", "strength", "new_rank", "direction", "episode_id", "plan_id", "own_rank",
)  # fmt: skip


def transition_facts(
    indicator: str, found: Transition, span: Span, snapshot: Snapshot
) -> tuple[exp.Select, Measure]:
    """Give a fact for each step in the wanted direction out of one of the named tiers."""
    cells = {"bucket": span.units.bucket_sql(column("on_day")), "unit": _unit()}
    cells |= {"key_person": column("person_id"), "m0": exp.true()}
    facts = _chosen_within(cells, span, snapshot).where(_is_wanted(found))
    return facts, _measure(indicator, 0)


def all_transitions(
    found: Sequence[Transition], grid: Grid, snapshot: Snapshot
) -> tuple[exp.Select, list[Measure]]:
    """Give a fact for each step, with its slot, and ``m0`` and so on for those that are wanted."""
    bucket = grid.span.units.bucket_sql(column("on_day"))
    cells = {"slot": exp.Sub(this=bucket, expression=whole(grid.first_bucket)), "unit": _unit()}
    cells |= {f"m{place}": _is_wanted(one) for place, one in enumerate(found)}
    facts = _chosen_within(cells, grid.span, snapshot)
    return facts, [_measure("", place) for place in range(len(found))]


def _measure(indicator: str, place: int) -> Measure:
    flag = f"m{place}"
    return Measure(indicator, {}, count_if(column(flag)), counted=flag)


def _unit() -> exp.Expr:
    return call("nullif", column("unit"), whole(NO_UNIT))


def _is_wanted(found: Transition) -> exp.Expr:
    leaving = [whole(LADDER.index(tier) + 1) for tier in found.leaving]
    direction = whole(UP if found.direction is Direction.UP else DOWN)
    return exp.and_(
        same(column("direction"), direction),
        exp.In(this=column("from_rank"), expressions=leaving),
    )


def _chosen_within(cells: Mapping[str, exp.Expr], span: Span, snapshot: Snapshot) -> exp.Select:
    on = column("on_day")
    facts = (
        exp.select(*[exp.alias_(cell, name) for name, cell in cells.items()])
        .from_("chosen")
        .where(exp.GTE(this=on.copy(), expression=day(span.start)), less(on, day(span.end)))
    )
    steps = {
        "evidence": _evidence(snapshot),
        "around": _around(snapshot),
        "judged": _judged(),
        "credited": _credited(snapshot),
        "runs": _runs(),
        "chosen": _chosen(),
    }
    for name, statement in steps.items():
        facts = facts.with_(name, as_=statement, copy=False)
    return facts


def _evidence(snapshot: Snapshot) -> exp.Expr:
    told: list[exp.Query] = [
        _told(place, one, snapshot)
        for place, one in enumerate(PRECEDENCE, start=1)
        if one.table in snapshot.table_names
        and (one.table != "plan" or "plan_subject" in snapshot.table_names)
    ]
    return reduce(lambda one, other: exp.union(one, other, distinct=True), told)


def _told(strength: int, one: Evidence, snapshot: Snapshot) -> exp.Select:
    if one.table == "plan":
        return _told_by_plan(strength, one, snapshot)
    nothing = exp.cast(exp.null(), "INTEGER")
    is_episode, is_end = one.table == "tier_episode", bool(one.column)
    own: exp.Expr = nothing
    if is_episode:
        own = rank(column("tier"), dict(snapshot.codes("tier_episode", "tier")))
    cells = {
        "person_id": column("person_id"),
        "on_day": column(one.date),
        "strength": whole(strength),
        "new_rank": own if is_episode and not is_end else nothing,
        "direction": _direction(one, snapshot) if is_end else nothing,
        "episode_id": column("episode_id") if is_episode and is_end else nothing,
        "plan_id": nothing,
        "own_rank": own if is_episode and is_end else nothing,
    }
    chosen = [exp.alias_(cells[name].copy(), name) for name in EVIDENCE]
    statement = exp.select(*chosen).from_(one.table)
    telling = known(cells["direction"] if is_end else cells["new_rank"])
    return statement.where(telling, known(column(one.date)), known(column("person_id")))


def _told_by_plan(strength: int, one: Evidence, snapshot: Snapshot) -> exp.Select:
    """A plan tells of the children it was for on the day before it closed."""
    nothing = exp.cast(exp.null(), "INTEGER")
    closed = column(one.date, "p")
    child = whole(snapshot.codes("plan_subject", "role").get("child", -1))
    start, end = column("started_on", "s"), column("ended_on", "s")
    cells = {
        "person_id": column("person_id", "s"),
        "on_day": closed,
        "strength": whole(strength),
        "direction": whole(UP),
        "plan_id": column("plan_id", "p"),
    }
    chosen = [exp.alias_(cells.get(name, nothing).copy(), name) for name in EVIDENCE]
    on = same(column("plan_id", "p"), column("plan_id", "s"))
    return (
        exp.select(*chosen)
        .from_(exp.to_table("plan").as_("p"))
        .join(exp.to_table("plan_subject").as_("s"), on=on)
        .where(
            _is_one_of(column(one.column, "p"), one.up, "plan", one.column, snapshot),
            same(column("role", "s"), child),
            known(closed),
            exp.Paren(this=exp.or_(missing(start), less(start, closed))),
            exp.Paren(this=exp.or_(missing(end), at_most(closed, end))),
        )
    )


def _direction(one: Evidence, snapshot: Snapshot) -> exp.Expr:
    cell = column(one.column)
    found = exp.Case()
    for codes, direction in ((one.up, UP), (one.down, DOWN)):
        if codes:
            condition = _is_one_of(cell, codes, one.table, one.column, snapshot)
            found = found.when(condition, whole(direction))
    return found


def _is_one_of(
    cell: exp.Expr, wanted: frozenset[str], table: str, name: str, snapshot: Snapshot
) -> exp.Expr:
    codes = snapshot.codes(table, name)
    return exp.In(
        this=cell.copy(), expressions=[whole(codes.get(one, -1)) for one in sorted(wanted)]
    )


def _around(snapshot: Snapshot) -> exp.Select:
    """Give the highest tier open the day before and on the day, and the episode that held it."""
    codes = dict(snapshot.codes("tier_episode", "tier"))
    on, start, end = column("on_day", "e"), column("started_on", "t"), column("ended_on", "t")
    place = rank(column("tier", "t"), codes)
    touches = exp.and_(
        same(column("person_id", "e"), column("person_id", "t")),
        at_most(start, on),
        exp.Paren(this=exp.or_(missing(end), at_most(on, end))),
        known(place),
    )
    before, now = less(start, on), exp.Paren(this=exp.or_(missing(end), less(on, end)))
    by = call("row", place.copy(), start.copy(), column("episode_id", "t"))
    keys = [column(name, "e") for name in EVIDENCE]
    return (
        exp.select(
            *keys,
            exp.alias_(exp.Max(this=exp.Case().when(before, place.copy())), "before_rank"),
            exp.alias_(exp.Max(this=exp.Case().when(now, place.copy())), "now_rank"),
            exp.alias_(
                call("arg_max", column("episode_id", "t"), exp.Case().when(before.copy(), by)),
                "before_episode",
            ),
        )
        .from_(exp.to_table("evidence").as_("e"))
        .join(exp.to_table("tier_episode").as_("t"), on=touches, join_type="left")
        .group_by(*keys)
    )


def _judged() -> exp.Select:
    """Keep what is a step: a new family is none, and nor is help that starts beside higher help."""
    before, new, now = column("before_rank"), column("new_rank"), column("now_rank")
    told = column("direction")
    higher = less(before, new)
    lower = exp.and_(same(new, now), less(now, before))
    from_below = exp.and_(same(told, whole(UP)), same(before, whole(1)))
    from_above = exp.and_(same(told, whole(DOWN)), less(whole(1), before))
    started = known(new)
    recorded = exp.or_(known(column("episode_id")), known(column("plan_id")))
    direction = (
        exp.Case()
        .when(exp.and_(started, higher), whole(UP))
        .when(exp.and_(started.copy(), lower), whole(DOWN))
        .when(recorded, told)
        .when(from_below, whole(UP))
        .when(from_above, whole(DOWN))
    )
    left = (
        exp.Case()
        .when(known(column("plan_id")), whole(1))
        .when(known(column("episode_id")), column("own_rank"))
        .else_(before)
    )
    episode = exp.Coalesce(this=column("episode_id"), expressions=[column("before_episode")])
    judged = exp.select(
        column("person_id"),
        column("on_day"),
        column("strength"),
        column("plan_id"),
        exp.alias_(direction, "direction"),
        exp.alias_(left, "from_rank"),
        exp.alias_(episode, "episode_id"),
    ).from_("around")
    return (
        exp.select("*")
        .from_(judged.subquery("j"))
        .where(known(column("direction")), known(column("from_rank")))
    )


def _credited(snapshot: Snapshot) -> exp.Select:
    """Give the team responsible the day before: of the plan, or else of the episode."""
    statement = exp.select(
        *[column(one, "j") for one in ("person_id", "on_day", "strength", "direction", "from_rank")]
    ).from_(exp.to_table("judged").as_("j"))
    team: exp.Expr = column("team_id", "t")
    on = same(column("episode_id", "j"), column("episode_id", "t"))
    statement = statement.join(exp.to_table("tier_episode").as_("t"), on=on, join_type="left")
    if "episode_team" in snapshot.table_names:
        statement, team = _responsible(statement, "episode_team", "t", column("started_on", "t"))
    if "plan" in snapshot.table_names:
        on = same(column("plan_id", "j"), column("plan_id", "p"))
        statement = statement.join(exp.to_table("plan").as_("p"), on=on, join_type="left")
        plans: exp.Expr = column("team_id", "p")
        if "plan_team" in snapshot.table_names:
            statement, plans = _responsible(statement, "plan_team", "p", column("opened_on", "p"))
        team = exp.Case().when(known(column("plan_id", "j")), plans).else_(team)
    credited = exp.Coalesce(this=team, expressions=[whole(NO_UNIT)])
    return statement.select(exp.alias_(credited, "unit"))


def _responsible(
    statement: exp.Select, table: str, alias: str, began: exp.Expr
) -> tuple[exp.Select, exp.Expr]:
    own, on = column("team_id", alias), column("on_day", "j")
    asked = Responsibility(table, alias, own, on, Credit.DAY_BEFORE, began)
    join, team = team_on(asked, f"{alias}_team")
    statement.append("joins", join)
    return statement, team


def _runs() -> exp.Select:
    """Number the runs of records of one person and direction; a longer gap begins a new run."""
    of_one = [column("person_id"), column("direction")]
    order = exp.Order(expressions=[exp.Ordered(this=column("on_day"))])
    before = exp.Window(
        this=call("lag", column("on_day")), partition_by=[*of_one], order=order.copy()
    )
    gapped = exp.select("*", exp.alias_(before, "day_before")).from_("credited")
    begins = exp.or_(
        missing(column("day_before")),
        exp.GT(
            this=days_between(column("day_before"), column("on_day")),
            expression=whole(SAME_TRANSITION_DAYS),
        ),
    )
    number = exp.Window(
        this=exp.Sum(this=exp.Case().when(begins, whole(1)).else_(whole(0))),
        partition_by=[one.copy() for one in of_one],
        order=order,
    )
    return exp.select("*", exp.alias_(number, "run")).from_(gapped.subquery("g"))


def _chosen() -> exp.Select:
    """Take the day, the tier left and the unit of each run from its strongest record."""
    best = call("row", *[column(one) for one in ("strength", "on_day", "from_rank", "unit")])
    keys = [column(one) for one in ("person_id", "direction", "run")]
    runs = exp.select(*keys, exp.alias_(exp.Min(this=best), "best")).from_("runs").group_by(*keys)
    taken = [
        exp.alias_(call("struct_extract", column("best"), whole(place)), name)
        for place, name in ((2, "on_day"), (3, "from_rank"), (4, "unit"))
    ]
    return exp.select(column("person_id"), column("direction"), *taken).from_(runs.subquery("b"))
