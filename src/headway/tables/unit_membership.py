"""Which unit belongs to which, from when to when, in several groupings."""

from typing import Final

from headway.tables.columns import code, codes, day, in_order, no_overlap, recorded_on, unit_id
from headway.tables.constraints import Different
from headway.tables.schema import Key, Subject, Table

UNIT_MEMBERSHIP: Final = Table(
    name="unit_membership",
    title="Membership of a unit in another",
    description=(
        "Between which days a unit belonged to a larger one. There are several groupings side by"
        " side: a team may be managed by one service and stand in a locality. Within one grouping"
        " a unit belongs to one larger unit at a time. A figure for a locality in a month that is"
        " past is worked out with the membership of that month, not of today."
    ),
    subject=Subject.UNIT,
    columns=(
        unit_id("unit_id", "The smaller unit.", required=True),
        unit_id("member_of_id", "The larger unit it belongs to.", required=True, example="L1"),
        code(
            "grouping",
            "In which grouping it belongs to it.",
            codes(
                management="Who manages whom",
                locality="Teams and schools in localities",
                service="Teams in services",
                partnership="Agencies and schools in partnerships or clusters",
                area="Smaller areas in larger ones",
            ),
            required=True,
        ),
        day("started_on", "The first day of the membership.", required=True),
        day("ended_on", "The first day on which it no longer held; empty while it holds."),
        recorded_on(),
    ),
    key=Key(("unit_id", "grouping", "started_on")),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="member_of_id",
    constraints=(
        in_order("started_on", "ended_on", "The membership ends before it starts: correct a date."),
        Different(
            code="member_of_itself",
            message="A unit is said to belong to itself: name the larger unit.",
            first="unit_id",
            second="member_of_id",
        ),
        no_overlap(
            "unit_id",
            "grouping",
            message="The unit belongs to two larger units of one grouping on the same day: end the"
            " earlier membership.",
        ),
    ),
)
