"""Episodes of help on every tier, and what the law wants done in them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from headway.synthetic.cells import Cells, codes, days, flags, numbers
from headway.synthetic.council import IN_CARE_TEAM, LEAVING_TEAM
from headway.synthetic.dice import Dice, Mask, Whole, spread, weighted
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame, Later
from headway.synthetic.front_door import FrontDoor
from headway.synthetic.journeys import SocialCare
from headway.synthetic.piece import CHILDHOOD, Piece, absent, frame, named, spans, where, whole
from headway.synthetic.plans import Plans
from headway.synthetic.repeating import turns
from headway.synthetic.words import drawn, place_of, same, words_of


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
    part, order = spans(whole(children[parts.plan[rows]]))
    part = rows[part]
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


# What is to be done in which tier: kind, first due after days, then every so many, share done.
_STATUTORY: Final = {
    "child_protection": (("protection_review", 91, 182, 0.97), ("conference_minutes", 20, 182, 0.95)),
    "in_care": (
        ("care_review", 28, 182, 0.97), ("review_minutes", 48, 182, 0.93),
        ("health_assessment", 28, 365, 0.9), ("dental_check", 90, 365, 0.8),
        ("personal_education_plan", 20, 122, 0.9), ("permanence_plan", 120, 10_000, 0.9),
    ),
    "leaving_care": (("pathway_plan", 20, 182, 0.9),),
}  # fmt: skip
_VISITS: Final = {"child_in_need": 28, "child_protection": 14, "in_care": 42, "leaving_care": 56}


def statutory_work(
    piece: Piece, families: Families, episodes: tuple[Episodes, ...]
) -> tuple[Frame, ...]:
    """Give visits and timed events of social care's episodes."""
    frames: list[Frame] = []
    for number, found in enumerate(episodes):
        dice = piece.dice(51 + number)
        frames.append(_visits(piece, dice, families, found))
        for kind, first, then, share in _STATUTORY.get(found.tier, ()):
            frames.append(_timed(piece, dice, families, found, kind, first, then, share))
        if found.tier == "child_protection":
            frames += _enquiries(piece, dice, families, found)
    return tuple(frames)


def _visits(piece: Piece, dice: Dice, families: Families, found: Episodes) -> Frame:
    every = _VISITS[found.tier]
    made = turns(
        piece, dice, found.started, found.ended, found.known, first=min(every, 10), then=every,
        kept=0.93,
    )  # fmt: skip
    count = len(made.row)
    held = made.held >= 0
    team = found.team[made.row]
    seen = dice.happens(count, 0.94)
    return frame(
        "direct_contact",
        {
            "direct_contact_id": named(
                "direct_contact", piece.numbering.next("direct_contact", count)
            ),
            "kind": same(count, "direct_contact", "kind", "individual"),
            "purpose": same(count, "direct_contact", "purpose", found.tier),
            "person_id": named("person", families.child_ids[found.child[made.row]]),
            "family_id": named("family", absent(count)),
            "plan_id": named("plan", absent(count)),
            "worker_id": named("worker", piece.worker_of(dice, team)),
            "team_id": piece.council.column(team),
            "due_on": days(made.due),
            "held_on": days(made.held),
            "with_lead_professional": flags(np.ones(count, dtype=np.bool_), held),
            "child_seen": flags(seen, held),
            "seen_alone": flags(dice.happens(count, 0.7), held & seen),
            "setting": drawn(dice, count, "direct_contact", "setting",
                             {"home": 0.78, "school": 0.12, "remote": 0.04, "other": 0.06}),
            "place_id": piece.council.column(absent(count)),
            "session_id": named("group_session", absent(count)),
            "headcount": numbers(absent(count)),
        },
        made.known,
    )  # fmt: skip


def _timed(
    piece: Piece,
    dice: Dice,
    families: Families,
    found: Episodes,
    kind: str,
    first: int,
    then: int,
    share: float,
) -> Frame:
    late = spread((0, -14), (0.5, -2), (0.84, 0), (0.96, 12), (1, 60))
    made = turns(
        piece, dice, found.started, found.ended, found.known, first=first, then=then, kept=share,
        timely=late,
    )  # fmt: skip
    started = whole(made.due - np.minimum(first, then))
    taking_part = kind in {"protection_review", "care_review"}
    return _timed_frame(piece, dice, families, found, made.row, kind, started, made.due, made.held,
                        made.known, taking_part=taking_part)  # fmt: skip


