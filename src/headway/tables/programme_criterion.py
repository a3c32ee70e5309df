"""The criteria of a programme that a family meets, and their outcomes."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    day,
    flag,
    identifier,
    in_order,
    label,
    not_in_future,
    recorded_on,
)
from headway.tables.schema import Key, Subject, Table

PROGRAMME_CRITERION: Final = Table(
    name="programme_criterion",
    title="Criterion of a programme",
    description=(
        "One criterion of a programme that an attached family meets: when it was identified,"
        " whether there is evidence, when its outcome was reached, and whether it has held. A"
        " relapse ends the time it has held. Which and how many are needed is said by the rules."
    ),
    subject=Subject.FAMILY,
    columns=(
        identifier(
            "attachment_id",
            "The attachment.",
            references="programme_attachment.attachment_id",
            example="PA00031",
        ),
        label("criterion", "The criterion's label in those rules.", required=True, example="2.1"),
        day("identified_on", "The day it was identified.", required=True),
        flag("evidenced", "Whether evidence is on the file."),
        day("met_on", "The day its outcome was reached."),
        day("relapsed_on", "The day the outcome no longer held."),
        recorded_on(),
    ),
    key=Key(("attachment_id", "criterion")),
    event_date="identified_on",
    end_date="met_on",
    recorded_date="recorded_on",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("identified_on", "met_on", "It is reached before it is identified: correct it."),
        in_order(
            "met_on",
            "relapsed_on",
            "The relapse lies before the outcome: correct either date.",
            code="relapse_before_outcome",
        ),
        not_in_future("identified_on", "met_on", "relapsed_on"),
    ),
)
