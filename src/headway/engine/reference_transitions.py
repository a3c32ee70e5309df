"""Steps up and down in plain loops, written from the description of tier_episode."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headway.domain.calculation import Credit, Direction
from headway.engine.world import Row, World
from headway.tables.transitions import LADDER, SAME_TRANSITION_DAYS


@dataclass(frozen=True, slots=True)
class Step:
    """One record that tells of a step; after joining, one step."""

    person: object
    day: date
    strength: int
    direction: Direction
    leaving: str
    unit: str

    @property
    def order(self) -> tuple[int, date, int, str]:
        """The strongest first; of equals the earliest."""
        return (self.strength, self.day, LADDER.index(self.leaving), self.unit or "\U0010ffff")


def transitions(world: World, direction: Direction) -> Sequence[Step]:
    """Give every step in a direction, one for each person however many records tell of it."""
    told = [one for one in _told(world) if one.direction is direction]
    found = []
    for person in {one.person for one in told}:
        run: list[Step] = []
        for one in sorted((one for one in told if one.person == person), key=lambda one: one.day):
            if run and (one.day - run[-1].day).days > SAME_TRANSITION_DAYS:
                found.append(min(run, key=lambda each: each.order))
                run = []
            run.append(one)
        found.append(min(run, key=lambda each: each.order))
    return found


def _told(world: World) -> Iterator[Step]:
    for row in world.table("tier_episode"):
        yield from _episode_starts(world, row)
        yield from _episode_ends(world, row)
    for row in world.table("social_care_referral"):
        up = row["outcome"] in ("assessment", "strategy_discussion", "in_care")
        yield from _decided(world, row, 2, up=up, down=row["outcome"] == "early_help")
    for row in world.table("contact"):
        up = row["decision"] == "social_care"
        yield from _decided(world, row, 5, up=up, down=row["decision"] == "early_help")
    for row in world.table("plan"):
        yield from _plan_closes(world, row)


def _open_on(world: World, person: object, on: date) -> list[Row]:
    return [
        one
        for one in world.table("tier_episode")
        if one["person_id"] == person
        and one["tier"] in LADDER
        and one["started_on"] <= on  # type: ignore[operator]
        and (one["ended_on"] is None or one["ended_on"] > on)  # type: ignore[operator]
    ]


def _place(row: Row) -> int:
    return LADDER.index(str(row["tier"]))


def _highest(rows: list[Row]) -> Row | None:
    return max(
        rows,
        key=lambda one: (_place(one), one["started_on"], one["episode_id"]),
        default=None,
    )


def _team_of(world: World, episode: Row, on: date) -> str:
    return world.team_on(
        "episode_team",
        episode["episode_id"],
        episode["team_id"],
        on,
        Credit.DAY_BEFORE,
        episode["started_on"],
    )


def _episode_starts(world: World, row: Row) -> Iterator[Step]:
    on = row["started_on"]
    if row["tier"] not in LADDER or not isinstance(on, date):
        return
    before = _highest(_open_on(world, row["person_id"], on - timedelta(days=1)))
    now = _highest(_open_on(world, row["person_id"], on))
    if before is None:
        return
    leaving, unit = str(before["tier"]), _team_of(world, before, on)
    if _place(row) > _place(before):
        yield Step(row["person_id"], on, 1, Direction.UP, leaving, unit)
    elif now is not None and _place(row) == _place(now) < _place(before):
        yield Step(row["person_id"], on, 1, Direction.DOWN, leaving, unit)


def _episode_ends(world: World, row: Row) -> Iterator[Step]:
    on = row["ended_on"]
    directions = {"step_up": Direction.UP, "step_down": Direction.DOWN, "RC9": Direction.DOWN}
    direction = directions.get(str(row["end_reason"]))
    if direction and isinstance(on, date) and row["tier"] in LADDER:
        unit = _team_of(world, row, on)
        yield Step(row["person_id"], on, 3, direction, str(row["tier"]), unit)


def _decided(world: World, row: Row, strength: int, *, up: bool, down: bool) -> Iterator[Step]:
    on = row["received_on"]
    if row["person_id"] is None or not isinstance(on, date):
        return
    before = _highest(_open_on(world, row["person_id"], on - timedelta(days=1)))
    if before is None:
        return
    leaving, unit = str(before["tier"]), _team_of(world, before, on)
    if up and _place(before) == 0:
        yield Step(row["person_id"], on, strength, Direction.UP, leaving, unit)
    if down and _place(before) > 0:
        yield Step(row["person_id"], on, strength, Direction.DOWN, leaving, unit)


def _plan_closes(world: World, row: Row) -> Iterator[Step]:
    on = row["closed_on"]
    if row["closing_reason"] != "step_up" or not isinstance(on, date):
        return
    unit = world.team_on(
        "plan_team", row["plan_id"], row["team_id"], on, Credit.DAY_BEFORE, row["opened_on"]
    )
    for subject in world.table("plan_subject"):
        if subject["plan_id"] != row["plan_id"] or subject["role"] != "child":
            continue
        start, end = subject["started_on"], subject["ended_on"]
        joined = not isinstance(start, date) or start < on
        stayed = not isinstance(end, date) or end >= on
        if joined and stayed:
            yield Step(subject["person_id"], on, 4, Direction.UP, LADDER[0], unit)
