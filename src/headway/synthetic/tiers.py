"""Episodes of help on every tier, and what the law wants done in them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from headway.synthetic.cells import codes, days
from headway.synthetic.council import IN_CARE_TEAM, LEAVING_TEAM
from headway.synthetic.dice import Dice, Mask, Whole, weighted
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame, Later
from headway.synthetic.front_door import FrontDoor
from headway.synthetic.journeys import SocialCare
from headway.synthetic.piece import CHILDHOOD, Piece, absent, frame, named, spans, where, whole
from headway.synthetic.plans import Plans
from headway.synthetic.words import place_of, same, words_of


@dataclass(frozen=True, slots=True)
class Episodes:
    """Episodes of one tier, for what belongs to them; ``reason`` is why they ended."""

    tier: str
    child: Whole
    started: Whole
    ended: Whole
    known: Whole
    end_known: Whole
    team: Whole
    reason: Whole
    basis: Whole
    plan_ids: Whole
    referral_ids: Whole
    need: Whole
    ids: Whole

    def take(self, rows: Mask) -> "Episodes":
        """Give some of them."""
        return Episodes(self.tier, *(getattr(self, name)[rows] for name in _ARRAYS))


_ARRAYS: Final = (
    "child", "started", "ended", "known", "end_known", "team", "reason", "basis", "plan_ids",
    "referral_ids", "need", "ids",
)  # fmt: skip
_SERVICES: Final = {
    "early_help": "early_help", "child_in_need": "social_care", "child_protection": "social_care",
    "in_care": "social_care", "leaving_care": "leaving_care", "youth_offending": "youth_justice",
}  # fmt: skip


def reason(word: str) -> int:
    """Give the number of a reason for ending."""
    return place_of("tier_episode", "end_reason", word)


def basis(word: str) -> int:
    """Give the number of a legal basis."""
    return place_of("tier_episode", "legal_basis", word)


def episode_frame(piece: Piece, families: Families, found: Episodes) -> Frame:
    """Give the rows of episodes of one tier."""
    count = len(found.child)
    open_ended = found.ended < 0
    return frame(
        "tier_episode",
        {
            "episode_id": named("tier_episode", found.ids),
            "person_id": named("person", families.child_ids[found.child]),
            "plan_id": named("plan", found.plan_ids),
            "referral_id": named("social_care_referral", found.referral_ids),
            "tier": same(count, "tier_episode", "tier", found.tier),
            "legal_basis": codes(found.basis, words_of("tier_episode", "legal_basis")),
            "service": same(count, "tier_episode", "service", _SERVICES[found.tier]),
            "need": codes(found.need, words_of("tier_episode", "need")),
            "started_on": days(found.started),
            "ended_on": days(found.ended),
            "end_reason": codes(
                where(~open_ended, found.reason), words_of("tier_episode", "end_reason")
            ),
            "team_id": piece.council.column(found.team),
        },
        found.known,
        later=(Later(("ended_on", "end_reason"), found.end_known),),
    )


def early_help_episodes(
    piece: Piece, families: Families, plans: Plans, told: Mask
) -> tuple[Episodes, tuple[Frame, ...]]:
    """Give an episode for each child of each plan, and its teams where it changed hands.

    ``told`` says whether the episode of a plan that stepped up says so.
    """
    row, child = plans.child_row, plans.child
    reasons_of_plans = _episode_reasons(plans, told)
    count = len(row)
    found = Episodes(
        "early_help",
        child,
        plans.course.opened[row],
        plans.course.closed[row],
        plans.known[row],
        plans.closed_known[row],
        plans.team[row],
        reasons_of_plans[row],
        whole(np.full(count, basis("early_help"))),
        plans.ids[row],
        absent(count),
        plans.need[row],
        piece.numbering.next("tier_episode", count),
    )
    return found, (episode_frame(piece, families, found), _episode_teams(piece, plans, found))


def _episode_reasons(plans: Plans, told: Mask) -> Whole:
    words = words_of("plan", "closing_reason")
    as_episode = {
        "needs_met": "needs_met", "universal": "needs_met", "step_up": "step_up",
        "declined": "declined", "not_engaged": "declined", "opened_in_error": "opened_in_error",
        "transfer": "change_of_basis",
    }  # fmt: skip
    table = whole([reason(as_episode.get(word, "other")) for word in words])
    found = table[plans.course.reason.values]
    return whole(np.where(plans.course.stepped_up & ~told, reason("other"), found))


def _episode_teams(piece: Piece, plans: Plans, found: Episodes) -> Frame:
    """Give the teams of the episodes whose plan changed hands; the others need no row."""
    parts = plans.stretches
    several = np.bincount(parts.plan, minlength=len(plans.ids)) > 1
    rows = np.flatnonzero(several[parts.plan])
    children = np.bincount(plans.child_row, minlength=len(plans.ids))
    first = np.cumsum(children) - children
    which, order = spans(whole(children[parts.plan[rows]]))
    part = rows[which]
    episode = first[parts.plan[part]] + order
    return frame(
        "episode_team",
        {
            "episode_id": named("tier_episode", found.ids[episode]),
            "team_id": piece.council.column(parts.team[part]),
            "started_on": days(parts.started[part]),
            "ended_on": days(parts.ended[part]),
        },
        parts.known[part],
        later=(Later(("ended_on",), parts.end_known[part]),),
    )


def social_episodes(
    piece: Piece,
    families: Families,
    social: SocialCare,
    door: FrontDoor,
) -> tuple[tuple[Episodes, ...], tuple[Frame, ...]]:
    """Give the episodes of children in need, protected, in care and leaving care."""
    dice = piece.dice(50)
    need = _in_need(piece, dice, families, social, door)
    protected = _protected(piece, dice, families, social, door)
    care = _in_care(piece, dice, families, social, door)
    leaving = _leaving(piece, families, care)
    numbered = tuple(_numbered(piece, each) for each in (need, protected, care, leaving))
    return numbered, tuple(episode_frame(piece, families, each) for each in numbered)


def _numbered(piece: Piece, found: Episodes) -> Episodes:
    values = {name: getattr(found, name) for name in _ARRAYS}
    values["ids"] = piece.numbering.next("tier_episode", len(found.child))
    return Episodes(found.tier, **values)


def _of_journeys(
    piece: Piece,
    dice: Dice,
    door: FrontDoor,
    tier: str,
    which: Mask,
    started: Whole,
    ended: Whole,
    reasons: Whole,
    bases: Whole,
    team: Whole,
) -> Episodes:
    """Put episodes together for some of the children referred; the days are the children's."""
    rows = np.flatnonzero(which & (started < ended))
    known = piece.recorded(dice, started[rows], door.referral_known[rows])
    end_known = piece.recorded(dice, ended[rows], known)
    return Episodes(
        tier, door.referral_child[rows], started[rows], ended[rows], known, end_known, team[rows],
        reasons[rows], bases[rows], absent(len(rows)), door.referral_ids[rows],
        door.referral_need[rows], absent(len(rows)),
    )  # fmt: skip


