"""Assessments of early help and of social care, and whom they are about."""

from typing import Final

import numpy as np

from headway.synthetic.cells import Cells, codes, days
from headway.synthetic.dice import Dice, Whole
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame, Later
from headway.synthetic.journeys import EarlyHelp, Journeys, SocialCare
from headway.synthetic.piece import Piece, absent, frame, named, spans, where, whole
from headway.synthetic.words import drawn, either, same, set_where, words_of

Referrals = tuple[Whole, Whole, Whole, Whole]


def early_assessments(
    piece: Piece, families: Families, found: Journeys, call_known: Whole, contact_ids: Whole
) -> tuple[tuple[Frame, ...], Whole, Whole, Whole]:
    """Give early help assessments with their subjects: children and the adults of the family."""
    dice = piece.dice(23)
    early = found.early_help
    count = len(early.call)
    ids = piece.numbering.next("assessment", count)
    known = piece.recorded(dice, early.requested, call_known[early.call])
    begun_known = piece.recorded(dice, early.started, known)
    ended = np.maximum(early.completed, early.given_up)
    completed_known = piece.recorded(dice, ended, begun_known)
    family = found.calls.family[early.call]
    team = piece.team_on(families.team[family], early.requested)
    words = words_of("assessment", "service")
    service = np.where(early.partner, words.index("partner"), words.index("early_help"))
    whose = _family_of(dice, families, family)
    organisation = _organisations(piece, dice, early, team)
    row = frame(
        "assessment",
        {
            "assessment_id": named("assessment", ids),
            "family_id": named("family", whose),
            "contact_id": named("contact", contact_ids[found.children.first[early.call]]),
            "referral_id": named("social_care_referral", absent(count)),
            "kind": same(count, "assessment", "kind", "early_help"),
            "service": codes(whole(service), words),
            "legal_basis": same(count, "assessment", "legal_basis", "early_help"),
            "requested_on": days(early.requested),
            "started_on": days(early.started),
            "completed_on": days(early.completed),
            "given_up_on": days(early.given_up),
            "organisation_id": piece.council.column(organisation),
            "completed_by": _by_whom(piece, early, organisation),
            "team_id": piece.council.column(team),
            "outcome": early.outcome,
        },
        known,
        later=(
            Later(("started_on",), begun_known),
            Later(("completed_on", "given_up_on", "completed_by", "outcome"), completed_known),
        ),
    )
    subjects = _subjects(piece, dice, families, found, early.call, family, ids, known)
    return (row, subjects), ids, known, completed_known


def _family_of(dice: Dice, families: Families, family: Whole) -> Whole:
    """Give the family's number; where children have two homes, now and then the second's."""
    second = families.second[family]
    other = (second >= 0) & dice.happens(len(family), 0.35)
    return whole(np.where(other, second, families.ids[family]))


def _organisations(piece: Piece, dice: Dice, early: EarlyHelp, team: Whole) -> Whole:
    """Give who assesses: the team itself, or a school or agency."""
    council = piece.council
    count = len(team)
    school = council.schools[0] + dice.below(council.schools[1], count)
    agency = council.agencies[0] + dice.below(council.agencies[1], count)
    partner = np.where(dice.happens(count, 0.7), school, agency)
    return whole(np.where(early.partner, partner, team))


# Who the agencies of the made-up council are, in the order in which it has them.
_AGENCIES: Final = (
    "health_visitor", "school_nurse", "voluntary", "housing", "other_health", "voluntary",
)  # fmt: skip


def _by_whom(piece: Piece, early: EarlyHelp, organisation: Whole) -> Cells:
    """Give whose worker completed each assessment, by the organisation that did."""
    words = words_of("assessment", "completed_by")
    agencies = whole([words.index(word) for word in _AGENCIES])
    first, count = piece.council.agencies
    agency = agencies[np.clip(organisation - first, 0, count - 1)]
    is_agency = (organisation >= first) & (organisation < first + count)
    partner = np.where(is_agency, agency, words.index("school"))
    found = np.where(early.partner, partner, words.index("early_help"))
    return codes(where(early.completed >= 0, whole(found)), words)


def _subjects(
    piece: Piece,
    dice: Dice,
    families: Families,
    found: Journeys,
    call: Whole,
    family: Whole,
    ids: Whole,
    known: Whole,
) -> Frame:
    """Give whom assessments are about: the children of the call and, most times, the parents."""
    del piece
    row, child = found.children.of(call)
    with_adults = dice.happens(len(call), 0.8)
    adults = np.where(with_adults, families.adults[family], 0)
    adult_row, order = spans(whole(adults))
    adult = families.first_adult[family[adult_row]] + order
    rows = np.concatenate([row, adult_row])
    person = np.concatenate([families.child_ids[child], families.adult_ids[adult]])
    is_child = np.arange(len(rows)) < len(row)
    return frame(
        "assessment_subject",
        {
            "assessment_id": named("assessment", ids[rows]),
            "person_id": named("person", whole(person)),
            "role": either(is_child, "assessment_subject", "role", "child", "adult"),
        },
        known[rows],
    )


def social_assessments(
    piece: Piece,
    families: Families,
    found: Journeys,
    social: SocialCare,
    referrals: Referrals,
    social_team: Whole,
) -> tuple[Frame, ...]:
    """Give the assessments of social care: one for the children of a journey together."""
    dice = piece.dice(24)
    which = np.flatnonzero(social.accepted)
    count = len(which)
    ids = piece.numbering.next("assessment", count)
    row, _, referral_ids, referral_known = referrals
    first_of = np.zeros(len(social.call), dtype=np.int32)
    first_of[row[::-1]] = np.arange(len(row) - 1, -1, -1)
    first = first_of[which]
    known = piece.recorded(dice, social.assessed_from[which], referral_known[first])
    done_known = piece.recorded(dice, social.assessed[which], known)
    family = found.calls.family[social.call[which]]
    outcome = drawn(
        dice,
        count,
        "assessment",
        "outcome",
        {"plan": 0.7, "other": 0.2, "information_and_advice": 0.1},
    )
    over = social.closed_at_assessment[which]
    outcome = set_where(outcome, over, "assessment", "outcome", "no_further_action")
    assessment = frame(
        "assessment",
        {
            "assessment_id": named("assessment", ids),
            "family_id": named("family", families.ids[family]),
            "contact_id": named("contact", absent(count)),
            "referral_id": named("social_care_referral", referral_ids[first]),
            "kind": same(count, "assessment", "kind", "social_care"),
            "service": same(count, "assessment", "service", "social_care"),
            "legal_basis": same(count, "assessment", "legal_basis", "section_17"),
            "requested_on": days(social.received[which]),
            "started_on": days(social.assessed_from[which]),
            "completed_on": days(social.assessed[which]),
            "given_up_on": days(absent(count)),
            "organisation_id": piece.council.column(social_team[which]),
            "completed_by": same(count, "assessment", "completed_by", "social_care"),
            "team_id": piece.council.column(social_team[which]),
            "outcome": outcome,
        },
        known,
        later=(Later(("completed_on", "completed_by", "outcome"), done_known),),
    )
    child_row, child = found.children.of(social.call[which])
    subjects = frame(
        "assessment_subject",
        {
            "assessment_id": named("assessment", ids[child_row]),
            "person_id": named("person", families.child_ids[child]),
            "role": same(len(child_row), "assessment_subject", "role", "child"),
        },
        known[child_row],
    )
    return assessment, subjects
