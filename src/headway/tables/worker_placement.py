"""Where a worker worked, how much, and for how many families."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    amount,
    code,
    codes,
    count,
    day,
    flag,
    in_order,
    no_overlap,
    recorded_on,
    unit_id,
    worker_id,
)
from headway.tables.schema import Key, Subject, Table

WORKER_PLACEMENT: Final = Table(
    name="worker_placement",
    title="Placement of a worker in a team",
    description=(
        "In which team a worker worked between which days, for how much of full time, and how many"
        " families or children they can hold. A team's capacity on a day is the sum of these over"
        " its placements of that day; a placement without capacity adds nothing, and how many"
        " there are is shown. Case-holding as a percentage of capacity divides the open families"
        " (or children) of that day by it, and may exceed 100. A worker may be in two teams at"
        " once, each with its own share."
    ),
    subject=Subject.WORKER,
    columns=(
        worker_id(),
        unit_id("team_id", "The team.", required=True),
        day("started_on", "The first day of it.", required=True),
        day("ended_on", "The first day on which it no longer held; empty while it holds."),
        code(
            "role",
            "What the worker does there.",
            codes(
                lead_practitioner="Holds families as their lead practitioner",
                support="Works with families alongside a lead practitioner",
                supervisor="Supervises others",
                front_door="Decides on contacts",
                other="Another role",
            ),
        ),
        amount("full_time_equivalent", "The share of full time.", "full-time posts", most=2),
        flag("agency", "Whether the worker comes from an agency."),
        count("capacity_families", "How many families they can hold.", "families"),
        count("capacity_children", "How many children they can hold.", "children"),
        recorded_on(),
    ),
    key=Key(("worker_id", "team_id", "started_on")),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("started_on", "ended_on", "The placement ends before it starts: correct a date."),
        no_overlap(
            "worker_id",
            "team_id",
            message="The worker is twice in the same team on one day, so capacity counts double:"
            " end the earlier placement.",
        ),
    ),
)
