"""The plain figures, one line each: what is counted of which rows, on which day, for which unit.

Both hand-written sides are made of these lines, each in its own best form: one as conditions of
one SQL statement, the other as masks. They are written from the words of the definitions, not
from Headway's reading of them. What is not plain stands in the sides themselves. The list is one
table to be read beside the catalogue, and stands in one file however many lines it has.
"""

from collections.abc import Sequence

from bench.recipe_words import (
    HELPING,
    Aged,
    AtMost,
    Facts,
    Flag,
    Is,
    IsNot,
    Known,
    Line,
    Missing,
    Responsible,
    Within,
    has,
)

_EARLY, _SOCIAL = has("kind", "early_help"), has("kind", "social_care")
_EXPLOITED = has("kind", "sexual_exploitation", "criminal_exploitation", "exploitation")
_PERSON = ("person", "person_id", "person_id", False)

_HELD = (Within("held_on", "due_on", 366),)
_DONE = Within("done_on", "due_on", 366)
_GRADED = IsNot("grade", ("not_applicable",), or_missing=False)
_GOOD = (Is("grade", ("outstanding", "good")),)


def _timed(day: str, name: str, kind: str, asked: Within) -> Facts:
    where = (has("kind", kind), Missing("dropped_on"))
    return Facts("timed_event", day, "team_id", (Line(name, (), (asked,)),), where=where)


