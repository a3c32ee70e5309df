"""Supervision of workers: due and held."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    day,
    identifier,
    not_in_future,
    recorded_on,
    unit_id,
    worker_id,
)
from headway.tables.constraints import OneOf
from headway.tables.schema import Key, Subject, Table

SUPERVISION: Final = Table(
    name="supervision",
    title="Supervision",
    description=(
        "One supervision of a worker: when it was due and when it was held. Held in time is asked"
        " of the rows that were due in the period; one held without having been due counts as"
        " held only. Nothing that was said is kept."
    ),
    subject=Subject.WORKER,
    columns=(
        identifier("supervision_id", "The row's identifier.", example="SV0102"),
        worker_id(),
        unit_id("team_id", "The worker's team at the time."),
        day("due_on", "The last day on which it would have been in time."),
        day("held_on", "The day it was held; empty when it was not."),
        recorded_on(),
    ),
    key=Key(("supervision_id",)),
    event_date="due_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        OneOf(
            code="no_date",
            message="The supervision was neither due nor held: give one of the dates.",
            among=("due_on", "held_on"),
        ),
        not_in_future("held_on"),
    ),
)
