"""The needs a plan set out to meet, each with its outcome."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    identifier,
    in_order,
    not_in_future,
    person_id,
    plan_id,
    recorded_on,
)
from headway.tables.schema import Key, Subject, Table

PLAN_NEED: Final = Table(
    name="plan_need",
    title="Need in a plan",
    description=(
        "One need of a family that a plan set out to meet, and whether it was met. Needs found"
        " later count like those of the first day. Where these rows are there, outcomes met all,"
        " some or none can be worked out from them and is compared with what the plan says."
        " The breadth of families' needs is counted here, not from the main need alone."
    ),
    subject=Subject.PLAN,
    columns=(
        identifier("need_id", "The row's identifier.", example="N000501"),
        plan_id("The plan.", required=True),
        person_id("The person whose need it is; empty for a need of the family.", required=False),
        code(
            "area",
            "The area of life it belongs to.",
            codes(
                education="Getting a good education",
                early_years="Good early development",
                health="Physical and mental health",
                substance_use="Substance use",
                relationships="Family relationships",
                exploitation="Safety from abuse and exploitation",
                crime="Keeping out of crime",
                domestic_abuse="Safety from domestic abuse",
                housing="Secure housing",
                money="Financial stability",
                other="Another area",
            ),
            required=True,
        ),
        day("identified_on", "The day it was identified.", required=True),
        code(
            "outcome",
            "Whether it was met; empty while nobody has said.",
            codes(met="Met", partly="Partly met", not_met="Not met"),
        ),
        day("met_on", "The day it was met."),
        recorded_on(),
    ),
    key=Key(("need_id",)),
    event_date="identified_on",
    end_date="met_on",
    recorded_date="recorded_on",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("identified_on", "met_on", "It is met before it is identified: correct a date."),
        not_in_future("identified_on", "met_on"),
    ),
)