PLAIN: Sequence[Facts] = (
    Facts(
        "contact",
        "received_on",
        "hub_id",
        (
            Line("front-door-contacts"),
            Line("front-door-early-help-percentage", (), (has("decision", *HELPING),)),
        ),
        where=(Known("decision"),),
    ),
    Facts("contact", "received_on", "hub_id", (Line("front-door-contacts-received"),)),
    Facts(
        "contact",
        "decided_on",
        "hub_id",
        (
            Line(
                "front-door-decisions-within-24-hours-percentage",
                (),
                (AtMost("hours_to_decision", 24),),
            ),
        ),
        where=(Known("hours_to_decision"),),
    ),
    Facts(
        "direct_contact",
        "due_on",
        "team_id",
        (
            Line(
                "care-leaver-contacts-on-time-percentage", (has("purpose", "leaving_care"),), _HELD
            ),
            Line(
                "child-in-need-visits-on-time-percentage", (has("purpose", "child_in_need"),), _HELD
            ),
            Line(
                "child-protection-visits-on-time-percentage",
                (has("purpose", "child_protection"),),
                _HELD,
            ),
            Line("children-in-care-visits-on-time-percentage", (has("purpose", "in_care"),), _HELD),
        ),
    ),
    Facts(
        "direct_contact",
        "held_on",
        "team_id",
        (
            Line(
                "visits-recorded-within-two-weeks-percentage",
                (),
                (Within("held_on", "recorded_on", 14),),
            ),
        ),
        where=(Known("recorded_on"),),
    ),
    *(
        _timed(day, name, kind, asked)
        for day, name, kind, asked in (
            (
                "due_on",
                "adoption-support-seen-within-4-weeks-percentage",
                "adoption_support",
                Within("started_on", "done_on", 28),
            ),
            (
                "done_on",
                "care-proceedings-within-26-weeks-percentage",
                "care_proceedings",
                Within("started_on", "done_on", 182),
            ),
            ("due_on", "care-reviews-on-time-percentage", "care_review", _DONE),
            ("due_on", "health-assessments-on-time-percentage", "health_assessment", _DONE),
            ("due_on", "permanence-plans-on-time-percentage", "permanence_plan", _DONE),
            ("due_on", "protection-reviews-on-time-percentage", "protection_review", _DONE),
            (
                "due_on",
                "care-review-records-within-20-days-percentage",
                "review_minutes",
                Within("started_on", "done_on", 20, working=True),
            ),
            (
                "due_on",
                "conference-minutes-within-20-days-percentage",
                "conference_minutes",
                Within("started_on", "done_on", 20, working=True),
            ),
            (
                "done_on",
                "initial-conferences-within-15-days-percentage",
                "initial_conference",
                Within("started_on", "done_on", 15, working=True),
            ),
        )
    ),
    Facts(
        "timed_event",
        "done_on",
        "team_id",
        (
            Line(
                "reviews-child-took-part-percentage",
                (
                    has("kind", "care_review", "protection_review"),
                    IsNot("participation", ("PN0",), or_missing=False),
                ),
                (has("participation", "PN1", "PN2", "PN3", "PN5", "PN6"),),
            ),
            Line(
                "days-from-care-to-adoptive-placement",
                (has("kind", "adoption_placement"),),
                lasted=("started_on", "done_on"),
            ),
            Line(
                "days-from-placement-order-to-match",
                (has("kind", "adoption_match"),),
                lasted=("started_on", "done_on"),
            ),
        ),
    ),
    Facts(
        "case_audit",
        "audited_on",
        "team_id",
        (
            Line("case-audit-items-missing", (has("grade", "missing"),)),
            Line(
                "case-audit-mean-score",
                scores=(
                    ("outstanding", 4),
                    ("good", 3),
                    ("requires_improvement", 2),
                    ("inadequate", 1),
                ),
            ),
            Line("case-audits-good-percentage", (has("question", "overall"), _GRADED), _GOOD),
            Line(
                "pathway-plans-good-percentage", (has("question", "pathway_plan"), _GRADED), _GOOD
            ),
            Line(
                "personal-education-plans-good-percentage",
                (has("question", "personal_education_plan"), _GRADED),
                _GOOD,
            ),
            Line(
                "plans-graded-good-percentage",
                (has("question", "plan"), _GRADED, Missing("plan_id")),
                _GOOD,
            ),
            Line("case-audits-held", each="audit_id"),
            Line("dip-samples-held", (has("kind", "dip_sample"),), each="audit_id"),
        ),
    ),
    Facts(
        "planned_audit",
        "due_on",
        "team_id",
        (Line("case-audits-completed-percentage", (), (Known("done_on"),)),),
        where=(Missing("called_off_on"),),
    ),
    Facts(
        "missing_episode",
        "ended_on",
        "team_id",
        (
            *(
                line
                for place in ("care", "home")
                for line in (
                    Line(
                        f"missing-from-{place}-interview-offered-percentage",
                        (has("missing_from", place),),
                        (Flag("interview_offered"),),
                    ),
                    Line(
                        f"missing-from-{place}-interview-taken-up-percentage",
                        (has("missing_from", place), Flag("interview_offered")),
                        (Known("interviewed_on"),),
                    ),
                )
            ),
            Line("missing-interviews-referred-percentage", (), (Known("interview_referred_on"),)),
            Line(
                "missing-interviews-within-72-hours-percentage",
                (Known("interviewed_on"),),
                (Within("ended_on", "interviewed_on", 3),),
            ),
        ),
        where=(has("kind", "missing"),),
    ),
    Facts(
        "missing_episode",
        "started_on",
        "team_id",
        (Line("missing-children", each="person_id"),),
        where=(has("kind", "missing"),),
    ),
    Facts("fostering_household", "enquired_on", "team_id", (Line("fostering-enquiries"),)),
    Facts(
        "fostering_household",
        "approved_on",
        "team_id",
        (
            Line("fostering-households-approved"),
            Line(
                "fostering-assessments-within-8-months-percentage",
                (Known("applied_on"),),
                (Within("applied_on", "approved_on", 8, months=True),),
            ),
        ),
    ),
    Facts(
        "fostering_household",
        "ended_on",
        "team_id",
        (Line("fostering-households-lost", (Known("approved_on"),)),),
    ),
    Facts(
        "group_session",
        "held_on",
        "team_id",
        (
            Line("group-sessions-delivered"),
            Line("school-sessions-delivered", (has("kind", "school_session"),)),
            Line(
                "school-sessions-fed-back-percentage",
                (has("kind", "school_session"),),
                (Known("fed_back_on"),),
            ),
        ),
        where=(has("status", "delivered"),),
    ),
    Facts(
        "group_attendance",
        "group_session.held_on",
        "group_session.team_id",
        (
            Line(
                "school-families-reached",
                (has("group_session.kind", "school_session"),),
                each="family_id",
            ),
            Line(
                "childrens-centre-children-reached",
                (has("group_session.kind", "play_and_stay"), Aged(0, 4)),
                each="person_id",
            ),
        ),
        (("group_session", "session_id", "session_id", True), _PERSON),
        (has("group_session.status", "delivered"),),
    ),
    Facts(
        "intervention",
        "ended_on",
        "team_id",
        (Line("interventions-completed-percentage", (), (has("outcome", "completed"),)),),
        where=(Known("outcome"),),
    ),
    Facts(
        "intervention",
        "started_on",
        "team_id",
        (
            Line(
                "systemic-interventions",
                (has("kind", "Systemic therapy", "Systemic family practice"),),
            ),
            Line(
                "wellbeing-interventions",
                (has("kind", "Emotional wellbeing", "Cognitive behavioural"),),
            ),
        ),
    ),
    Facts(
        "registration",
        "ended_on",
        "place_id",
        (
            Line(
                "crime-prevention-diverted-percentage",
                (has("outcome", "diverted", "not_diverted"),),
                (has("outcome", "diverted"),),
            ),
        ),
        where=(has("kind", "crime_prevention"),),
    ),
    Facts(
        "programme_attachment",
        "attached_on",
        "team_id",
        (Line("families-attached", each="family_id"),),
    ),
    Facts(
        "programme_claim",
        "claimed_on",
        "programme_attachment.team_id",
        (Line("payment-by-results-claims"),),
        (("programme_attachment", "attachment_id", "attachment_id", False),),
        (IsNot("validation", ("rejected",)),),
    ),
    Facts("tool_use", "used_on", "team_id", (Line("practice-tools-used"),)),
    Facts(
        "participation_status",
        "known_on",
        "team_id",
        (
            Line(
                "neet-or-not-known-16-17",
                (Aged(16, 17),),
                (has("status", "neet", "not_known"),),
                each="person_id",
            ),
        ),
        (_PERSON,),
    ),
    Facts(
        "engagement_event",
        "happened_on",
        "team_id",
        (Line("families-not-engaging", each="family_id"),),
        where=(has("kind", "not_reached", "did_not_attend", "declined", "disengaged"),),
    ),
    Facts(
        "direct_contact",
        "held_on",
        "team_id",
        (Line("direct-contacts", sum_of="headcount"),),
        where=(Flag("with_lead_professional", yes=False), Missing("session_id")),
    ),
    Facts(
        "assessment",
        "started_on",
        "team_id",
        (Line("early-help-assessments-started"),),
        where=(_EARLY,),
    ),
    Facts(
        "assessment",
        "completed_on",
        "team_id",
        (
            Line("early-help-assessments-completed-partnership"),
            Line(
                "early-help-assessments-within-30-days-percentage",
                (Known("started_on"),),
                (Within("started_on", "completed_on", 30),),
            ),
            Line("health-visitor-assessments-completed", (has("completed_by", "health_visitor"),)),
        ),
        where=(_EARLY,),
    ),
    Facts(
        "assessment",
        "completed_on",
        "team_id",
        (
            Line(
                "assessments-within-45-days-percentage",
                (),
                (Within("social_care_referral.received_on", "completed_on", 45, working=True),),
            ),
        ),
        (("social_care_referral", "referral_id", "referral_id", False),),
        (_SOCIAL,),
    ),
    Facts(
        "assessment_subject",
        "assessment.completed_on",
        "assessment.team_id",
        (
            Line("early-help-assessments-completed-all-ages"),
            Line("early-help-assessments-completed-children", (Aged(0, 20, or_missing=True),)),
        ),
        (("assessment", "assessment_id", "assessment_id", True), _PERSON),
        (has("assessment.kind", "early_help"),),
    ),
    Facts(
        "group_attendance",
        "group_session.held_on",
        "group_session.team_id",
        (Line("group-attendances", sum_of="headcount"),),
        (("group_session", "session_id", "session_id", True),),
        (has("group_session.status", "delivered"),),
    ),
    Facts(
        "screening",
        "screened_on",
        "team_id",
        (
            Line("exploitation-screenings"),
            Line("exploitation-risk-medium-or-high", (has("risk", "medium", "high"),)),
        ),
        where=(_EXPLOITED,),
    ),
    Facts(
        "survey_response",
        "returned_on",
        "team_id",
        (
            Line("family-feedback-received"),
            Line("family-feedback-listened-to", (has("listened_to", "said_yes"),)),
            Line("family-feedback-helped", (has("helped", "said_yes"),)),
            Line("family-feedback-respected", (has("treated_with_respect", "said_yes"),)),
        ),
    ),
    Facts(
        "survey_response",
        "sent_on",
        "team_id",
        (Line("family-feedback-response-percentage", (), (Known("returned_on"),)),),
    ),
    Facts(
        "supervision",
        "due_on",
        "team_id",
        (Line("supervision-on-time-percentage", (), (Within("held_on", "due_on", 366),)),),
    ),
    Facts(
        "consent",
        "answered_on",
        "team_id",
        (
            Line(
                "consent-to-help-refused-percentage",
                (has("answer", "given", "refused"),),
                (has("answer", "refused"),),
            ),
            Line("consents-to-help-withdrawn", (has("answer", "withdrawn"),)),
        ),
        where=(has("about", "help"),),
    ),
    Facts(
        "social_care_referral",
        "received_on",
        "team_id",
        (Line("referrals-to-social-care"),),
    ),
    Facts(
        "plan",
        "opened_on",
        Responsible("plan_team", "plan_id", "team_id"),
        (Line("early-help-plans-opened"),),
        where=(
            has("service", *HELPING),
            Missing("continues_plan_id"),
            IsNot("closing_reason", ("opened_in_error",)),
        ),
    ),
    Facts(
        "plan",
        "closed_on",
        Responsible("plan_team", "plan_id", "team_id", day_before=True, began="opened_on"),
        (
            Line("early-help-plans-closed"),
            Line("cases-closed-outcomes-met-percentage", (), (has("outcomes_met", "all", "some"),)),
        ),
        where=(
            has("service", *HELPING),
            IsNot("closing_reason", ("transfer", "opened_in_error")),
        ),
    ),
    Facts(
        "plan_subject",
        "plan.closed_on",
        Responsible(
            "plan_team", "plan_id", "plan.team_id", day_before=True, began="plan.opened_on"
        ),
        (
            Line("early-help-cases-closed"),
            Line("cases-closed-escalated", (has("plan.closing_reason", "step_up"),)),
        ),
        (("plan", "plan_id", "plan_id", True),),
        (
            has("role", "child"),
            has("plan.service", *HELPING),
            IsNot("plan.closing_reason", ("transfer", "opened_in_error")),
        ),
    ),
)

LINES = tuple(line for facts in PLAIN for line in facts.lines)
