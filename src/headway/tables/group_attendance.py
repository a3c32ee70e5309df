"""Who came to a group session, by person or as a headcount."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    count,
    family_id,
    identifier,
    person_id,
    recorded_on,
)
from headway.tables.constraints import NotBoth, OneOf, UniqueTogether
from headway.tables.schema import Key, Subject, Table

GROUP_ATTENDANCE: Final = Table(
    name="group_attendance",
    title="Attendance at a group session",
    description=(
        "A person who came, or a headcount of people nobody named. Attendances add both; distinct"
        " children and families count the named only, and the page says how many attendances were"
        " headcounts. The date is the session's."
    ),
    subject=Subject.ATTENDANCE,
    columns=(
        identifier("attendance_id", "The row's identifier.", example="GA05001"),
        identifier(
            "session_id",
            "The session.",
            references="group_session.session_id",
            example="GS00120",
        ),
        person_id("The person who came.", required=False),
        family_id("The family who came."),
        count("headcount", "How many came, where nobody was named.", "people", least=1),
        recorded_on(),
    ),
    key=Key(("attendance_id",)),
    recorded_date="recorded_on",
    retention_years=YEARS_KEPT,
    constraints=(
        OneOf(
            code="nobody",
            message="Neither a person, a family nor a headcount is given: give one.",
            among=("person_id", "family_id", "headcount"),
        ),
        NotBoth(
            code="person_and_headcount",
            message="A person and a headcount stand in one row: write them in two.",
            among=("person_id", "headcount"),
        ),
        UniqueTogether(
            code="came_twice",
            message="The same person came twice to one session: keep one row.",
            together=("session_id", "person_id"),
        ),
    ),
)
