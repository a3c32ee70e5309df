"""The plain figures, one line each: what is counted of which rows, on which day, for which unit.

Both hand-written sides are made of these lines, each in its own best form: one as conditions of
one SQL statement, the other as masks. They are written from the words of the definitions, not
from Headway's reading of them. What is not plain stands in the sides themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

HELPING = ("early_help", "family_help")


@dataclass(frozen=True, slots=True)
class Is:
    """A column holds one of these codes."""

    column: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IsNot:
    """A column holds none of these codes; or nothing, unless that is to be told apart."""

    column: str
    codes: tuple[str, ...]
    or_missing: bool = True


@dataclass(frozen=True, slots=True)
class AtMost:
    """A column holds a number that is no greater."""

    column: str
    number: int


@dataclass(frozen=True, slots=True)
class Known:
    """A column holds something."""

    column: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A column holds nothing."""

    column: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A column says yes (or no)."""

    column: str
    yes: bool = True


@dataclass(frozen=True, slots=True)
class Within:
    """A day is not before another and at most so many days, working days or months after it."""

    earlier: str
    later: str
    days: int
    working: bool = False
    months: bool = False


@dataclass(frozen=True, slots=True)
class Aged:
    """A person is between so many years old (both included) on the day, or of no known age."""

    least: int
    most: int
    or_missing: bool = False


Asked: TypeAlias = Is | IsNot | AtMost | Known | Missing | Flag | Within | Aged


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: which rows count, which of them stand above the line, or what is summed.

    ``each`` counts different subjects; ``scores`` gives codes their numbers for a mean;
    ``lasted`` sums the days from one day to another.
    """

    indicator: str
    where: tuple[Asked, ...] = ()
    of_those: tuple[Asked, ...] | None = None
    sum_of: str = ""
    each: str = ""
    scores: tuple[tuple[str, int], ...] = ()
    lasted: tuple[str, str] | None = None

    @property
    def divides(self) -> bool:
        """Whether anything stands below the line."""
        return self.of_those is not None or bool(self.scores) or self.lasted is not None


