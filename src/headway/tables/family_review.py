"""Reviews of a plan by the team around the family."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    day,
    flag,
    identifier,
    not_in_future,
    plan_id,
    recorded_on,
    unit_id,
)
from headway.tables.constraints import OneOf
from headway.tables.schema import Key, Subject, Table

FAMILY_REVIEW: Final = Table(
    name="family_review",
    title="Review by the team around the family",
    description=(
        "One meeting of the team around the family to review a plan: when it was due and when it"
        " was held. Overdue at the end of a day means due before it, not held by it, and the plan"
        " still open. A review that nobody had set a date for counts as held only."
    ),
    subject=Subject.PLAN,
    columns=(
        identifier("review_id", "The row's identifier.", example="RV00310"),
        plan_id("The plan reviewed.", required=True),
        day("due_on", "The last day on which it would have been in time."),
        day("held_on", "The day it was held; empty when it was not."),
        flag("family_took_part", "Whether the family took part."),
        flag("child_took_part", "Whether a child took part or had their views brought."),
        unit_id(),
        recorded_on(),
    ),
    key=Key(("review_id",)),
    event_date="due_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    responsibility="plan_team",
    retention_years=YEARS_KEPT,
    constraints=(
        OneOf(
            code="no_date",
            message="The review was neither due nor held: give one of the dates.",
            among=("due_on", "held_on"),
        ),
        not_in_future("held_on"),
    ),
)
