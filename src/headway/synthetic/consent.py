"""Consent, and families who could not be reached or stopped taking part."""

import numpy as np

from headway.synthetic.cells import Cells, codes, days
from headway.synthetic.dice import Whole, weighted
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame
from headway.synthetic.front_door import FrontDoor
from headway.synthetic.journeys import Journeys
from headway.synthetic.piece import Piece, absent, frame, named, spans, whole
from headway.synthetic.plans import Plans
from headway.synthetic.words import drawn, place_of, same, words_of


def consents(
    piece: Piece, families: Families, found: Journeys, door: FrontDoor, plans: Plans
) -> tuple[Frame, Frame]:
    """Give consent to be helped and to share, asked at the assessment; some take it back."""
    dice = piece.dice(60)
    early = found.early_help
    count = len(early.call)
    family = found.calls.family[early.call]
    declined = early.given_up >= 0
    twice = np.tile(np.arange(count), 2)
    sharing = np.arange(2 * count) >= count
    written = dice.happens(2 * count, 0.88)
    row = twice[written]
    sharing = sharing[written]
    refuses = np.where(sharing, dice.happens(len(row), 0.15), declined[row])
    on = whole(early.requested[row] + dice.below(whole(np.full(len(row), 12)), len(row)))
    known = piece.recorded(dice, on, door.assessment_known[row])
    answers = words_of("consent", "answer")
    about = words_of("consent", "about")
    asked = _consent_frame(
        piece, families.ids[family[row]],
        codes(whole(np.where(sharing, about.index("sharing"), about.index("help"))), about),
        codes(whole(np.where(refuses, answers.index("refused"), answers.index("given"))), answers),
        on, piece.team_on(families.team[family[row]], on), known,
    )  # fmt: skip
    left = plans.course.reason.values == place_of("plan", "closing_reason", "declined")
    gone = np.flatnonzero(left)
    back = _consent_frame(
        piece, plans.family_ids[gone],
        same(len(gone), "consent", "about", "help"),
        same(len(gone), "consent", "answer", "withdrawn"),
        plans.course.closed[gone],
        piece.team_on(plans.team[gone], plans.course.closed[gone]), plans.closed_known[gone],
    )  # fmt: skip
    return asked, back


def _consent_frame(
    piece: Piece,
    family_ids: Whole,
    about: Cells,
    answer: Cells,
    on: Whole,
    team: Whole,
    known: Whole,
) -> Frame:
    count = len(family_ids)
    return frame(
        "consent",
        {
            "consent_id": named("consent", piece.numbering.next("consent", count)),
            "person_id": named("person", absent(count)),
            "family_id": named("family", family_ids),
            "about": about,
            "answer": answer,
            "answered_on": days(on),
            "team_id": piece.council.column(team),
        },
        known,
    )


def engagement(
    piece: Piece, families: Families, found: Journeys, door: FrontDoor, plans: Plans
) -> Frame:
    """Give families who declined, could not be reached or stopped taking part."""
    dice = piece.dice(61)
    early = found.early_help
    said_no = np.flatnonzero(early.given_up >= 0)
    left = plans.course.reason.values == place_of("plan", "closing_reason", "not_engaged")
    times = np.where(
        left, 2 + dice.below(3, len(left)), dice.draw(weighted([80, 14, 6]), len(left))
    )
    row, _ = spans(whole(times))
    length = np.maximum(plans.course.closed - plans.course.opened, 1)
    on = whole(plans.course.opened[row] + dice.below(whole(length[row]), len(row)))
    kinds = words_of("engagement_event", "kind")
    mild = drawn(
        dice, len(row), "engagement_event", "kind",
        {"not_reached": 0.4, "did_not_attend": 0.5, "re_engaged": 0.1},
    )  # fmt: skip
    stopped = left[row] & dice.happens(len(row), 0.35)
    kind = np.where(stopped, kinds.index("disengaged"), mild.values)
    family = found.calls.family[early.call[said_no]]
    count = len(said_no) + len(row)
    known = np.concatenate(
        [
            np.maximum(door.completed_known[said_no], early.given_up[said_no]),
            piece.recorded(dice, on, plans.known[row]),
        ]
    )
    day = whole(np.concatenate([early.given_up[said_no], on]))
    team = np.concatenate([families.team[family], plans.team[row]])
    return frame(
        "engagement_event",
        {
            "engagement_id": named(
                "engagement_event", piece.numbering.next("engagement_event", count)
            ),
            "person_id": named("person", absent(count)),
            "family_id": named(
                "family", whole(np.concatenate([families.ids[family], plans.family_ids[row]]))
            ),
            "plan_id": named("plan", whole(np.concatenate([absent(len(said_no)), plans.ids[row]]))),
            "kind": codes(
                whole(np.concatenate([np.full(len(said_no), kinds.index("declined")), kind])), kinds
            ),
            "happened_on": days(day),
            "team_id": piece.council.column(piece.team_on(whole(team), day)),
        },
        whole(known),
    )
