"""Interventions delivered to a person or family."""

from typing import Final

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
    person_id,
    plan_id,
    recorded_on,
    unit_id,
    within_life,
)
from headway.tables.constraints import OneOf
from headway.tables.schema import Key, Subject, Table

INTERVENTION: Final = Table(
    name="intervention",
    title="Intervention",
    description=(
        "A named piece of work with a person or family, such as systemic therapy or wellbeing"
        " support, by whom, and whether it was completed. What was committed to is a target, not a"
        " row."
    ),
    subject=Subject.EVENT,
    columns=(
        identifier("intervention_id", "The row's identifier.", example="IN00040"),
        person_id(required=False),
        family_id(),
        plan_id(),
        label("kind", "The intervention's short name.", required=True, example="Systemic therapy"),
        unit_id("provider_id", "Who provides it.", example="AG03"),
        unit_id(),
        day("started_on", "The day it started.", required=True),
        day("ended_on", "The day it ended; empty while it goes on."),
        code(
            "outcome",
            "How it ended.",
            codes(completed="Completed", partly="Partly completed", not_completed="Given up"),
        ),
        recorded_on(),
    ),
    key=Key(("intervention_id",)),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        OneOf(
            code="nobody",
            message="Neither a person nor a family is named: name whom it was for.",
            among=("person_id", "family_id"),
        ),
        in_order("started_on", "ended_on", "It ends before it starts: correct either date."),
        not_in_future("started_on", "ended_on"),
        within_life("started_on"),
    ),
)
