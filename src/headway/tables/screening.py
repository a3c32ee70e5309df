"""Screenings for exploitation and other risks."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    identifier,
    not_in_future,
    person_id,
    plan_id,
    recorded_on,
    unit_id,
    within_life,
)
from headway.tables.schema import Key, Subject, Table

SCREENING: Final = Table(
    name="screening",
    title="Screening",
    description=(
        "One screening of one person for one kind of risk. Screened counts the rows or the"
        " distinct people; at risk counts medium and high among those with a result. A screening"
        " whose result is not known counts as screened and stands outside the percentage."
    ),
    subject=Subject.EVENT,
    columns=(
        identifier("screening_id", "The row's identifier.", example="SC00015"),
        person_id("The person screened."),
        plan_id(),
        code(
            "kind",
            "What was screened for.",
            codes(
                sexual_exploitation="Sexual exploitation",
                criminal_exploitation="Criminal exploitation",
                exploitation="Exploitation of any kind",
                radicalisation="Radicalisation",
                domestic_abuse="Domestic abuse",
                neglect="Neglect",
                young_carer="Being a young carer",
                speech="Speech and language",
                other="Another risk",
            ),
            required=True,
        ),
        day("screened_on", "The day of it.", required=True),
        code(
            "risk",
            "The result; empty when it is not known.",
            codes(none="No risk found", low="Low", medium="Medium", high="High"),
        ),
        unit_id(),
        recorded_on(),
    ),
    key=Key(("screening_id",)),
    event_date="screened_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(not_in_future("screened_on"), within_life("screened_on")),
)
