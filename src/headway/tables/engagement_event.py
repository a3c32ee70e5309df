"""Where a family could not be reached, or stayed away."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    family_id,
    identifier,
    not_in_future,
    person_id,
    plan_id,
    recorded_on,
    unit_id,
)
from headway.tables.constraints import OneOf
from headway.tables.schema import Key, Subject, Table

ENGAGEMENT_EVENT: Final = Table(
    name="engagement_event",
    title="Engagement",
    description=(
        "A family could not be reached, did not come, declined, or came back. Without these rows a"
        " family who was never reached looks like one whom nobody tried to help."
    ),
    subject=Subject.EVENT,
    columns=(
        identifier("engagement_id", "The row's identifier.", example="EN00300"),
        person_id(required=False),
        family_id(),
        plan_id(),
        code(
            "kind",
            "What happened.",
            codes(
                not_reached="Tried and not reached",
                did_not_attend="An appointment was not kept",
                declined="Help was declined",
                disengaged="The family stopped taking part",
                re_engaged="The family took part again",
            ),
            required=True,
        ),
        day("happened_on", "The day of it.", required=True),
        unit_id(),
        recorded_on(),
    ),
    key=Key(("engagement_id",)),
    event_date="happened_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        OneOf(
            code="nobody",
            message="Neither a person, a family nor a plan is named: name one.",
            among=("person_id", "family_id", "plan_id"),
        ),
        not_in_future("happened_on"),
    ),
)