@dataclass(frozen=True, slots=True)
class Responsible:
    """The team is that of another table on that day, or on the day before it."""

    table: str
    by: str
    own: str
    day_before: bool = False
    began: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of one table, put into months by a day; ``joins`` are (table, its key, by, needed)."""

    table: str
    day: str
    unit: str | Responsible
    lines: tuple[Line, ...]
    joins: tuple[tuple[str, str, str, bool], ...] = ()
    where: tuple[Asked, ...] = ()

    def columns(self) -> set[str]:
        """Name every column that is read: plainly of the table itself, with its table of others."""
        asked: list[Asked] = [*self.where]
        found = {self.day, *(by for _, _, by, _ in self.joins)}
        for line in self.lines:
            asked += [*line.where, *(line.of_those or ())]
            found |= {line.sum_of, line.each, *(line.lasted or ())} - {""}
        for one in asked:
            match one:
                case Within():
                    found |= {one.earlier, one.later}
                case Aged():
                    found |= {"person.month_of_birth", "person.expected_month"}
                case _:
                    found.add(one.column)
        unit = self.unit
        if isinstance(unit, Responsible):
            return found | {unit.by, unit.own} | ({unit.began} - {""})
        return found | {unit}


def _is(column: str, *codes: str) -> Is:
    return Is(column, codes)


_EARLY, _SOCIAL = _is("kind", "early_help"), _is("kind", "social_care")
_EXPLOITED = _is("kind", "sexual_exploitation", "criminal_exploitation", "exploitation")
_PERSON = ("person", "person_id", "person_id", False)

_HELD = (Within("held_on", "due_on", 366),)
_DONE = Within("done_on", "due_on", 366)
_GRADED = IsNot("grade", ("not_applicable",), or_missing=False)
_GOOD = (Is("grade", ("outstanding", "good")),)


def _timed(day: str, name: str, kind: str, asked: Within) -> Facts:
    where = (_is("kind", kind), Missing("dropped_on"))
    return Facts("timed_event", day, "team_id", (Line(name, (), (asked,)),), where=where)


PLAIN: Sequence[Facts] = (
    Facts(
        "contact",
        "received_on",
        "hub_id",
        (
            Line("front-door-contacts"),
            Line("front-door-early-help-percentage", (), (_is("decision", *HELPING),)),
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
                "care-leaver-contacts-on-time-percentage", (_is("purpose", "leaving_care"),), _HELD
            ),
            Line(
                "child-in-need-visits-on-time-percentage", (_is("purpose", "child_in_need"),), _HELD
            ),
            Line(
                "child-protection-visits-on-time-percentage",
                (_is("purpose", "child_protection"),),
                _HELD,
            ),
            Line("children-in-care-visits-on-time-percentage", (_is("purpose", "in_care"),), _HELD),
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
                    _is("kind", "care_review", "protection_review"),
                    IsNot("participation", ("PN0",), or_missing=False),
                ),
                (_is("participation", "PN1", "PN2", "PN3", "PN5", "PN6"),),
            ),
            Line(
                "days-from-care-to-adoptive-placement",
                (_is("kind", "adoption_placement"),),
                lasted=("started_on", "done_on"),
            ),
            Line(
                "days-from-placement-order-to-match",
                (_is("kind", "adoption_match"),),
                lasted=("started_on", "done_on"),
            ),
        ),
    ),
    Facts(
        "case_audit",
        "audited_on",
        "team_id",
        (
            Line("case-audit-items-missing", (_is("grade", "missing"),)),
            Line(
                "case-audit-mean-score",
                scores=(
                    ("outstanding", 4),
                    ("good", 3),
                    ("requires_improvement", 2),
                    ("inadequate", 1),
                ),
            ),
            Line("case-audits-good-percentage", (_is("question", "overall"), _GRADED), _GOOD),
            Line(
                "pathway-plans-good-percentage", (_is("question", "pathway_plan"), _GRADED), _GOOD
            ),
            Line(
                "personal-education-plans-good-percentage",
                (_is("question", "personal_education_plan"), _GRADED),
                _GOOD,
            ),
            Line(
                "plans-graded-good-percentage",
                (_is("question", "plan"), _GRADED, Missing("plan_id")),
                _GOOD,
            ),
            Line("case-audits-held", each="audit_id"),
            Line("dip-samples-held", (_is("kind", "dip_sample"),), each="audit_id"),
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
                        (_is("missing_from", place),),
                        (Flag("interview_offered"),),
                    ),
                    Line(
                        f"missing-from-{place}-interview-taken-up-percentage",
                        (_is("missing_from", place), Flag("interview_offered")),
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
        where=(_is("kind", "missing"),),
    ),
    Facts(
        "missing_episode",
        "started_on",
        "team_id",
        (Line("missing-children", each="person_id"),),
        where=(_is("kind", "missing"),),
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
            Line("school-sessions-delivered", (_is("kind", "school_session"),)),
            Line(
                "school-sessions-fed-back-percentage",
                (_is("kind", "school_session"),),
                (Known("fed_back_on"),),
            ),
        ),
        where=(_is("status", "delivered"),),
    ),
    Facts(
        "group_attendance",
        "group_session.held_on",
        "group_session.team_id",
        (
            Line(
                "school-families-reached",
                (_is("group_session.kind", "school_session"),),
                each="family_id",
            ),
            Line(
                "childrens-centre-children-reached",
                (_is("group_session.kind", "play_and_stay"), Aged(0, 4)),
                each="person_id",
            ),
        ),
        (("group_session", "session_id", "session_id", True), _PERSON),
        (_is("group_session.status", "delivered"),),
    ),
    Facts(
        "intervention",
        "ended_on",
        "team_id",
        (Line("interventions-completed-percentage", (), (_is("outcome", "completed"),)),),
        where=(Known("outcome"),),
    ),
    Facts(
        "intervention",
        "started_on",
        "team_id",
        (
            Line(
                "systemic-interventions",
                (_is("kind", "Systemic therapy", "Systemic family practice"),),
            ),
            Line(
                "wellbeing-interventions",
                (_is("kind", "Emotional wellbeing", "Cognitive behavioural"),),
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
                (_is("outcome", "diverted", "not_diverted"),),
                (_is("outcome", "diverted"),),
            ),
        ),
        where=(_is("kind", "crime_prevention"),),
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
                (_is("status", "neet", "not_known"),),
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
        where=(_is("kind", "not_reached", "did_not_attend", "declined", "disengaged"),),
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
            Line("health-visitor-assessments-completed", (_is("completed_by", "health_visitor"),)),
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
        (_is("assessment.kind", "early_help"),),
    ),
    Facts(
        "group_attendance",
        "group_session.held_on",
        "group_session.team_id",
        (Line("group-attendances", sum_of="headcount"),),
        (("group_session", "session_id", "session_id", True),),
        (_is("group_session.status", "delivered"),),
    ),
    Facts(
        "screening",
        "screened_on",
        "team_id",
        (
            Line("exploitation-screenings"),
            Line("exploitation-risk-medium-or-high", (_is("risk", "medium", "high"),)),
        ),
        where=(_EXPLOITED,),
    ),
    Facts(
        "survey_response",
        "returned_on",
        "team_id",
        (
            Line("family-feedback-received"),
            Line("family-feedback-listened-to", (_is("listened_to", "said_yes"),)),
            Line("family-feedback-helped", (_is("helped", "said_yes"),)),
            Line("family-feedback-respected", (_is("treated_with_respect", "said_yes"),)),
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
                (_is("answer", "given", "refused"),),
                (_is("answer", "refused"),),
            ),
            Line("consents-to-help-withdrawn", (_is("answer", "withdrawn"),)),
        ),
        where=(_is("about", "help"),),
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
            _is("service", *HELPING),
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
            Line("cases-closed-outcomes-met-percentage", (), (_is("outcomes_met", "all", "some"),)),
        ),
        where=(
            _is("service", *HELPING),
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
            Line("cases-closed-escalated", (_is("plan.closing_reason", "step_up"),)),
        ),
        (("plan", "plan_id", "plan_id", True),),
        (
            _is("role", "child"),
            _is("plan.service", *HELPING),
            IsNot("plan.closing_reason", ("transfer", "opened_in_error")),
        ),
    ),
)

LINES = tuple(line for facts in PLAIN for line in facts.lines)

OPEN_TIERS = {
    "level-2-cases-open": ("early_help", False),
    "child-in-need-cases-open": ("child_in_need", True),
    "child-protection-plans": ("child_protection", True),
    "children-in-care": ("in_care", True),
    "youth-offending-service-cases": ("youth_offending", False),
}
"""Indicators of children open in a tier, and whether only at the highest tier they are in."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Another table has (or has not) a row of the same subject that holds on that day."""

    table: str
    by: str
    start: str
    end: str = ""
    where: tuple[Is, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """Rows that stand open at the end of a month: from when to when, whose, and how long.

    ``each`` counts different subjects, ``sum_of`` adds a column up. ``held_by`` names the table
    of teams responsible, by ``held_key``. Days or months say how long it has been open.
    """

    indicator: str
    table: str
    start: str
    ends: tuple[str, ...]
    where: tuple[Asked, ...] = ()
    each: str = ""
    sum_of: str = ""
    held_by: str = ""
    held_key: str = ""
    unit: str = "team_id"
    more_than_days: int = 0
    up_to_days: int = 0
    up_to_months: int = 0
    beside: Beside | None = None
    join: tuple[str, str] | None = None

    def columns(self) -> set[str]:
        """Name every column that is read; those of another table with its name."""
        found = {self.start, *self.ends, self.unit, self.each, self.sum_of, self.held_key}
        found |= {one.column for one in self.where if not isinstance(one, Within | Aged)}
        if any(isinstance(one, Aged) for one in self.where):
            found.add("person_id")
        if self.join:
            found.add(self.join[1])
        if self.beside:
            found.add(self.beside.by)
        return found - {""}


_EPISODES = ("episode_team", "episode_id")
_PLANS = ("plan_team", "plan_id")


def _tier(indicator: str, tiers: tuple[str, ...], *more: Asked, beside: Beside | None = None
          ) -> Open:  # fmt: skip
    return Open(
        indicator, "tier_episode", "started_on", ("ended_on",), (Is("tier", tiers), *more),
        "person_id", "", *_EPISODES, beside=beside,
    )  # fmt: skip


_LEAD_OF_EPISODE = Beside("lead_practitioner", "episode_id", "started_on", "ended_on")
_NO_LEAD = Beside("lead_practitioner", "episode_id", "started_on", "ended_on", absent=True)
_SCHOOL_AGE = Aged(5, 17)
_WAITING = ("requested_on", ("started_on", "completed_on", "given_up_on"))
_SOCIAL_POST = _is("profession", "social_worker")
_PRE = ("timed_event", "started_on", ("done_on", "dropped_on"), (_is("kind", "pre_proceedings"),))

OPEN: Sequence[Open] = (
    _tier("care-leavers", ("leaving_care",)),
    _tier("care-leavers-with-current-pathway-plan", ("leaving_care",), beside=Beside(
        "timed_event", "person_id", "done_on", "lapses_on", (_is("kind", "pathway_plan"),))),
    _tier("children-held-by-social-workers", ("child_in_need", "child_protection", "in_care"),
          beside=_LEAD_OF_EPISODE),
    _tier("children-in-care-section-20", ("in_care",), _is("legal_basis", "section_20")),
    _tier("school-age-children-in-care", ("in_care",), _SCHOOL_AGE),
    _tier("children-in-care-with-current-education-plan", ("in_care",), _SCHOOL_AGE,
          beside=Beside("timed_event", "person_id", "done_on", "lapses_on",
                        (_is("kind", "personal_education_plan"),))),
    _tier("children-in-need-all",
          ("child_in_need", "child_protection", "in_care", "leaving_care")),
    _tier("protected-or-in-care-unallocated", ("child_protection", "in_care"), beside=_NO_LEAD),
    Open("early-help-plans-without-lead", "plan", "opened_on", ("closed_on",),
         (_is("service", *HELPING),), "", "", *_PLANS,
         beside=Beside("lead_practitioner", "plan_id", "started_on", "ended_on", absent=True)),
    Open("families-with-genogram", "plan", "opened_on", ("closed_on",),
         (_is("service", *HELPING),), "family_id", "", *_PLANS,
         beside=Beside("tool_use", "plan_id", "used_on", "", (_is("tool", "genogram"),))),
    Open("families-attached-so-far", "programme_attachment", "attached_on", (), (), "family_id"),
    Open("programme-claims-so-far", "programme_claim", "claimed_on", (),
         (IsNot("validation", ("rejected",)),), unit="programme_attachment.team_id",
         join=("programme_attachment", "attachment_id")),
    Open("families-waiting-for-assessment", "assessment", *_WAITING, (_is("kind", *HELPING),),
         "family_id"),
    Open("families-waiting-over-30-days", "assessment", *_WAITING, (_is("kind", *HELPING),),
         "family_id", more_than_days=30),
    Open("early-help-assessments-overdue", "assessment", "started_on",
         ("completed_on", "given_up_on"), (_is("kind", "early_help"),), more_than_days=30),
    Open("visits-overdue", "direct_contact", "due_on", ("held_on",), up_to_days=42),
    Open("fostering-households", "fostering_household", "approved_on", ("ended_on",)),
    Open("pre-proceedings-open", *_PRE),
    Open("pre-proceedings-open-up-to-20-weeks", *_PRE, up_to_days=140),
    Open("pre-proceedings-open-up-to-26-weeks", *_PRE, up_to_days=182),
    Open("childrens-centre-children-registered", "registration", "started_on", ("ended_on",),
         (_is("kind", "childrens_centre"), Aged(0, 4)), "person_id", unit="place_id"),
    Open("two-year-old-places-taken", "registration", "started_on", ("ended_on",),
         (_is("kind", "two_year_old_place"), Aged(0, 4)), "person_id", unit="place_id"),
    Open("young-carers-registered", "registration", "started_on", ("ended_on",),
         (_is("kind", "young_carers"),), "person_id", unit="place_id"),
    Open("social-work-posts", "post", "started_on", ("ended_on",), (_SOCIAL_POST,),
         sum_of="full_time_equivalent"),
    Open("social-work-posts-vacant", "post", "started_on", ("ended_on",),
         (_SOCIAL_POST, _is("filled_by", "vacant")), sum_of="full_time_equivalent"),
    Open("social-work-vacancies-and-agency-staff", "post", "started_on", ("ended_on",),
         (_SOCIAL_POST, _is("filled_by", "vacant", "agency"))),
    Open("social-workers-holding-cases", "worker_placement", "started_on", ("ended_on",),
         (_is("role", "lead_practitioner"), _is("worker.profession", "social_worker")),
         sum_of="full_time_equivalent", join=("worker", "worker_id")),
    Open("agency-social-workers", "worker_placement", "started_on", ("ended_on",),
         (Flag("agency"), _is("worker.profession", "social_worker")), "worker_id",
         join=("worker", "worker_id")),
    Open("workers-in-teams", "worker_placement", "started_on", ("ended_on",), (), "worker_id"),
    Open("workers-trained-in-neglect", "training", "completed_on", ("expires_on",),
         (_is("course", "Neglect", "Signs of neglect"),), "worker_id", up_to_months=24,
         beside=Beside("worker_placement", "worker_id", "started_on", "ended_on")),
)  # fmt: skip

RATIOS = {
    "cases-closed-escalated-percentage": ("cases-closed-escalated", "early-help-cases-closed"),
    "early-help-throughput-percentage": ("early-help-plans-closed", "early-help-plans-opened"),
    "family-feedback-helped-percentage": ("family-feedback-helped", "family-feedback-received"),
    "family-feedback-respected-percentage": (
        "family-feedback-respected",
        "family-feedback-received",
    ),
    "children-in-care-section-20-percentage": ("children-in-care-section-20", "children-in-care"),
    "families-with-genogram-percentage": ("families-with-genogram", "families-in-early-help"),
    "pathway-plans-current-percentage": ("care-leavers-with-current-pathway-plan", "care-leavers"),
    "personal-education-plans-current-percentage": (
        "children-in-care-with-current-education-plan",
        "school-age-children-in-care",
    ),
    "pre-proceedings-within-20-weeks-percentage": (
        "pre-proceedings-open-up-to-20-weeks",
        "pre-proceedings-open",
    ),
    "pre-proceedings-within-26-weeks-percentage": (
        "pre-proceedings-open-up-to-26-weeks",
        "pre-proceedings-open",
    ),
    "programme-conversion-percentage": ("programme-claims-so-far", "families-attached-so-far"),
    "social-work-average-caseload": (
        "children-held-by-social-workers",
        "social-workers-holding-cases",
    ),
    "social-work-vacancy-percentage": ("social-work-posts-vacant", "social-work-posts"),
    "workers-trained-in-neglect-percentage": ("workers-trained-in-neglect", "workers-in-teams"),
    "case-holding-percentage": ("families-in-early-help", "family-capacity"),
    "cases-open-over-12-months-percentage": ("cases-open-over-12-months", "early-help-cases-open"),
    "exploitation-risk-medium-or-high-percentage": (
        "exploitation-risk-medium-or-high",
        "exploitation-screenings",
    ),
    "family-feedback-listened-to-percentage": (
        "family-feedback-listened-to",
        "family-feedback-received",
    ),
    "level-2-escalation-percentage": ("level-2-cases-escalated", "level-2-cases-open"),
}
"""One figure by another."""

RATES = {
    "referral-rate-per-10000": ("referrals-to-social-care", 0, 17, "everybody"),
    "first-time-entrants-youth-justice": ("first-time-entrants-count", 10, 17, "everybody"),
    "child-protection-plans-per-10000": ("child-protection-plans", 0, 17, "everybody"),
    "children-in-care-per-10000": ("children-in-care", 0, 17, "everybody"),
    "children-in-need-per-10000": ("child-in-need-cases-open", 0, 17, "everybody"),
    "childrens-centre-reach-percentage": (
        "childrens-centre-children-reached", 0, 4, "everybody",
    ),
    "childrens-centre-registration-percentage": (
        "childrens-centre-children-registered", 0, 4, "everybody",
    ),
    "two-year-old-take-up-percentage": (
        "two-year-old-places-taken", 2, 2, "eligible_two_year_olds",
    ),
}  # fmt: skip
"""A figure by the people of these ages, and of which cohort."""

PARTS = {
    "distance-travelled-improving": ("distance-travelled-improving-percentage", "above"),
    "distance-travelled-completed": ("distance-travelled-improving-percentage", "below"),
}
"""One half of another figure."""

WHOLE = (
    "family-reviews-overdue",
    "family-capacity",
    "early-help-cases-open",
    "cases-open-over-12-months",
    "families-in-early-help",
    *OPEN_TIERS,
    "first-time-entrants-count",
    "families-back-within-3-months-percentage",
    "referred-children-seen-promptly-percentage",
    "re-referrals-within-12-months-percentage",
    "distance-travelled-improving-percentage",
    "early-help-assessment-typical-working-days",
    "level-2-cases-escalated",
    "steps-down-to-early-help",
)
"""What takes more than a condition."""

COVERED = frozenset(
    (*(line.indicator for line in LINES), *(one.indicator for one in OPEN), *RATIOS, *RATES,
     *PARTS, *WHOLE)
)  # fmt: skip
"""Every indicator that both sides work out."""

_FOLLOWS = "another way to ask what follows or comes before, as four that are compared do"
NOT_COVERED: dict[str, str] = {
    "children-back-in-early-help-percentage": _FOLLOWS,
    "cases-reopened-within-3-months": "part of children-back-in-early-help-percentage",
    "cases-reopened-within-3-months-percentage": "made of cases-reopened-within-3-months",
    "children-seen-within-15-days-percentage": _FOLLOWS,
    "contacts-leading-to-assessment-percentage": _FOLLOWS,
    "distance-travelled-used-percentage": _FOLLOWS,
    "referred-children-seen-within-5-days-percentage": _FOLLOWS,
    "early-help-plan-typical-days": "another median, as the one that is compared",
    "wait-for-assessment-typical-working-days": "another median, as the one that is compared",
    "care-leavers-in-education-employment-training-percentage": (
        "a share of people by another table's tier, as neet-or-not-known-16-17 without that"
    ),
}
"""Indicators of the catalogue that a side cannot give yet, and why."""
