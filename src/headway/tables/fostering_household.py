"""Households that foster, from the first enquiry to leaving."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    count,
    day,
    identifier,
    in_order,
    not_in_future,
    recorded_on,
    unit_id,
)
from headway.tables.schema import Key, Subject, Table

FOSTERING_HOUSEHOLD: Final = Table(
    name="fostering_household",
    title="Fostering household",
    description=(
        "One household that asked about fostering, applied, was approved or left. Who lives in it"
        " is not kept. Approved by the council's own service only: carers of agencies are not in"
        " it. The net gain of a period is those approved less those that ended; the months from"
        " applying to approval are held against eight."
    ),
    subject=Subject.UNIT,
    columns=(
        identifier("household_id", "The row's identifier.", example="FH0012"),
        code(
            "kind",
            "For whom it is approved.",
            codes(
                mainstream="Children in care at large",
                connected="A child of their own family or friends",
                short_breaks="Short breaks",
                supported_lodgings="Young people who leave care",
            ),
        ),
        day("enquired_on", "The day of the first enquiry."),
        day("applied_on", "The day of the application."),
        day("approved_on", "The day of approval; empty while it is not approved."),
        day("ended_on", "The day approval ended, or the household withdrew."),
        count("places", "How many children it is approved for.", "children"),
        unit_id("team_id", "The fostering team."),
        recorded_on(),
    ),
    key=Key(("household_id",)),
    event_date="enquired_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order(
            "enquired_on",
            "applied_on",
            "It applies before it asks: correct either date.",
            code="applied_before_enquiry",
        ),
        in_order(
            "applied_on",
            "approved_on",
            "It is approved before it applies: correct either date.",
            code="approved_before_applying",
        ),
        in_order(
            "approved_on",
            "ended_on",
            "It ends before it is approved: correct either date.",
            code="ended_before_approval",
        ),
        not_in_future("enquired_on", "applied_on", "approved_on", "ended_on"),
    ),
)
