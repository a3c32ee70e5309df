"""Registration with a children's centre or another open service."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    family_id,
    identifier,
    in_order,
    not_in_future,
    person_id,
    recorded_on,
    unit_id,
    within_life,
)
from headway.tables.schema import Key, Subject, Table

REGISTRATION: Final = Table(
    name="registration",
    title="Registration",
    description=(
        "A person registered with a children's centre, a funded place or another service. The"
        " share registered divides those registered on a day, of an age, by the population of that"
        " age; reach counts those who attended at least once in the period, from group_attendance"
        " and direct_contact. Somebody registered at two centres counts once for the service."
    ),
    subject=Subject.PERSON,
    columns=(
        identifier("registration_id", "The row's identifier.", example="RG00400"),
        person_id(),
        family_id(),
        code(
            "kind",
            "With what the person is registered.",
            codes(
                childrens_centre="Children's centre or family hub",
                two_year_old_place="Funded place for a two-year-old",
                young_carers="Young carers' service",
                youth_service="Youth service",
                crime_prevention="Youth crime prevention",
                other="Another service",
            ),
            required=True,
        ),
        unit_id("place_id", "The centre or service.", example="CC02"),
        day("started_on", "The day it started.", required=True),
        day("ended_on", "The day it ended; empty while it holds."),
        code(
            "outcome",
            "What came of it, where the service says.",
            codes(
                diverted="No offence followed within the time agreed",
                not_diverted="An offence followed",
                completed="Completed",
                left="Left before the end",
            ),
        ),
        recorded_on(),
    ),
    key=Key(("registration_id",)),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="place_id",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("started_on", "ended_on", "It ends before it starts: correct either date."),
        not_in_future("started_on", "ended_on"),
        within_life("started_on"),
    ),
)
