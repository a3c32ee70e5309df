"""Which team was responsible for a plan, day by day."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    day,
    in_order,
    no_overlap,
    not_in_future,
    plan_id,
    recorded_on,
    unit_id,
)
from headway.tables.schema import Key, Subject, Table

PLAN_TEAM: Final = Table(
    name="plan_team",
    title="Team responsible for a plan",
    description=(
        "Between which days a team was responsible for a plan. A new row is a transfer; it is"
        " neither a closing nor an opening above the two teams. The team of a day is the one whose"
        " row started on or before it and has not ended by it. A closing credits the team of the"
        " day before, and for a plan opened and closed on one day the team that opened it. Days"
        " with no team are shown as not allocated."
    ),
    subject=Subject.PLAN,
    columns=(
        plan_id("The plan.", required=True),
        unit_id("team_id", "The team.", required=True),
        day("started_on", "The first day of its responsibility.", required=True),
        day("ended_on", "The first day on which it no longer held; empty while it holds."),
        recorded_on(),
    ),
    key=Key(("plan_id", "started_on", "team_id")),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("started_on", "ended_on", "It ends before it starts: correct either date."),
        no_overlap(
            "plan_id",
            message="Two teams are responsible for one plan on the same day: end the earlier row.",
        ),
        not_in_future("started_on", "ended_on"),
    ),
)
