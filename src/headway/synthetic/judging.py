"""What was said of the work afterwards: surveys, case audits, programmes and their claims."""

from typing import Final

import numpy as np

from headway.synthetic.cells import Cells, codes, days, flags
from headway.synthetic.dice import Whole, spread, weighted
from headway.synthetic.frame import Frame, Later
from headway.synthetic.piece import Piece, absent, frame, named, spans, where, whole
from headway.synthetic.plans import Plans
from headway.synthetic.words import drawn, place_of, texts, words_of


def judging(piece: Piece, plans: Plans) -> tuple[Frame, ...]:
    """Give surveys, audits, attachments to the programme, criteria and claims."""
    return (_surveys(piece, plans), _audits(piece, plans), *_programme(piece, plans))


_ANSWERS: Final = {"said_yes": 0.78, "said_partly": 0.12, "said_no": 0.06, "not_answered": 0.04}


def _surveys(piece: Piece, plans: Plans) -> Frame:
    """Give surveys sent after closing; fewer than half come back."""
    dice = piece.dice(70)
    row = np.flatnonzero(dice.happens(len(plans.ids), 0.6))
    count = len(row)
    sent = whole(plans.closed_known[row] + dice.below(15, count))
    back = dice.happens(count, 0.44)
    returned = whole(sent + dice.draw(spread((0, 0), (0.5, 9), (1, 60)), count))
    back_known = whole(returned + dice.below(8, count))

    def answers(column: str) -> Cells:
        found = drawn(dice, count, "survey_response", column, _ANSWERS)
        return found.with_values(where(back, found.values))

    who = drawn(dice, count, "survey_response", "respondent", {"parent": 0.72, "child": 0.28})
    how = drawn(
        dice, count, "survey_response", "mode",
        {"online": 0.5, "paper": 0.2, "telephone": 0.22, "in_person": 0.08},
    )  # fmt: skip
    answer_columns = ("treated_with_respect", "listened_to", "helped")
    return frame(
        "survey_response",
        {
            "survey_id": named("survey_response", piece.numbering.next("survey_response", count)),
            "instrument": texts(whole(np.zeros(count)), ("after_closing",)),
            "family_id": named("family", plans.family_ids[row]),
            "plan_id": named("plan", plans.ids[row]),
            "sent_on": days(sent),
            "returned_on": days(where(back, returned)),
            "respondent": who.with_values(where(back, who.values)),
            "mode": how.with_values(where(back, how.values)),
            **{name: answers(name) for name in answer_columns},
            "team_id": piece.council.column(piece.team_on(plans.team[row], sent)),
            "place_id": piece.council.column(absent(count)),
        },
        sent,
        later=(Later(("returned_on", "respondent", "mode", *answer_columns), back_known),),
    )


QUESTIONS: Final = ("overall", "voice", "assessment", "plan", "management", "impact")


def _audits(piece: Piece, plans: Plans) -> Frame:
    dice = piece.dice(71)
    audited = np.flatnonzero(dice.happens(len(plans.ids), 0.07))
    length = np.maximum(plans.course.closed - plans.course.opened, 1)[audited]
    audit_on = whole(plans.course.opened[audited] + dice.below(whole(length + 30), len(audited)))
    known = piece.recorded(dice, audit_on, plans.known[audited])
    ids = piece.numbering.next("case_audit", len(audited))
    kind = drawn(
        dice, len(audited), "case_audit", "kind", {"full": 0.4, "dip_sample": 0.45, "themed": 0.15}
    )
    row = np.repeat(np.arange(len(audited)), len(QUESTIONS))
    count = len(row)
    question = whole(np.tile(np.arange(len(QUESTIONS)), len(audited)))
    grades = {
        "outstanding": 0.08, "good": 0.5, "requires_improvement": 0.32, "inadequate": 0.05,
        "missing": 0.02, "not_applicable": 0.03,
    }  # fmt: skip
    grade = drawn(dice, count, "case_audit", "grade", grades)
    moderated = dice.happens(len(audited), 0.3)[row]
    second = drawn(dice, count, "case_audit", "grade", grades)
    same_again = dice.happens(count, 0.85)
    new_grade = np.where(same_again, grade.values, second.values)
    on = whole(audit_on + 5 + dice.below(20, len(audited)))[row]
    return frame(
        "case_audit",
        {
            "audit_id": named("case_audit", ids[row]),
            "question": texts(question, QUESTIONS),
            "kind": kind.take(row),
            "plan_id": named("plan", plans.ids[audited[row]]),
            "person_id": named("person", absent(count)),
            "audited_on": days(audit_on[row]),
            "auditor_role": texts(
                whole(row % 3), ("Team manager", "Practice lead", "Head of service")
            ),
            "grade": grade,
            "moderated_grade": codes(
                where(moderated, whole(new_grade)), words_of("case_audit", "moderated_grade")
            ),
            "moderated_on": days(where(moderated, on)),
            "team_id": piece.council.column(piece.team_on(plans.team[audited[row]], audit_on[row])),
        },
        known[row],
        later=(Later(("moderated_grade", "moderated_on"), whole(np.maximum(on + 1, known[row]))),),
    )


