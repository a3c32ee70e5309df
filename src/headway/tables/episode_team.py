"""Which team was responsible for an episode, day by day."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    day,
    identifier,
    in_order,
    no_overlap,
    not_in_future,
    recorded_on,
    unit_id,
)
from headway.tables.schema import Key, Subject, Table

EPISODE_TEAM: Final = Table(
    name="episode_team",
    title="Team responsible for an episode",
    description=(
        "Between which days a team was responsible for a tier episode; read as plan_team is. A"
        " transfer between teams ends a row here and starts another, and leaves the episode whole."
    ),
    subject=Subject.EPISODE,
    columns=(
        identifier(
            "episode_id",
            "The episode.",
            references="tier_episode.episode_id",
            example="E000660",
        ),
        unit_id("team_id", "The team.", required=True),
        day("started_on", "The first day of its responsibility.", required=True),
        day("ended_on", "The first day on which it no longer held; empty while it holds."),
        recorded_on(),
    ),
    key=Key(("episode_id", "started_on", "team_id")),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("started_on", "ended_on", "It ends before it starts: correct either date."),
        no_overlap(
            "episode_id",
            message="Two teams are responsible for one episode on the same day: end the earlier"
            " row.",
        ),
        not_in_future("started_on", "ended_on"),
    ),
)
