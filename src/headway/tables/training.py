"""Courses that workers completed."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    day,
    identifier,
    in_order,
    label,
    not_in_future,
    recorded_on,
    unit_id,
    worker_id,
)
from headway.tables.schema import Key, Subject, Table

TRAINING: Final = Table(
    name="training",
    title="Training completed",
    description=(
        "A course that a worker completed. The share of workers who are trained divides those with"
        " a course that still holds by those placed in a team on that day."
    ),
    subject=Subject.WORKER,
    columns=(
        identifier("training_id", "The row's identifier.", example="TR0007"),
        worker_id(),
        label("course", "The course's short name.", required=True, example="Restorative practice"),
        day("completed_on", "The day it was completed.", required=True),
        day("expires_on", "The first day on which it no longer holds; empty when it lasts."),
        unit_id("team_id", "The worker's team at the time."),
        recorded_on(),
    ),
    key=Key(("training_id",)),
    event_date="completed_on",
    end_date="expires_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order(
            "completed_on", "expires_on", "It expires before it is completed: correct a date."
        ),
        not_in_future("completed_on"),
    ),
)
