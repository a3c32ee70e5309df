"""Contacts, referrals to social care, assessments and whom they are about."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from headway.synthetic.assessments import Referrals, early_assessments, social_assessments
from headway.synthetic.cells import Cells, days, numbers, tenths
from headway.synthetic.council import HUB, SOCIAL_TEAMS
from headway.synthetic.dice import Dice, Whole, spread
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame, Later
from headway.synthetic.journeys import Journeys, SocialCare
from headway.synthetic.piece import Piece, absent, frame, named, spans, where, whole
from headway.synthetic.words import drawn, place_of, same, set_where, words_of

SOURCES: Final = {
    "1A": 0.06, "1B": 0.02, "1C": 0.02, "1D": 0.02, "2A": 0.17, "2B": 0.02, "3A": 0.03,
    "3B": 0.04, "3C": 0.02, "3D": 0.02, "3E": 0.04, "3F": 0.03, "4": 0.02, "5A": 0.03,
    "5B": 0.05, "5C": 0.02, "5D": 0.03, "6": 0.27, "7": 0.02, "8": 0.04, "9": 0.02, "10": 0.01,
}  # fmt: skip
_OUTSIDE_SCHOOL: Final = {"6": 0.45, "1A": 0.15, "3E": 0.1, "8": 0.1, "9": 0.1, "1B": 0.1}
NEEDS: Final = {
    "N1": 0.42, "N2": 0.06, "N3": 0.07, "N4": 0.14, "N5": 0.17, "N6": 0.04, "N7": 0.01,
    "N8": 0.02, "N9": 0.03, "N0": 0.04,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """What the rest builds on: when calls, referrals and assessments were written down.

    The children referred stand in the order of their journeys: ``referral_row`` is the journey of
    each, ``referral_child`` the child, ``social_team`` the team. ``completed_known`` is the day the
    end of each early help assessment was written down.
    """

    call_known: Whole
    call_source: Cells
    call_need: Cells
    assessment_ids: Whole
    assessment_known: Whole
    completed_known: Whole
    referral_row: Whole
    referral_child: Whole
    referral_ids: Whole
    referral_known: Whole
    referral_need: Whole
    social_team: Whole


def front_door(
    piece: Piece, families: Families, found: Journeys, social: SocialCare, social_call_of: Whole
) -> tuple[FrontDoor, tuple[Frame, ...]]:
    """Give the tables of the front door.

    ``social`` are all journeys through social care, those that follow a call first;
    ``social_call_of`` is the call whose contacts brought each (absent: a plan did).
    """
    dice = piece.dice(20)
    calls = found.calls
    count = len(calls.on)
    known = piece.recorded(dice, calls.on)
    source = _sources(piece, dice, calls.on)
    need = drawn(dice, count, "contact", "need", NEEDS)
    contact, contact_ids = _contacts(piece, families, found, known, source, need)
    social_team = _social_teams(piece, families, calls.family[social.call])
    referral, door_referral = _referrals(
        piece,
        families,
        found,
        social,
        social_call_of,
        known,
        source,
        need,
        contact_ids,
        social_team,
    )
    early_frames, assessment_ids, assessment_known, completed_known = early_assessments(
        piece, families, found, known, contact_ids
    )
    social_frames = social_assessments(piece, families, found, social, door_referral, social_team)
    row, child, ids, referral_known = door_referral
    door = FrontDoor(
        known, source, need, assessment_ids, assessment_known, completed_known, row, child, ids,
        referral_known, need.values[social.call[row]], social_team[row],
    )  # fmt: skip
    return door, (contact, referral, *early_frames, *social_frames)


def _sources(piece: Piece, dice: Dice, on: Whole) -> Cells:
    """Draw who called; while schools are shut most of their calls come from others."""
    count = len(on)
    source = drawn(dice, count, "contact", "source", SOURCES)
    other = drawn(dice, count, "contact", "source", _OUTSIDE_SCHOOL)
    shut = piece.seasons.is_school_shut(on)
    from_school = source.values == place_of("contact", "source", "2A")
    instead = from_school & shut & dice.happens(count, 0.8)
    return source.with_values(np.where(instead, other.values, source.values).astype(np.int32))


def _contacts(
    piece: Piece, families: Families, found: Journeys, known: Whole, source: Cells, need: Cells
) -> tuple[Frame, Whole]:
    """Give a contact for each child of each call, and the number of each."""
    dice = piece.dice(21)
    call, child = found.children.call, found.children.child
    count = len(call)
    ids = piece.numbering.next("contact", count)
    groups = piece.numbering.next("call", len(found.calls.on))
    decision = found.decision.take(call)
    decided = where(decision.values >= 0, found.decided[call])
    family = families.ids[found.calls.family[call]]
    hours = dice.draw(spread((0, 5), (0.3, 40), (0.8, 230), (1, 900)), count)
    hours = where((decided >= 0) & dice.happens(count, 0.7), hours)
    row = frame(
        "contact",
        {
            "contact_id": named("contact", ids),
            "contact_group_id": named("call", groups[call]),
            "person_id": named("person", families.child_ids[child]),
            "family_id": named("family", where(dice.happens(count, 0.87), family)),
            "received_on": days(found.calls.on[call]),
            "source": source.take(call),
            "need": need.take(call),
            "decision": decision,
            "decided_on": days(decided),
            "hours_to_decision": tenths(hours),
            "hub_id": piece.council.column(whole(np.full(count, piece.council.place(HUB)))),
            "destination_id": piece.council.column(
                _destinations(piece, dice, families, found)[call]
            ),
        },
        known[call],
        later=(
            Later(
                ("decision", "decided_on", "hours_to_decision", "destination_id"),
                whole(np.maximum(known[call], found.decided[call])),
            ),
        ),
    )
    exported = found.calls.on[call] >= piece.start
    return row, where(exported, ids)


def _destinations(piece: Piece, dice: Dice, families: Families, found: Journeys) -> Whole:
    """Give where each call was passed to: a team, or an agency; empty for the others."""
    council = piece.council
    words = words_of("contact", "decision")
    team = piece.team_on(families.team[found.calls.family], found.decided)
    social = _social_teams(piece, families, found.calls.family)
    agency = council.agencies[0] + dice.below(council.agencies[1], len(team))
    decision = found.decision.values
    places = np.full(len(team), -1, dtype=np.int32)
    places = np.where(decision == words.index("early_help"), team, places)
    places = np.where(decision == words.index("social_care"), social, places)
    return whole(np.where(decision == words.index("other_agency"), agency, places))


def _social_teams(piece: Piece, families: Families, family: Whole) -> Whole:
    first = piece.council.place(SOCIAL_TEAMS[0][0])
    return whole(first + families.ward[family] // 4)


def _referrals(
    piece: Piece,
    families: Families,
    found: Journeys,
    social: SocialCare,
    social_call_of: Whole,
    call_known: Whole,
    source: Cells,
    need: Cells,
    contact_ids: Whole,
    social_team: Whole,
) -> tuple[Frame, Referrals]:
    dice = piece.dice(22)
    row, child = found.children.of(social.call)
    _, order = spans(found.children.count[social.call])
    count = len(row)
    ids = piece.numbering.next("social_care_referral", count)
    from_call = social_call_of[row] >= 0
    contact = contact_ids[found.children.first[social.call[row]] + order]
    known = piece.recorded(dice, social.received, call_known[social.call])[row]
    outcome = social.outcome.take(row)
    decided = social.received[row] + dice.draw(spread((0, 0), (0.8, 1), (1, 7)), count)
    own_source = source.take(social.call[row])
    own_source = set_where(own_source, ~from_call, "social_care_referral", "source", "5D")
    result = frame(
        "social_care_referral",
        {
            "referral_id": named("social_care_referral", ids),
            "person_id": named("person", families.child_ids[child]),
            "contact_id": named("contact", where(from_call, contact)),
            "received_on": days(social.received[row]),
            "source": own_source,
            "need": need.take(social.call[row]),
            "outcome": outcome,
            "decided_on": days(where(outcome.values >= 0, whole(decided))),
            "earlier_referrals": numbers(absent(count)),
            "team_id": piece.council.column(social_team[row]),
        },
        known,
        later=(Later(("outcome", "decided_on"), whole(np.maximum(known, decided))),),
    )
    return result, (row, child, ids, known)


def internal_contacts(
    piece: Piece,
    families: Families,
    found: Journeys,
    door: FrontDoor,
    stepped_up: SocialCare,
    social: SocialCare,
) -> tuple[Frame, Frame]:
    """Give contacts that some workers write when a case moves up or down, and some do not."""
    dice = piece.dice(25)
    up = np.flatnonzero(dice.happens(len(stepped_up.call), 0.45))
    down = np.flatnonzero(social.to_early_help & dice.happens(len(social.call), 0.35))
    return (
        _moved(piece, families, found, door, stepped_up.call[up], stepped_up.received[up], "5D",
               "social_care"),
        _moved(piece, families, found, door, social.call[down], social.ended[down], "5A",
               "early_help"),
    )  # fmt: skip


def _moved(
    piece: Piece,
    families: Families,
    found: Journeys,
    door: FrontDoor,
    call: Whole,
    on: Whole,
    source: str,
    decision: str,
) -> Frame:
    dice = piece.dice(26 if source == "5D" else 27)
    row, child = found.children.of(call)
    count = len(row)
    groups = piece.numbering.next("call", len(call))
    known = piece.recorded(dice, on, door.call_known[call])[row]
    family = found.calls.family[call[row]]
    to_early = decision == "early_help"
    early = piece.team_on(families.team[family], on[row])
    team = early if to_early else _social_teams(piece, families, family)
    return frame(
        "contact",
        {
            "contact_id": named("contact", piece.numbering.next("contact", count)),
            "contact_group_id": named("call", groups[row]),
            "person_id": named("person", families.child_ids[child]),
            "family_id": named("family", families.ids[family]),
            "received_on": days(on[row]),
            "source": same(count, "contact", "source", source),
            "need": door.call_need.take(call[row]),
            "decision": same(count, "contact", "decision", decision),
            "decided_on": days(on[row]),
            "hours_to_decision": tenths(absent(count)),
            "hub_id": piece.council.column(whole(np.full(count, piece.council.place(HUB)))),
            "destination_id": piece.council.column(team),
        },
        known,
    )
