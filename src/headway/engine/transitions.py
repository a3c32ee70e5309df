"""Steps up and down: one for each person, however many records tell of it.

In steps, each a named relation: what tells of a step by what was open the day before (``told``),
and that highest tier (``before``); starts beside a tier that ends (``lowered``); what says itself
what was left (``recorded``); all that counts as a step (``judged``); steps of one person and
direction close to each other are one (``runs``), which takes its day and its unit from the
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
    FIRST_DAY,
    as_whole,
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
TOLD = ("person_id", "on_day", "strength", "new_rank", "direction")
RECORDED = ("person_id", "on_day", "strength", "direction", "from_rank", "episode_id", "plan_id")
BITS_OF_ID, BITS_OF_DAY, BITS_OF_TIER = 31, 22, 3
"""The bits of an episode's number, and of the days since the year 1: tier, start and number of an
episode together make one number of 64 bits, which compares as they do."""


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
    # Without a tier episode nothing was open the day before: plans alone can tell of a step.
    by_tiers = {"before": _before(snapshot), "lowered": _lowered(snapshot)}
    steps = {
        **_evidence(snapshot),
        **(by_tiers if _has_tiers(snapshot) else {}),
        "judged": _judged() if _has_tiers(snapshot) else _by_itself(),
        "credited": _credited(snapshot),
        "runs": _runs(),
        "chosen": _chosen(),
    }
    for name, statement in steps.items():
        facts = facts.with_(name, as_=statement, copy=False)
    return facts


def _evidence(snapshot: Snapshot) -> dict[str, exp.Query]:
    """Give what tells of a step: by what was open before, and with a record of what was left."""
    has = [
        (place, one)
        for place, one in enumerate(PRECEDENCE, start=1)
        if one.table in snapshot.table_names
        and (one.table != "plan" or "plan_subject" in snapshot.table_names)
    ]
    told: list[exp.Query] = [
        _told(place, one, snapshot) for place, one in has if not _is_record(one)
    ]
    recorded: list[exp.Query] = [
        _told_by_plan(place, one, snapshot)
        if one.table == "plan"
        else _told_by_end(place, one, snapshot)
        for place, one in has
        if _is_record(one)
    ]
    found = {"told": _together(told)} if _has_tiers(snapshot) else {}
    return {**found, "recorded": _together(recorded)}


def _has_tiers(snapshot: Snapshot) -> bool:
    return "tier_episode" in snapshot.table_names


def _by_itself() -> exp.Query:
    return exp.select(*map(column, RECORDED)).from_("recorded")


def _is_record(one: Evidence) -> bool:
    """Whether it says itself what was left: an episode that ends, or a plan."""
    return one.table == "plan" or (one.table == "tier_episode" and bool(one.column))


def _together(parts: list[exp.Query]) -> exp.Query:
    return reduce(lambda one, other: exp.union(one, other, distinct=False, copy=False), parts)


def _nothing() -> exp.Expr:
    return exp.cast(exp.null(), "INTEGER")


def _listed(cells: Mapping[str, exp.Expr], names: Sequence[str], table: str) -> exp.Select:
    chosen = [exp.alias_(cells.get(name, _nothing()).copy(), name, copy=False) for name in names]
    return exp.select(*chosen, copy=False).from_(exp.to_table(table), copy=False)


def _told(strength: int, one: Evidence, snapshot: Snapshot) -> exp.Select:
    cells: dict[str, exp.Expr] = {
        "person_id": column("person_id"),
        "on_day": column(one.date),
    }
    cells["strength"] = whole(strength)
    if one.column:
        cells["direction"] = _direction(one, snapshot)
        telling = known(cells["direction"])
    else:
        cells["new_rank"] = rank(column("tier"), dict(snapshot.codes("tier_episode", "tier")))
        telling = known(cells["new_rank"])
    told = _listed(cells, TOLD, one.table)
    return told.where(telling, known(column(one.date)), known(column("person_id")))


def _told_by_end(strength: int, one: Evidence, snapshot: Snapshot) -> exp.Select:
    cells = {
        "person_id": column("person_id"),
        "on_day": column(one.date),
        "strength": whole(strength),
        "direction": _direction(one, snapshot),
        "from_rank": rank(column("tier"), dict(snapshot.codes("tier_episode", "tier"))),
        "episode_id": column("episode_id"),
    }
    telling = [known(cells[name]) for name in ("direction", "from_rank", "on_day", "person_id")]
    return _listed(cells, RECORDED, one.table).where(*telling)


def _told_by_plan(strength: int, one: Evidence, snapshot: Snapshot) -> exp.Select:
    """A plan tells of the children it was for on the day before it closed."""
    closed = column(one.date, "p")
    child = whole(snapshot.codes("plan_subject", "role").get("child", -1))
    start, end = column("started_on", "s"), column("ended_on", "s")
    cells = {
        "person_id": column("person_id", "s"),
        "on_day": closed,
        "strength": whole(strength),
        "direction": whole(UP),
        "from_rank": whole(1),
        "plan_id": column("plan_id", "p"),
    }
    chosen = [exp.alias_(cells.get(name, _nothing()).copy(), name) for name in RECORDED]
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


def _before(snapshot: Snapshot) -> exp.Select:
    """Give the highest tier open the day before, with its episode: nothing where none was."""
    on, start, end = column("on_day", "e"), column("started_on", "t"), column("ended_on", "t")
    place = rank(column("tier", "t"), dict(snapshot.codes("tier_episode", "tier")))
    held = exp.and_(
        same(column("person_id", "e"), column("person_id", "t")),
        less(start, on),
        exp.Paren(this=exp.or_(missing(end), at_most(on, end))),
        known(place),
    )
    dated = _shifted(place, BITS_OF_DAY) + days_between(day(FIRST_DAY), start)
    order = _shifted(exp.Paren(this=dated), BITS_OF_ID) + column("episode_id", "t")
    keys = [column(name, "e") for name in TOLD]
    highest = (
        exp.select(*keys, exp.alias_(exp.Max(this=order), "highest"))
        .from_(exp.to_table("told").as_("e"))
        .join(exp.to_table("tier_episode").as_("t"), on=held)
        .group_by(*keys)
    )
    tier = exp.IntDiv(this=column("highest"), expression=whole(2 ** (BITS_OF_ID + BITS_OF_DAY)))
    episode = exp.Mod(this=column("highest"), expression=whole(2**BITS_OF_ID))
    return exp.select(
        *map(column, TOLD),
        exp.alias_(tier, "before_rank"),
        exp.alias_(exp.cast(episode, "INTEGER"), "before_episode"),
    ).from_(highest.subquery("h"))


def _shifted(value: exp.Expr, bits: int) -> exp.Expr:
    return exp.Mul(this=as_whole(value), expression=whole(2**bits))


def _lowered(snapshot: Snapshot) -> exp.Select:
    """Give the starts below what was open: steps down where nothing higher stays open that day."""
    on, start, end = column("on_day", "e"), column("started_on", "t"), column("ended_on", "t")
    place = rank(column("tier", "t"), dict(snapshot.codes("tier_episode", "tier")))
    names = (*TOLD, "before_rank", "before_episode")
    keys = [column(name, "e") for name in names]
    stays = exp.and_(
        same(column("person_id", "e"), column("person_id", "t")),
        at_most(start, on),
        exp.Paren(this=exp.or_(missing(end), less(on, end))),
    )
    return (
        exp.select(*keys)
        .from_(exp.to_table("before").as_("e"))
        .join(exp.to_table("tier_episode").as_("t"), on=stays)
        .where(less(column("new_rank", "e"), column("before_rank", "e")))
        .group_by(*keys)
        .having(same(exp.Max(this=place), column("new_rank", "e")))
    )


def _judged() -> exp.Query:
    """Keep what is a step: a new family is none, and nor is help that starts beside higher help."""
    before, new, told = column("before_rank"), column("new_rank"), column("direction")
    from_below = exp.and_(same(told, whole(UP)), same(before, whole(1)))
    from_above = exp.and_(same(told, whole(DOWN)), less(whole(1), before))
    raised = less(before, new)
    return _together(
        [
            _by_itself(),
            _step("before", told).where(exp.or_(from_below, from_above)),
            _step("before", whole(UP)).where(raised),
            _step("lowered", whole(DOWN)),
        ]
    )


def _step(table: str, direction: exp.Expr) -> exp.Select:
    cells: dict[str, exp.Expr] = {
        name: column(name) for name in ("person_id", "on_day", "strength")
    }
    cells |= {"direction": direction, "from_rank": column("before_rank")}
    return _listed({**cells, "episode_id": column("before_episode")}, RECORDED, table)


def _credited(snapshot: Snapshot) -> exp.Select:
    """Give the team responsible the day before: of the plan, or else of the episode."""
    statement = exp.select(
        *[column(one, "j") for one in ("person_id", "on_day", "strength", "direction", "from_rank")]
    ).from_(exp.to_table("judged").as_("j"))
    team: exp.Expr = _nothing()
    if _has_tiers(snapshot):
        team = column("team_id", "t")
        on = same(column("episode_id", "j"), column("episode_id", "t"))
        statement = statement.join(exp.to_table("tier_episode").as_("t"), on=on, join_type="left")
    if _has_tiers(snapshot) and "episode_team" in snapshot.table_names:
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
    """Take the day, the tier left and the unit of each run from its strongest record.

    Strength, day, tier and unit make one number, which compares as they do one after another.
    """
    dated = _shifted(column("strength"), BITS_OF_DAY) + days_between(
        day(FIRST_DAY), column("on_day")
    )
    tiered = _shifted(exp.Paren(this=dated), BITS_OF_TIER) + column("from_rank")
    best = _shifted(exp.Paren(this=tiered), BITS_OF_ID) + column("unit")
    keys = [column(one) for one in ("person_id", "direction", "run")]
    runs = exp.select(*keys, exp.alias_(exp.Min(this=best), "best")).from_("runs").group_by(*keys)
    days = exp.cast(_bits(BITS_OF_ID + BITS_OF_TIER, BITS_OF_DAY), "INTEGER")
    taken = {
        "on_day": exp.Paren(this=exp.Add(this=day(FIRST_DAY), expression=days)),
        "from_rank": _bits(BITS_OF_ID, BITS_OF_TIER),
        "unit": exp.cast(_bits(0, BITS_OF_ID), "INTEGER"),
    }
    cells = [exp.alias_(cell, name) for name, cell in taken.items()]
    return exp.select(column("person_id"), column("direction"), *cells).from_(runs.subquery("b"))


def _bits(after: int, number: int) -> exp.Expr:
    """Take some bits out of the best record's number, after so many lower ones."""
    above: exp.Expr = column("best")
    if after:
        above = exp.Paren(this=exp.IntDiv(this=above, expression=whole(2**after)))
    return exp.Mod(this=above, expression=whole(2**number))
