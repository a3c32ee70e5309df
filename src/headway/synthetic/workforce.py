"""Workers: where they are placed, their posts, training and supervision."""

import numpy as np

from headway.synthetic.calendar import ABSENT, number_of
from headway.synthetic.cells import Cells, codes, days, flags, identifiers, numbers, tenths
from headway.synthetic.council import (
    COURSES,
    HUB,
    INTO,
    MERGED,
    ROLES,
    SOCIAL_TEAMS,
    TEAMS,
    Council,
)
from headway.synthetic.dials import Dials
from headway.synthetic.dice import Dice, Mask, Whole, spread, weighted
from headway.synthetic.frame import Frame
from headway.synthetic.piece import whole
from headway.synthetic.units import known_from_day
from headway.synthetic.words import drawn, texts, words_of


def worker_tables(council: Council, dials: Dials) -> tuple[Frame, ...]:
    """Give workers, their placements, posts, training and supervision."""
    start, end = number_of(dials.start), number_of(dials.until) + 1
    dice = Dice(dials.seed, 1, 0)
    teams = np.repeat(
        np.arange(len(council.units), dtype=np.int32),
        np.where(council.worker_count > 0, council.worker_count + 1, 0),
    )
    count = len(teams)
    workers = np.arange(1, count + 1, dtype=np.int32)
    boss = workers == council.first_worker[teams] + council.worker_count[teams]
    joined = (start - 400 + dice.draw(spread((0, 0), (0.6, 0), (1, 700)), count)).astype(np.int32)
    joined = np.minimum(joined, end - 40)
    leaving = joined + dice.draw(spread((0, 400), (1, 4000)), count)
    left = np.where(dice.happens(count, 0.25) & ~boss, leaving, ABSENT).astype(np.int32)
    worker = Frame(
        "worker",
        {
            "worker_id": identifiers(workers, "W", 4),
            "profession": codes(
                _professions(council, dice, teams), words_of("worker", "profession")
            ),
            "recorded_on": days(joined),
        },
        joined,
    )
    agency = dice.happens(count, 0.12)
    share = dice.draw(weighted({10: 70, 8: 15, 6: 10, 5: 5}), count)
    social = np.isin(teams, [council.place(team) for team, _, _ in SOCIAL_TEAMS])
    # Teams of social care hold no families of early help: nought, and not unknown.
    capacity = np.where(boss, ABSENT, np.where(social, 0, share * 10 // 10)).astype(np.int32)
    children = np.where(boss, ABSENT, share * 28 // 10).astype(np.int32)
    row, team, since, until = _placed(council, teams, joined, left)
    placement = Frame(
        "worker_placement",
        {
            "worker_id": identifiers(workers[row], "W", 4),
            "team_id": council.column(team),
            "started_on": days(since),
            "ended_on": days(until),
            "role": _role(boss[row], team == council.place(HUB)),
            "full_time_equivalent": tenths(share[row]),
            "agency": flags(agency[row]),
            "capacity_families": numbers(capacity[row]),
            "capacity_children": numbers(children[row]),
            "recorded_on": days(since),
        },
        since,
    )
    return (
        worker,
        known_from_day(placement, "ended_on"),
        _post_frame(council, dials, teams, joined, agency, share, boss, start, worker),
        _training_frame(council, dials, workers, teams, joined, left, end),
        _supervision_frame(council, dials, workers, teams, joined, left, boss, end),
    )


def _placed(
    council: Council, teams: Whole, joined: Whole, left: Whole
) -> tuple[Whole, Whole, Whole, Whole]:
    """Give the placements: worker's row, team, first and last day.

    Who was in the team that became part of another is placed in that one from the day it did.
    """
    old, new = council.place(TEAMS[MERGED][0]), council.place(TEAMS[INTO][0])
    day = council.merged_on
    moves = (teams == old) & (joined < day) & ((left == ABSENT) | (left > day))
    late = (teams == old) & (joined >= day)
    which = np.flatnonzero(moves)
    return (
        whole(np.concatenate([np.arange(len(teams)), which])),
        whole(np.concatenate([np.where(late, new, teams), np.full(len(which), new)])),
        whole(np.concatenate([joined, np.full(len(which), day)])),
        whole(np.concatenate([np.where(moves, day, left), left[which]])),
    )


def _professions(council: Council, dice: Dice, teams: Whole) -> Whole:
    """Give each worker's profession: social workers above all in the teams of social care."""
    words, count = words_of("worker", "profession"), len(teams)
    drawn_ones = drawn(
        dice, count, "worker", "profession",
        {"family_worker": 0.84, "social_worker": 0.04, "youth_worker": 0.08, "other": 0.04},
    ).values  # fmt: skip
    social = np.isin(teams, [council.place(team) for team, _, _ in SOCIAL_TEAMS])
    registered = social & dice.happens(count, 0.86)
    return np.where(registered, words.index("social_worker"), drawn_ones).astype(np.int32)


def _role(boss: Mask, hub: Mask) -> Cells:
    roles = words_of("worker_placement", "role")
    places = np.where(
        boss,
        roles.index("supervisor"),
        np.where(hub, roles.index("front_door"), roles.index("lead_practitioner")),
    )
    return codes(places.astype(np.int32), roles)


def _post_frame(
    council: Council,
    dials: Dials,
    teams: Whole,
    joined: Whole,
    agency: Mask,
    share: Whole,
    boss: Mask,
    start: int,
    worker: Frame,
) -> Frame:
    """Give a post for each worker, and one in nine empty beside them."""
    dice = Dice(dials.seed, 1, 1)
    count = len(teams)
    vacant = dice.happens(count, 0.11)
    profession = worker.columns["profession"]
    team = np.concatenate([teams, teams[vacant]])
    filled = words_of("post", "filled_by")
    by = np.where(agency, filled.index("agency"), filled.index("permanent"))
    extra = np.full(int(vacant.sum()), filled.index("vacant"))
    since = np.concatenate([joined, np.full(len(extra), start - 200, dtype=np.int32)])
    return Frame(
        "post",
        {
            "post_id": identifiers(np.arange(1, len(team) + 1, dtype=np.int32), "PO", 3),
            "team_id": council.column(team),
            "role": texts(
                np.concatenate([np.where(boss, 2, 0), np.zeros(len(extra))]).astype(np.int32), ROLES
            ),
            "profession": profession.with_values(
                np.concatenate([profession.values, profession.values[vacant]])
            ),
            "full_time_equivalent": tenths(np.concatenate([share, share[vacant]])),
            "filled_by": codes(np.concatenate([by, extra]).astype(np.int32), filled),
            "started_on": days(since),
            "ended_on": days(np.full(len(team), ABSENT, dtype=np.int32)),
            "recorded_on": days(since),
        },
        since,
    )


_COURSE_WEIGHTS = (1, 2, 1, 3, 1)  # everybody learns of neglect, many more than once


def _training_frame(
    council: Council,
    dials: Dials,
    workers: Whole,
    teams: Whole,
    joined: Whole,
    left: Whole,
    end: int,
) -> Frame:
    dice = Dice(dials.seed, 1, 2)
    each = dice.draw(weighted([1, 2, 3, 3, 2]), len(workers))
    row = np.repeat(np.arange(len(workers)), each)
    last = np.where(left[row] == ABSENT, end, left[row])
    done = joined[row] + dice.below((last - joined[row]).astype(np.int32), len(row))
    done = done.astype(np.int32)
    expires = np.where(dice.happens(len(row), 0.6), done + 1096, ABSENT).astype(np.int32)
    known = (done + dice.draw(spread((0, 0), (0.8, 10), (1, 60)), len(row))).astype(np.int32)
    return Frame(
        "training",
        {
            "training_id": identifiers(np.arange(1, len(row) + 1, dtype=np.int32), "TR", 4),
            "worker_id": identifiers(workers[row], "W", 4),
            "course": texts(dice.draw(weighted(_COURSE_WEIGHTS), len(row)), COURSES),
            "completed_on": days(done),
            "expires_on": days(expires),
            "team_id": council.column(teams[row]),
            "recorded_on": days(known),
        },
        known,
    )


def _supervision_frame(
    council: Council,
    dials: Dials,
    workers: Whole,
    teams: Whole,
    joined: Whole,
    left: Whole,
    boss: Mask,
    end: int,
) -> Frame:
    """Give a supervision due every 31 days for each worker; some late, some never held."""
    dice = Dice(dials.seed, 1, 3)
    last = np.where(left == ABSENT, end, np.minimum(left, end))
    times = np.where(boss, 0, np.maximum((last - joined) // 31, 0))
    row = np.repeat(np.arange(len(workers)), times)
    number = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    due = (joined[row] + 31 * (number + 1)).astype(np.int32)
    held = (due + dice.draw(spread((0, -6), (0.78, 0), (0.95, 12), (1, 40)), len(row))).astype(
        np.int32
    )
    held = np.where(dice.happens(len(row), 0.92), held, ABSENT).astype(np.int32)
    known = np.where(held == ABSENT, due, held) + dice.draw(spread((0, 0), (1, 9)), len(row))
    known = known.astype(np.int32)
    return Frame(
        "supervision",
        {
            "supervision_id": identifiers(np.arange(1, len(row) + 1, dtype=np.int32), "SV", 4),
            "worker_id": identifiers(workers[row], "W", 4),
            "team_id": council.column(teams[row]),
            "due_on": days(due),
            "held_on": days(held),
            "recorded_on": days(known),
        },
        known,
    )
