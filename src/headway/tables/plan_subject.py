"""Whom a plan is for."""

from typing import Final

from headway.tables.code_lists import ROLE_OF_SUBJECT
from headway.tables.columns import (
    YEARS_KEPT,
    code,
    day,
    in_order,
    not_in_future,
    person_id,
    plan_id,
    recorded_on,
    within_life,
)
from headway.tables.schema import Key, Subject, Table

PLAN_SUBJECT: Final = Table(
    name="plan_subject",
    title="Subject of a plan",
    description=(
        "One row for each person a plan is for. Somebody may join later, such as a child born"
        " meanwhile, or leave earlier; without dates of their own the plan's dates hold. Children"
        " open are the distinct children of all plans open that day: a child of two plans counts"
        " once. Counts by sibling group and counts by child are different indicators."
    ),
    subject=Subject.PERSON,
    columns=(
        plan_id("The plan.", required=True),
        person_id("The person it is for."),
        code("role", "How the person counts.", ROLE_OF_SUBJECT, required=True),
        day("started_on", "The day the person joined, if later than the plan."),
        day("ended_on", "The day the person left, if earlier than the plan."),
        recorded_on(),
    ),
    key=Key(("plan_id", "person_id")),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("started_on", "ended_on", "The person leaves before joining: correct a date."),
        not_in_future("started_on", "ended_on"),
        within_life("started_on"),
    ),
)
