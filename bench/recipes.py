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
    """A column holds none of these codes, or nothing."""

    column: str
    codes: tuple[str, ...]


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
    """A day is not before another and at most so many days, or working days, after it."""

    earlier: str
    later: str
    days: int
    working: bool = False


@dataclass(frozen=True, slots=True)
class YoungerThan:
    """A person is younger than so many years on the day that is counted, or of no known age."""

    years: int


Asked: TypeAlias = Is | IsNot | Known | Missing | Flag | Within | YoungerThan


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: which rows count, which of them stand above the line, or what is summed."""

    indicator: str
    where: tuple[Asked, ...] = ()
    of_those: tuple[Asked, ...] | None = None
    sum_of: str = ""


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
            found |= {line.sum_of} - {""}
        for one in asked:
            match one:
                case Within():
                    found |= {one.earlier, one.later}
                case YoungerThan():
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
            Line("early-help-assessments-completed-children", (YoungerThan(21),)),
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
        ),
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
        (Line("cases-closed-outcomes-met-percentage", (), (_is("outcomes_met", "all", "some"),)),),
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
        (Line("early-help-cases-closed"),),
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

RATIOS = {
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
    "referral-rate-per-10000": ("referrals-to-social-care", 0, 17),
    "first-time-entrants-youth-justice": ("first-time-entrants-count", 10, 17),
}
"""A figure by the people of these ages."""

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
    "families-not-engaging",
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

COVERED = frozenset((*(line.indicator for line in LINES), *RATIOS, *RATES, *PARTS, *WHOLE))
"""Every indicator that both sides work out."""

NOT_COVERED: dict[str, str] = {}
"""Indicators of the catalogue that a side cannot give yet, and why."""