CRITERIA: Final = ("1.1", "2.1", "2.2", "3.1", "4.1", "5.1", "6.1", "8.1", "9.1", "10.1")


def _programme(piece: Piece, plans: Plans) -> tuple[Frame, Frame, Frame]:
    dice = piece.dice(72)
    course = plans.course
    row = np.flatnonzero(dice.happens(len(plans.ids), 0.3))
    count = len(row)
    ids = piece.numbering.next("programme_attachment", count)
    known = piece.recorded(dice, course.opened[row], plans.known[row])
    ended = course.closed[row]
    end_known = np.maximum(plans.closed_known[row], known)
    attachment = frame(
        "programme_attachment",
        {
            "attachment_id": named("programme_attachment", ids),
            "family_id": named("family", plans.family_ids[row]),
            "plan_id": named("plan", plans.ids[row]),
            "programme": texts(whole(np.zeros(count)), ("families",)),
            "rules": texts(whole(np.zeros(count)), ("2022",)),
            "attached_on": days(course.opened[row]),
            "ended_on": days(ended),
            "team_id": piece.council.column(plans.team[row]),
        },
        known,
        later=(Later(("ended_on",), whole(end_known)),),
    )
    good = course.reason.values[row] == place_of("plan", "closing_reason", "needs_met")
    criterion = _criteria(piece, plans, whole(row), ids, known, whole(end_known))
    return attachment, criterion, _claims(piece, ids, ended, good, whole(end_known))


def _criteria(
    piece: Piece, plans: Plans, plan: Whole, ids: Whole, known: Whole, end_known: Whole
) -> Frame:
    """Give two to four criteria of each family, each once."""
    dice = piece.dice(73)
    each = dice.draw(weighted([0, 0, 40, 40, 20]), len(ids))
    row, nth = spans(each)
    count = len(row)
    first = dice.below(len(CRITERIA), len(ids))
    met = dice.happens(count, 0.6)
    closed = plans.course.closed[plan[row]]
    relapsed = met & dice.happens(count, 0.06)
    back = whole(closed + 20 + dice.below(160, count))
    return frame(
        "programme_criterion",
        {
            "attachment_id": named("programme_attachment", ids[row]),
            "criterion": texts(whole((first[row] + nth * 3) % len(CRITERIA)), CRITERIA),
            "identified_on": days(plans.course.opened[plan[row]]),
            "evidenced": flags(dice.happens(count, 0.9)),
            "met_on": days(where(met, closed)),
            "relapsed_on": days(where(relapsed, back)),
        },
        known[row],
        later=(
            Later(("met_on",), end_known[row]),
            Later(("relapsed_on",), whole(np.maximum(end_known[row], back))),
        ),
    )


def _claims(piece: Piece, ids: Whole, ended: Whole, good: Whole, end_known: Whole) -> Frame:
    dice = piece.dice(74)
    row = np.flatnonzero(good & dice.happens(len(ids), 0.55))
    count = len(row)
    on = whole(np.maximum(ended[row] + 183, end_known[row]) + dice.below(60, count))
    checked = whole(on + 10 + dice.below(50, count))
    return frame(
        "programme_claim",
        {
            "claim_id": named("programme_claim", piece.numbering.next("programme_claim", count)),
            "attachment_id": named("programme_attachment", ids[row]),
            "result": drawn(
                dice, count, "programme_claim", "result", {"sustained": 0.85, "employment": 0.15}
            ),
            "claimed_on": days(on),
            "validated_on": days(checked),
            "validation": drawn(
                dice, count, "programme_claim", "validation", {"valid": 0.94, "rejected": 0.06}
            ),
        },
        on,
        later=(Later(("validated_on", "validation"), checked),),
    )