def _eighteen(families: Families, door: FrontDoor) -> Whole:
    return families.child_born[door.referral_child] + CHILDHOOD


def _in_need(
    piece: Piece, dice: Dice, families: Families, social: SocialCare, door: FrontDoor
) -> Episodes:
    row = door.referral_row
    over = social.closed_at_assessment[row]
    down = social.to_early_help[row] & dice.happens(len(row), 0.75)
    reasons = np.where(
        over,
        np.where(down, reason("RC9"), reason("RC8")),
        np.where(down, reason("step_down"), reason("RC7")),
    )
    ended = np.minimum(social.ended[row], _eighteen(families, door))
    count = len(row)
    return _of_journeys(
        piece, dice, door, "child_in_need", social.accepted[row], social.received[row],
        whole(ended), whole(reasons), whole(np.full(count, basis("section_17"))),
        door.social_team[row],
    )  # fmt: skip


def _protected(
    piece: Piece, dice: Dice, families: Families, social: SocialCare, door: FrontDoor
) -> Episodes:
    row = door.referral_row
    count = len(row)
    which = (social.protected[row] >= 0) & dice.happens(count, 0.9)
    ended = np.minimum(social.protected_until[row], _eighteen(families, door))
    return _of_journeys(
        piece, dice, door, "child_protection", which, social.protected[row], whole(ended),
        whole(np.full(count, reason("step_down"))), whole(np.full(count, basis("section_47"))),
        door.social_team[row],
    )  # fmt: skip


def _in_care(
    piece: Piece, dice: Dice, families: Families, social: SocialCare, door: FrontDoor
) -> Episodes:
    """Give stretches in care; an interim order becomes a full one in a second row, often."""
    row = door.referral_row
    count = len(row)
    eighteen = _eighteen(families, door)
    born = families.child_born[door.referral_child]
    which = (social.in_care[row] >= 0) & dice.happens(count, 0.75)
    started = whole(np.maximum(social.in_care[row], born))
    ended = whole(np.minimum(social.in_care_until[row], eighteen))
    grown = ended == eighteen
    other = dice.draw(
        weighted(
            {reason("returned_home"): 55, reason("RC4"): 22, reason("RC1"): 13, reason("RC3"): 10}
        ),
        count,
    )
    reasons = whole(np.where(grown, reason("turned_eighteen"), other))
    first = dice.draw(
        weighted(
            {basis("section_20"): 38, basis("interim_care_order"): 42, basis("care_order"): 20}
        ),
        count,
    )
    team = whole(np.full(count, piece.council.place(IN_CARE_TEAM)))
    order_on = whole(started + 180)
    cut = (first == basis("interim_care_order")) & (ended > order_on + 1)
    begun = _of_journeys(
        piece, dice, door, "in_care", which, started, whole(np.where(cut, order_on, ended)),
        whole(np.where(cut, reason("change_of_basis"), reasons)), first, team,
    )  # fmt: skip
    second = _of_journeys(
        piece, dice, door, "in_care", which & cut, order_on, ended, reasons,
        whole(np.full(count, basis("care_order"))), team,
    )  # fmt: skip
    return Episodes(
        "in_care",
        *(np.concatenate([getattr(begun, name), getattr(second, name)]) for name in _ARRAYS),
    )


def _leaving(piece: Piece, families: Families, care: Episodes) -> Episodes:
    """Give the years after care of those who turned eighteen in it, up to their twenty-first."""
    rows = np.flatnonzero(care.reason == reason("turned_eighteen"))
    started = care.ended[rows]
    known = np.maximum(care.end_known[rows], started)
    count = len(rows)
    return Episodes(
        "leaving_care", care.child[rows], started, whole(started + 1096), whole(known),
        whole(started + 1100), whole(np.full(count, piece.council.place(LEAVING_TEAM))),
        whole(np.full(count, reason("other"))), whole(np.full(count, basis("leaving_care"))),
        absent(count), care.referral_ids[rows], care.need[rows], absent(count),
    )  # fmt: skip
