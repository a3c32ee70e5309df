"""Whom an assessment is about."""

from typing import Final

from headway.tables.code_lists import ROLE_OF_SUBJECT
from headway.tables.columns import YEARS_KEPT, code, identifier, person_id, recorded_on
from headway.tables.schema import Key, Subject, Table

ASSESSMENT_SUBJECT: Final = Table(
    name="assessment_subject",
    title="Subject of an assessment",
    description=(
        "One row for each person an assessment is about. The role says whether the person counts"
        " as a child or an adult of that assessment; the age on the day comes from the month of"
        " birth, so that adults of 21 and over can be told apart. Somebody without a known age"
        " stays in the count and is shown as of unknown age. One subject must be there before an"
        " assessment counts towards people; without any it counts as an assessment only. Kept for"
        " as long as its assessment."
    ),
    subject=Subject.PERSON,
    columns=(
        identifier(
            "assessment_id",
            "The assessment.",
            references="assessment.assessment_id",
            example="A000210",
        ),
        person_id("The person it is about."),
        code("role", "How the person counts.", ROLE_OF_SUBJECT, required=True),
        recorded_on(),
    ),
    key=Key(("assessment_id", "person_id")),
    recorded_date="recorded_on",
    retention_years=YEARS_KEPT,
)
