"""Grades given by case audits."""

from typing import Final

from headway.tables.code_lists import GRADE
from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    identifier,
    in_order,
    label,
    not_in_future,
    person_id,
    plan_id,
    recorded_on,
    unit_id,
)
from headway.tables.constraints import RequiredWhen
from headway.tables.schema import Key, Subject, Table

CASE_AUDIT: Final = Table(
    name="case_audit",
    title="Case audit",
    description=(
        "One grade for one question of one audit of a case. The overall grade is the question"
        " overall. A moderated grade stands in place of the first one, and both are kept, so that"
        " agreement can be shown. What was missing from the file is a result; a question that does"
        " not arise is none. How grades become numbers is the council's choice, in the catalogue."
    ),
    subject=Subject.AUDIT,
    columns=(
        identifier("audit_id", "The audit's identifier.", example="AU00012"),
        label("question", "The short name of the question graded.", required=True, example="voice"),
        code(
            "kind",
            "What sort of audit it was.",
            codes(
                full="Full audit of a case",
                dip_sample="Dip sample by a manager",
                themed="Audit of one theme",
            ),
        ),
        plan_id("The plan audited."),
        person_id("The child whose case it is, where there is no plan.", required=False),
        day("audited_on", "The day of it.", required=True),
        label("auditor_role", "The auditor's role, never a name.", example="Team manager"),
        code("grade", "The grade first given.", GRADE, required=True),
        code("moderated_grade", "The grade after moderation; empty without it.", GRADE),
        day("moderated_on", "The day of moderation."),
        unit_id("team_id", "The team whose work was audited."),
        recorded_on(),
    ),
    key=Key(("audit_id", "question")),
    event_date="audited_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    responsibility="plan_team",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order(
            "audited_on", "moderated_on", "It is moderated before it is made: correct a date."
        ),
        RequiredWhen(
            code="moderated_without_grade",
            message="It was moderated, but no moderated grade is given: add it.",
            column="moderated_grade",
            when="moderated_on",
        ),
        not_in_future("audited_on", "moderated_on"),
    ),
)
