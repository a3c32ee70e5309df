"""Whether a young person is in education, employment or training."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    identifier,
    not_in_future,
    person_id,
    recorded_on,
    unit_id,
    within_life,
)
from headway.tables.schema import Key, Subject, Table

PARTICIPATION_STATUS: Final = Table(
    name="participation_status",
    title="Education, employment or training",
    description=(
        "What was known of a young person's occupation on a day. Not in education, employment or"
        " training, and not known, are two codes and are reported both apart and together. Care"
        " leavers are those whose row names their leaving care episode. Where the council takes the"
        " figure from the national return, it is an entered figure and this table stays empty."
    ),
    subject=Subject.PERSON,
    columns=(
        person_id("The young person."),
        day("known_on", "The day it describes.", required=True),
        code(
            "status",
            "What was known.",
            codes(
                education="In education",
                employment="In employment",
                training="In training",
                neet="In none of them",
                not_known="Not known",
            ),
            required=True,
        ),
        identifier(
            "episode_id",
            "The leaving care episode on which it was recorded; empty for everybody else.",
            required=False,
            references="tier_episode.episode_id",
            example="E000660",
        ),
        unit_id(),
        recorded_on(),
    ),
    key=Key(("person_id", "known_on")),
    event_date="known_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(not_in_future("known_on"), within_life("known_on")),
)
