"""What families said about the help they had."""

from typing import Final

from headway.tables.code_lists import ANSWER
from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    family_id,
    identifier,
    in_order,
    label,
    not_in_future,
    plan_id,
    recorded_on,
    unit_id,
)
from headway.tables.constraints import OneOf, RequiredWhen
from headway.tables.schema import Key, Subject, Table

SURVEY_RESPONSE: Final = Table(
    name="survey_response",
    title="Survey response",
    description=(
        "One survey, sent and perhaps returned. The response rate divides those returned by those"
        " sent; a response nobody asked for counts as received and stands outside the rate. A"
        " question left open is not a no, and stands outside that question's percentage, which"
        " always says how many answered. What people wrote in their own words is not kept here."
    ),
    subject=Subject.SURVEY,
    columns=(
        identifier("survey_id", "The row's identifier.", example="SU00070"),
        label("instrument", "The survey's short name.", example="after_closing"),
        family_id("The family asked; empty when answers are anonymous."),
        plan_id("The plan it is about."),
        day("sent_on", "The day it was sent or handed over."),
        day("returned_on", "The day it came back; empty when it has not."),
        code(
            "respondent",
            "Who answered.",
            codes(
                child="A child or young person",
                parent="A parent or carer",
                school="A school",
                partner="Another partner",
                not_known="Not known",
            ),
        ),
        code(
            "mode",
            "How it was answered.",
            codes(
                paper="On paper",
                online="Online",
                telephone="By telephone",
                in_person="In person",
            ),
        ),
        code("treated_with_respect", "Were you treated with respect? As answered.", ANSWER),
        code("listened_to", "Were you listened to? As answered.", ANSWER),
        code("helped", "Did it help with what mattered to you? As answered.", ANSWER),
        unit_id("team_id", "The team it is about."),
        unit_id("place_id", "The school or centre it is about.", example="S021"),
        recorded_on(),
    ),
    key=Key(("survey_id",)),
    event_date="returned_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        OneOf(
            code="no_date",
            message="The survey was neither sent nor returned: give one of the dates.",
            among=("sent_on", "returned_on"),
        ),
        in_order("sent_on", "returned_on", "It came back before it was sent: correct a date."),
        *(
            RequiredWhen(
                code=f"{question}_without_return",
                message="A question is answered but the survey has no day of return: add it.",
                column="returned_on",
                when=question,
            )
            for question in ("treated_with_respect", "listened_to", "helped")
        ),
        not_in_future("sent_on", "returned_on"),
    ),
)
