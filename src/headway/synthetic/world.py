"""The made-up council, piece by piece."""

from collections.abc import Iterator

import numpy as np

from headway.synthetic.calendar import Seasons, number_of
from headway.synthetic.council import Council, found_council
from headway.synthetic.dials import Dials
from headway.synthetic.dice import Whole
from headway.synthetic.families import CHILDREN_A_FAMILY, make_calls, make_families, people
from headway.synthetic.frame import Frame
from headway.synthetic.front_door import front_door
from headway.synthetic.journeys import (
    Journeys,
    SocialCare,
    early_help_after,
    journeys,
    social_care_after,
)
from headway.synthetic.piece import FAMILIES, WARMING_UP, Numbering, Piece, absent, whole
from headway.synthetic.plans import courses, joined, plan_frames, stepped_down

Frames = tuple[Frame, ...]


def make_world(dials: Dials) -> Iterator[Frames]:
    """Give the tables of the council in pieces: first what is about no family, then families.

    Every piece is held in memory alone. Rows of one table in different pieces are different rows.
    """
    council, frames = found_council(dials)
    yield frames
    first, end = number_of(dials.start) - WARMING_UP, number_of(dials.until) + 1
    seasons = Seasons(first, end, dials.lockdown, dials.season)
    numbering = Numbering()
    numbering.next("group_attendance", len(frames[-1]))
    families = max(int(dials.children / CHILDREN_A_FAMILY), 1)
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
    followed = dice.happens(len(ups), 0.8) | ~told[ups]
    ups = ups[followed]
    later_social = social_care_after(
        piece, piece.dice(41), first_plans.call[ups],
        whole(first_plans.closed[ups] + dice.below(6, len(ups))),
    )  # fmt: skip
    social = _both(found.social_care, later_social)
    brought_by = whole(np.concatenate([found.social_care.call, absent(len(ups))]))
    door, front = front_door(piece, families, found, social, brought_by)
    downs = np.flatnonzero(social.to_early_help)
    down = early_help_after(
        piece, piece.dice(42), social.call[downs],
        whole(social.ended[downs] + dice.below(15, len(downs))), straight=True,
    )  # fmt: skip
    second_plans = stepped_down(piece, down.call, down.opened, down.closed)
    course = joined(first_plans, second_plans)
    told_up = np.concatenate([told, np.zeros(len(downs), dtype=np.bool_)])
    after = np.concatenate(
        [door.completed_known[first_plans.after], door.call_known[second_plans.call]]
    )
    plans, plan_tables = plan_frames(piece, families, found, door, course, told_up, whole(after))
    del plans
    child_known, family_known = _first_known(found, door.call_known, families.child_born, count)
    return (*people(piece, families, child_known, family_known), *front, *plan_tables)


def _both(first: SocialCare, second: SocialCare) -> SocialCare:
    """Put two lots of journeys through social care together."""

    def both(name: str) -> Whole:
        return np.concatenate([getattr(first, name), getattr(second, name)])

    return SocialCare(
        both("call"), both("received"),
        first.outcome.with_values(
            np.concatenate([first.outcome.values, second.outcome.values])
        ),
        both("accepted"), both("assessed_from"), both("assessed"), both("ended"),
        both("closed_at_assessment"), both("protected"), both("protected_until"), both("in_care"),
        both("in_care_until"), both("to_early_help"),
    )  # fmt: skip


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


def council_of(dials: Dials) -> Council:
    """Give the council alone."""
    return found_council(dials)[0]
