"""Audits of social care's plans, the audit programme, and households that foster."""

from typing import Final

import numpy as np

from headway.synthetic.calendar import ABSENT, number_of
from headway.synthetic.cells import codes, days, identifiers, numbers
from headway.synthetic.council import IN_CARE_TEAM, SOCIAL_TEAMS, TEAMS, Council
from headway.synthetic.dials import Dials
from headway.synthetic.dice import Dice, spread, weighted
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame, Later
from headway.synthetic.piece import Piece, absent, frame, named, whole
from headway.synthetic.tiers import Episodes
from headway.synthetic.words import drawn, texts

# Which part of the file is judged in which tier, and the share of episodes audited.
_ASKED: Final = {
    "child_in_need": ("plan", 0.04),
    "child_protection": ("plan", 0.12),
    "in_care": ("personal_education_plan", 0.25),
    "leaving_care": ("pathway_plan", 0.5),
}
_GRADES: Final = {
    "outstanding": 0.07, "good": 0.52, "requires_improvement": 0.33, "inadequate": 0.06,
    "missing": 0.02,
}  # fmt: skip


def plan_audits(
    piece: Piece, families: Families, episodes: tuple[Episodes, ...]
) -> tuple[Frame, ...]:
    """Give audits of the plans of children whom social care helps."""
    return tuple(
        _audited(piece, 100 + number, families, found) for number, found in enumerate(episodes)
    )


def _audited(piece: Piece, part: int, families: Families, found: Episodes) -> Frame:
    dice = piece.dice(part)
    question, share = _ASKED[found.tier]
    row = np.flatnonzero(dice.happens(len(found.child), share))
    length = np.maximum(np.minimum(found.ended, piece.end) - found.started, 1)[row]
    on = whole(found.started[row] + dice.below(whole(length), len(row)))
    here = on < piece.end
    row, on = row[here], on[here]
    count = len(row)
    return frame(
        "case_audit",
        {
            "audit_id": named("case_audit", piece.numbering.next("case_audit", count)),
            "question": texts(whole(np.zeros(count)), (question,)),
            "kind": drawn(dice, count, "case_audit", "kind", {"full": 0.7, "themed": 0.3}),
            "plan_id": named("plan", absent(count)),
            "person_id": named("person", families.child_ids[found.child[row]]),
            "audited_on": days(on),
            "auditor_role": texts(whole(np.zeros(count)), ("Quality assurance officer",)),
            "grade": drawn(dice, count, "case_audit", "grade", _GRADES),
            "moderated_grade": drawn(dice, count, "case_audit", "moderated_grade", {"": 1}),
            "moderated_on": days(absent(count)),
            "team_id": piece.council.column(found.team[row]),
        },
        piece.recorded(dice, on, found.known[row]),
    )


def quality_tables(council: Council, dials: Dials) -> tuple[Frame, ...]:
    """Give the audit programme and the households that foster."""
    return _programme(council, dials), _fostering(council, dials)


_AUDITS_A_MONTH: Final = {"full": 2, "dip_sample": 3, "themed": 1}


def _programme(council: Council, dials: Dials) -> Frame:
    """Give six audits a month for each team: most are done, a few are called off."""
    dice = Dice(dials.seed, 1, 10)
    start, end = number_of(dials.start), number_of(dials.until) + 1
    teams = whole([council.place(one[0]) for one in (*TEAMS[:-1], *SOCIAL_TEAMS)])
    months = np.arange(start + 27, end, 30, dtype=np.int32)
    kinds = [kind for kind, times in _AUDITS_A_MONTH.items() for _ in range(times)]
    count = len(teams) * len(months) * len(kinds)
    due = np.repeat(months, len(teams) * len(kinds))
    done = due + dice.draw(spread((0, -20), (0.9, 0), (1, 18)), count)
    is_done, off = dice.happens(count, 0.92), dice.happens(count, 0.02)
    finished = np.where(is_done & ~off & (done < end), done, ABSENT).astype(np.int32)
    known = np.maximum(due - 60, start - 90).astype(np.int32)
    words = ("full", "dip_sample", "themed")
    place = whole([words.index(kind) for kind in kinds])
    return Frame(
        "planned_audit",
        {
            "planned_audit_id": identifiers(np.arange(1, count + 1, dtype=np.int32), "AP", 4),
            "kind": codes(np.tile(place, len(teams) * len(months)).astype(np.int32), words),
            "auditor_role": texts(whole(np.zeros(count)), ("Team manager",)),
            "due_on": days(due),
            "done_on": days(finished),
            "called_off_on": days(np.where(off, due - 5, ABSENT).astype(np.int32)),
            "team_id": council.column(
                np.tile(np.repeat(teams, len(kinds)), len(months)).astype(np.int32)
            ),
            "recorded_on": days(known),
        },
        known,
        later=(
            Later(("done_on",), np.maximum(finished, 0)),
            Later(("called_off_on",), np.maximum(due - 5, known)),
        ),
    )


def _fostering(council: Council, dials: Dials) -> Frame:
    """Give households that asked about fostering: one a year for 400 children, before and since."""
    dice = Dice(dials.seed, 1, 11)
    start, end = number_of(dials.start) - 2500, number_of(dials.until) + 1
    count = max(dials.children * (end - start) // (365 * 400), 24)
    enquired = np.sort(start + dice.below(end - start, count)).astype(np.int32)
    applied = enquired + dice.draw(spread((0, 10), (0.6, 50), (1, 120)), count)
    approved = applied + dice.draw(spread((0, 120), (0.78, 240), (1, 420)), count)
    stays = approved + dice.draw(spread((0, 200), (0.5, 2000), (1, 5000)), count)
    applies, passes = dice.happens(count, 0.28), dice.happens(count, 0.72)
    given_up = enquired + dice.draw(spread((0, 5), (1, 100)), count)
    is_approved = applies & passes & (approved < end)
    ended = np.where(is_approved, stays, np.where(applies, applied + 130, given_up))
    ended = np.where(~is_approved & applies & passes, ABSENT, ended)  # being assessed still
    shown = [
        np.where(which & (day < end), day, ABSENT).astype(np.int32)
        for which, day in (
            (applies, applied), (is_approved, approved), (ended >= 0, ended),
        )
    ]  # fmt: skip
    places = dice.draw(weighted({1: 40, 2: 40, 3: 20}), count)
    kinds = {
        "mainstream": 0.68,
        "connected": 0.22,
        "short_breaks": 0.06,
        "supported_lodgings": 0.04,
    }
    return Frame(
        "fostering_household",
        {
            "household_id": identifiers(np.arange(1, count + 1, dtype=np.int32), "FH", 4),
            "kind": drawn(dice, count, "fostering_household", "kind", kinds),
            "enquired_on": days(enquired),
            "applied_on": days(shown[0]),
            "approved_on": days(shown[1]),
            "ended_on": days(shown[2]),
            "places": numbers(np.where(shown[1] >= 0, places, ABSENT).astype(np.int32)),
            "team_id": council.column(np.full(count, council.place(IN_CARE_TEAM), dtype=np.int32)),
            "recorded_on": days(enquired),
        },
        enquired,
        later=(
            Later(("applied_on",), np.maximum(shown[0], 0)),
            Later(("approved_on", "places"), np.maximum(shown[1], 0)),
            Later(("ended_on",), np.maximum(shown[2], 0)),
        ),
    )
