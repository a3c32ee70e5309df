"""Readings of a distance-travelled instrument."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    amount,
    code,
    codes,
    day,
    family_id,
    identifier,
    label,
    not_in_future,
    person_id,
    plan_id,
    recorded_on,
    unit_id,
    within_life,
)
from headway.tables.constraints import Consequence, OneOf, UniqueTogether
from headway.tables.schema import Code, Key, Subject, Table

_SCORED_BY: tuple[Code, ...] = codes(
    family="The family or young person",
    worker="The worker alone",
    together="Both together",
)

DISTANCE_READING: Final = Table(
    name="distance_reading",
    title="Distance-travelled reading",
    description=(
        "One score in one area of an instrument, on one day. Only the instrument's name, the"
        " area's label, the score and the day are kept, since instruments are other people's"
        " property. Its scale and which way is better stand in the catalogue. Distance travelled"
        " is the latest reading less the first of the same plan, instrument and area; with one"
        " reading there is none, and the page says how many had only one."
    ),
    subject=Subject.READING,
    columns=(
        identifier("reading_id", "The row's identifier.", example="DR00900"),
        person_id("The person scored.", required=False),
        family_id("The family scored."),
        plan_id("The plan it belongs to."),
        label("instrument", "The instrument's short name.", required=True, example="family_web"),
        label("area", "The label of the area scored.", required=True, example="Home and routine"),
        amount(
            "score", "The score.", "points of the instrument's scale", required=True, least=None
        ),
        day("read_on", "The day of the reading.", required=True),
        code("scored_by", "Who scored.", _SCORED_BY),
        unit_id(),
        recorded_on(),
    ),
    key=Key(("reading_id",)),
    event_date="read_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    responsibility="plan_team",
    retention_years=YEARS_KEPT,
    constraints=(
        OneOf(
            code="nobody",
            message="Neither a person, a family nor a plan is named: name one.",
            among=("person_id", "family_id", "plan_id"),
        ),
        UniqueTogether(
            code="scored_twice",
            message="The same area is scored twice on one day: keep the reading that holds.",
            consequence=Consequence.TOLD,
            together=("plan_id", "person_id", "instrument", "area", "read_on"),
        ),
        not_in_future("read_on"),
        within_life("read_on"),
    ),
)
