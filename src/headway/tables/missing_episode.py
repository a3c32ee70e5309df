"""Episodes of going missing, and the return interview."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    flag,
    identifier,
    in_order,
    not_in_future,
    person_id,
    recorded_on,
    unit_id,
    within_life,
)
from headway.tables.constraints import Consequence, RequiredWhen
from headway.tables.schema import Key, Subject, Table

MISSING_EPISODE: Final = Table(
    name="missing_episode",
    title="Missing episode and return interview",
    description=(
        "One episode of a child missing or away, and the interview after the return: referred,"
        " offered, accepted, held. An interview that was not offered and one of which nothing is"
        " known are different. Offered and taken up are asked of the episodes that have ended."
    ),
    subject=Subject.EPISODE,
    columns=(
        identifier("missing_id", "The row's identifier.", example="MI00020"),
        person_id("The child."),
        code(
            "kind",
            "Missing, or away without leave.",
            codes(missing="Missing", away="Away without leave, whereabouts known"),
            required=True,
        ),
        code(
            "missing_from",
            "Where the child was missing from.",
            codes(home="Home", care="Care", other="Elsewhere"),
        ),
        day("started_on", "The day it started.", required=True),
        day("ended_on", "The day of the return; empty while the child is missing."),
        day("interview_referred_on", "The day an interview was asked for."),
        flag("interview_offered", "Whether a return interview was offered."),
        flag("interview_accepted", "Whether the interview was accepted."),
        day("interview_due_on", "The last day on which the interview would have been in time."),
        day("interviewed_on", "The day the interview was held; empty when it was not."),
        unit_id(),
        recorded_on(),
    ),
    key=Key(("missing_id",)),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("started_on", "ended_on", "The return lies before the start: correct a date."),
        in_order(
            "started_on",
            "interviewed_on",
            "The interview lies before the episode: correct either date.",
            code="interview_before_start",
        ),
        RequiredWhen(
            code="interview_without_offer",
            message="An interview was held, but nothing says that it was offered: add it.",
            consequence=Consequence.TOLD,
            column="interview_offered",
            when="interviewed_on",
        ),
        not_in_future("started_on", "ended_on", "interview_referred_on", "interviewed_on"),
        within_life("started_on"),
    ),
)
