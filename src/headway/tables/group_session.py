"""Sessions for groups: youth clubs, courses, work in schools."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    identifier,
    in_order,
    not_in_future,
    recorded_on,
    unit_id,
)
from headway.tables.schema import Key, Subject, Table

GROUP_SESSION: Final = Table(
    name="group_session",
    title="Group session",
    description=(
        "One session held, or meant to be held, for a group. Who came is said by group_attendance,"
        " by person or as a headcount. Sessions delivered to schools and the families they reached"
        " come from here, by the school named."
    ),
    subject=Subject.SESSION,
    columns=(
        identifier("session_id", "The row's identifier.", example="GS00120"),
        day("held_on", "The day of the session.", required=True),
        code(
            "kind",
            "What sort of session it was.",
            codes(
                youth_club="Youth club or open youth work",
                parenting="Parenting course",
                school_session="Session in or for a school",
                play_and_stay="Session of a children's centre",
                co_working="Work done together with another agency",
                other="Another kind",
            ),
            required=True,
        ),
        code(
            "status",
            "Whether it took place.",
            codes(delivered="It took place", cancelled="It did not"),
            required=True,
        ),
        unit_id("team_id", "The team that held it."),
        unit_id("place_id", "The school or centre it was for.", example="S021"),
        day("fed_back_on", "The day the school or centre was told what came of it."),
        recorded_on(),
    ),
    key=Key(("session_id",)),
    event_date="held_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("held_on", "fed_back_on", "It is fed back before it is held: correct a date."),
        not_in_future("held_on", "fed_back_on"),
    ),
)
