"""What the law wants done for children of social care, and children who go missing."""

from typing import Final

import numpy as np

from headway.synthetic.cells import Cells, codes, days, flags, numbers
from headway.synthetic.dice import Dice, Whole, spread, weighted
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame, Later
from headway.synthetic.piece import Piece, absent, frame, named, spans, where, whole
from headway.synthetic.repeating import turns
from headway.synthetic.tiers import Episodes
from headway.synthetic.words import drawn, same, words_of

# What is to be done in which tier: kind, first due after days, then every so many, share done.
_STATUTORY: Final = {
    "child_protection": (
        ("protection_review", 91, 182, 0.97), ("conference_minutes", 20, 182, 0.95),
    ),
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
    started = whole(made.due - _CLOCKS.get(kind, min(first, then)))
    taking_part = kind in {"protection_review", "care_review"}
    lapses = _lapses(kind, made.due, made.held, then)
    return timed_frame(piece, dice, families, found, made.row, kind, started, made.due, made.held,
                       made.known, taking_part=taking_part, lapses=lapses)  # fmt: skip


# Days from the meeting itself to the last day on which its minutes are in time.
_CLOCKS: Final = {"conference_minutes": 28, "review_minutes": 28}
_RENEWED: Final = frozenset({"personal_education_plan", "pathway_plan", "health_assessment"})


def _lapses(kind: str, due: Whole, held: Whole, then: int) -> Whole:
    """Give the day on which what was done is out of date: soon after the next is due."""
    if kind not in _RENEWED:
        return absent(len(due))
    return where(held >= 0, whole(np.maximum(due, held) + then + 10))


def timed_frame(
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
    taking_part: bool = False,
    lapses: Whole | None = None,
) -> Frame:
    """Give timed events of one kind; ``row`` names the episode that each belongs to."""
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
            "lapses_on": days(absent(count) if lapses is None else lapses),
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
    row = whole(np.arange(count))
    begun = whole(found.started - dice.draw(spread((0, 5), (0.8, 20), (1, 32)), count))
    born = families.child_born[found.child]
    begun = whole(np.maximum(begun, born - 200))
    due = whole(np.maximum(begun, begun + 21))
    return [
        timed_frame(piece, dice, families, found, row, kind, begun, due, found.started,
                    found.known)
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
