"""Posts, and how each was filled."""

from typing import Final

from headway.tables.code_lists import PROFESSION
from headway.tables.columns import (
    amount,
    code,
    codes,
    day,
    identifier,
    in_order,
    label,
    no_overlap,
    recorded_on,
    unit_id,
)
from headway.tables.schema import Key, Subject, Table

POST: Final = Table(
    name="post",
    title="Post",
    description=(
        "A post of the establishment, and between which days it was filled by a permanent worker,"
        " filled by an agency, or vacant. A new row starts when that changes. The vacancy rate of"
        " a day is vacant full-time equivalents over all of that day; agency workers in posts are"
        " counted here, agency workers beyond the establishment in worker_placement."
    ),
    subject=Subject.POST,
    columns=(
        identifier("post_id", "The post's identifier.", example="PO17"),
        unit_id("team_id", "The team the post belongs to.", required=True),
        label("role", "The role in the council's own words.", example="Family support worker"),
        code("profession", "The profession it asks for.", PROFESSION),
        amount("full_time_equivalent", "Its share of full time.", "full-time posts", most=1),
        code(
            "filled_by",
            "How it was filled.",
            codes(
                permanent="Filled by a worker of the council",
                agency="Filled by an agency worker",
                vacant="Nobody was in it",
            ),
            required=True,
        ),
        day("started_on", "The first day of it.", required=True),
        day("ended_on", "The first day on which it no longer held; empty while it holds."),
        recorded_on(),
    ),
    key=Key(("post_id", "started_on")),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    constraints=(
        in_order("started_on", "ended_on", "It ends before it starts: correct either date."),
        no_overlap(
            "post_id",
            message="The post is filled in two ways on the same day: end the earlier row.",
        ),
    ),
)