def _timed_frame(
    piece: Piece,
    dice: Dice,
    families: Families,
    found: Episodes,
    row: Whole,
    kind: str,
    started: Whole,
    due: Whole,
    done: Whole,
    known: Whole,
    *,
    taking_part: bool,
) -> Frame:
    count = len(row)
    part = _participation(dice, count)
    young = done - families.child_born[found.child[row]] < 4 * 365
    answers = words_of("timed_event", "participation")
    part = part.with_values(whole(np.where(young, answers.index("PN0"), part.values)))
    part = part.with_values(where((done >= 0) & taking_part, part.values))
    return frame(
        "timed_event",
        {
            "event_id": named("timed_event", piece.numbering.next("timed_event", count)),
            "person_id": named("person", families.child_ids[found.child[row]]),
            "episode_id": named("tier_episode", found.ids[row]),
            "kind": same(count, "timed_event", "kind", kind),
            "started_on": days(started),
            "due_on": days(due),
            "done_on": days(done),
            "dropped_on": days(absent(count)),
            "participation": part,
            "team_id": piece.council.column(found.team[row]),
        },
        known,
    )


def _participation(dice: Dice, count: int) -> Cells:
    weights = {
        "PN1": 0.42, "PN2": 0.06, "PN3": 0.06, "PN4": 0.03, "PN5": 0.08, "PN6": 0.25, "PN7": 0.1,
    }  # fmt: skip
    return drawn(dice, count, "timed_event", "participation", weights)


def _enquiries(piece: Piece, dice: Dice, families: Families, found: Episodes) -> list[Frame]:
    """Give the enquiry and the conference that led to each child protection plan."""
    count = len(found.child)
    row = np.arange(count)
    begun = whole(found.started - dice.draw(spread((0, 5), (0.8, 20), (1, 32)), count))
    born = families.child_born[found.child]
    begun = whole(np.maximum(begun, born - 200))
    due = whole(np.maximum(begun, begun + 21))
    return [
        _timed_frame(piece, dice, families, found, row, kind, begun, due, found.started,
                     found.known, taking_part=False)
        for kind in ("section_47_enquiry", "initial_conference")
    ]  # fmt: skip


def missing_frames(piece: Piece, families: Families, episodes: tuple[Episodes, ...]) -> Frame:
    """Give children who went missing, from care more often than from home."""
    dice = piece.dice(58)
    by_tier = {found.tier: found for found in episodes}
    care, need = by_tier["in_care"], by_tier["child_in_need"]
    child = np.concatenate([care.child, need.child])
    started = np.concatenate([care.started, need.started])
    ended = np.minimum(np.concatenate([care.ended, need.ended]), piece.end)
    known = np.concatenate([care.known, need.known])
    team = np.concatenate([care.team, need.team])
    from_care = np.arange(len(child)) < len(care.child)
    teens = started - families.child_born[child] > 10 * 365
    share = np.where(from_care, 0.3, 0.05)
    times = np.where(
        teens & dice.happens(len(child), share),
        dice.draw(weighted([0, 50, 25, 13, 12]), len(child)),
        0,
    )
    row, _ = spans(whole(times))
    count = len(row)
    on = whole(started[row] + dice.below(whole(np.maximum(ended - started, 1)[row]), count))
    back = whole(on + dice.draw(spread((0, 0), (0.6, 1), (0.95, 4), (1, 30)), count))
    offered = dice.happens(count, 0.88)
    accepted = offered & dice.happens(count, 0.62)
    interviewed = whole(back + dice.draw(spread((0, 0), (0.6, 3), (1, 15)), count))
    wrote = piece.recorded(dice, on, known[row])
    back_known = np.maximum(piece.recorded(dice, back, wrote), interviewed)
    words = words_of("missing_episode", "missing_from")
    places = np.where(from_care[row], words.index("care"), words.index("home"))
    return frame(
        "missing_episode",
        {
            "missing_id": named("missing_episode", piece.numbering.next("missing_episode", count)),
            "person_id": named("person", families.child_ids[child[row]]),
            "kind": drawn(dice, count, "missing_episode", "kind", {"missing": 0.85, "away": 0.15}),
            "missing_from": codes(whole(places), words),
            "started_on": days(on),
            "ended_on": days(back),
            "interview_referred_on": days(where(offered, back)),
            "interview_offered": flags(offered, dice.happens(count, 0.95) | accepted),
            "interview_accepted": flags(accepted, offered),
            "interview_due_on": days(whole(back + 3)),
            "interviewed_on": days(where(accepted, interviewed)),
            "team_id": piece.council.column(team[row]),
        },
        wrote,
        later=(
            Later(
                ("ended_on", "interview_referred_on", "interview_offered", "interview_accepted",
                 "interview_due_on", "interviewed_on"),
                whole(back_known),
            ),
        ),
    )  # fmt: skip
