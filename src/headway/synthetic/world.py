"""The made-up council, piece by piece."""

from collections.abc import Iterator
from dataclasses import fields

import numpy as np

from headway.synthetic.allocation import allocations, leaver_occupations
from headway.synthetic.calendar import Seasons, number_of
from headway.synthetic.council import Council, found_council
from headway.synthetic.courses import Course, courses, cut_in_two, joined, stepped_down
from headway.synthetic.dials import Dials
from headway.synthetic.dice import Whole
from headway.synthetic.families import (
    families_in_all,
    make_calls,
    make_families,
    merged_people,
    people,
)
from headway.synthetic.frame import Frame
from headway.synthetic.front_door import FrontDoor, front_door, internal_contacts
from headway.synthetic.journeys import (
    EarlyHelp,
    Journeys,
    SocialCare,
    early_help_after,
    journeys,
    social_care_after,
)
from headway.synthetic.judging import judging
from headway.synthetic.life import life
from headway.synthetic.piece import FAMILIES, WARMING_UP, Numbering, Piece, absent, whole
from headway.synthetic.plan_work import plan_work
from headway.synthetic.plans import plan_frames
from headway.synthetic.proceedings import proceedings
from headway.synthetic.quality_work import plan_audits, quality_tables
from headway.synthetic.reach import since_start
from headway.synthetic.second_thoughts import second_thoughts
from headway.synthetic.sessions import session_tables
from headway.synthetic.statutory import missing_frames, statutory_work
from headway.synthetic.tiers import (
    early_help_episodes,
    social_episodes,
)
from headway.synthetic.units import unit_tables
from headway.synthetic.workforce import worker_tables

Frames = tuple[Frame, ...]


def make_world(dials: Dials) -> tuple[Council, Iterator[Frames]]:
    """Give the council, and its tables in pieces: first what is about no family, then families.

    Every piece is held in memory alone. Rows of one table in different pieces are different rows.
    """
    council = found_council(dials)
    frames = (
        *unit_tables(council, dials),
        *worker_tables(council, dials),
        *session_tables(council, dials),
        *quality_tables(council, dials),
    )
    return council, _pieces(dials, council, frames)


def _pieces(dials: Dials, council: Council, frames: Frames) -> Iterator[Frames]:
    yield frames
    first, end = number_of(dials.start) - WARMING_UP, number_of(dials.until) + 1
    seasons = Seasons(first, end, dials.lockdown, dials.season)
    numbering = Numbering()
    for frame in frames:
        if frame.table in {"group_attendance", "direct_contact"}:
            numbering.next(frame.table, len(frame))
    families = families_in_all(dials)
    for number, begin in enumerate(range(0, families, FAMILIES)):
        here = min(FAMILIES, families - begin)
        yield families_of(Piece(dials, council, seasons, numbering, number, here))


def families_of(piece: Piece) -> Frames:
    """Give everything that happens to the families of one piece."""
    count, calls = make_calls(piece)
    families = make_families(piece, count)
    found = journeys(piece, families, calls)
    first_plans = courses(piece, found)
    ups = np.flatnonzero(first_plans.stepped_up)
    dice = piece.dice(40)
    told = dice.happens(len(first_plans.call), 0.85)
    followed = dice.happens(len(ups), 0.8) | ~told[ups]  # one place at least tells of it
    ups = ups[followed]
    later_social = social_care_after(
        piece, piece.dice(41), first_plans.call[ups],
        whole(first_plans.closed[ups] + dice.below(6, len(ups))),
    )  # fmt: skip
    social = _both(found.social_care, later_social)
    brought_by = whole(np.concatenate([found.social_care.call, absent(len(ups))]))
    door, front = front_door(piece, families, found, social, brought_by)
    down = _helped_afterwards(piece, social)
    second_plans = stepped_down(piece, down.call, down.opened, down.closed)
    course = cut_in_two(piece, joined(first_plans, second_plans))
    told = np.append(told, False)[course.first_plan(len(first_plans.call))]
    plans, plan_tables = plan_frames(
        piece, families, found, door, course, told, _plans_known_after(course, door)
    )
    told_in_episode = dice.happens(len(course.call), 0.6)
    _, early = early_help_episodes(piece, families, plans, told_in_episode)
    episodes, social_tables = social_episodes(piece, families, social, door)
    child_known, family_known = _first_known(found, door.call_known, families.child_born, count)
    tables = (
        *people(piece, families, child_known, family_known),
        merged_people(piece, families, child_known),
        *front,
        *internal_contacts(piece, families, found, door, later_social, social),
        *plan_tables,
        *early,
        *social_tables,
        *statutory_work(piece, families, episodes),
        missing_frames(piece, families, episodes),
        *proceedings(piece, families, episodes),
        *allocations(piece, episodes),
        leaver_occupations(piece, families, episodes),
        *plan_audits(piece, families, episodes),
        *plan_work(piece, families, found, door, plans),
        *judging(piece, plans),
        *life(piece, families, child_known),
    )
    return second_thoughts(piece, since_start(piece, tables))


def _helped_afterwards(piece: Piece, social: SocialCare) -> EarlyHelp:
    """Give the early help that follows social care, without another assessment."""
    which = np.flatnonzero(social.to_early_help)
    on = whole(social.ended[which] + piece.dice(43).below(15, len(which)))
    return early_help_after(piece, piece.dice(42), social.call[which], on, straight=True)


def _plans_known_after(course: Course, door: FrontDoor) -> Whole:
    """Give the earliest day each plan can be written: after its assessment, or its call."""
    completed = np.append(door.completed_known, 0)
    return whole(np.maximum(completed[course.after], door.call_known[course.call]))


def _both(first: SocialCare, second: SocialCare) -> SocialCare:
    """Put two lots of journeys through social care together."""
    both = {
        each.name: np.concatenate([getattr(first, each.name), getattr(second, each.name)])
        for each in fields(SocialCare)
        if each.name != "outcome"
    }
    outcome = np.concatenate([first.outcome.values, second.outcome.values])
    return SocialCare(outcome=first.outcome.with_values(outcome), **both)


def _first_known(
    found: Journeys, call_known: Whole, child_born: Whole, families: int
) -> tuple[Whole, Whole]:
    """Give the day each child and each family was first written down; absent: never."""
    never = np.iinfo(np.int32).max
    child = np.full(len(child_born), never, dtype=np.int32)
    np.minimum.at(child, found.children.child, call_known[found.children.call])
    family = np.full(families, never, dtype=np.int32)
    np.minimum.at(family, found.calls.family, call_known)
    return (
        np.where(child == never, -1, child).astype(np.int32),
        np.where(family == never, -1, family).astype(np.int32),
    )
