"""In which area a family lived."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    day,
    family_id,
    in_order,
    no_overlap,
    recorded_on,
    unit_id,
)
from headway.tables.schema import Key, Subject, Table

RESIDENCE: Final = Table(
    name="residence",
    title="Area of residence",
    description=(
        "In which area a family lived, from when to when: needed where a figure is for those who"
        " live somewhere and not for those whom a team there helps. Only the area is kept. Areas"
        " with fewer than a few hundred children are not used: together with an age they would"
        " single somebody out."
    ),
    subject=Subject.FAMILY,
    columns=(
        family_id("The family.", required=True),
        unit_id("area_id", "The area, such as a ward.", required=True, example="A12"),
        day("started_on", "The first day there.", required=True),
        day("ended_on", "The first day no longer there; empty while they live there."),
        recorded_on(),
    ),
    key=Key(("family_id", "started_on")),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="area_id",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("started_on", "ended_on", "They leave before they come: correct either date."),
        no_overlap(
            "family_id",
            message="The family lives in two areas on the same day: end the earlier stay.",
        ),
    ),
)
