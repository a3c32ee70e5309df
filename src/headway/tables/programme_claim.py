"""Claims made for families of a programme."""

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
)
from headway.tables.schema import Key, Subject, Table

PROGRAMME_CLAIM: Final = Table(
    name="programme_claim",
    title="Claim of a programme",
    description=(
        "One claim for one attachment, and what became of it. Claims of a quarter are those made"
        " in it; the conversion rate divides claims by attachments. A claim that was turned down"
        " may be made again."
    ),
    subject=Subject.CLAIM,
    columns=(
        identifier("claim_id", "The row's identifier.", example="CL00008"),
        identifier(
            "attachment_id",
            "The attachment.",
            references="programme_attachment.attachment_id",
            example="PA00031",
        ),
        code(
            "result",
            "The result that is claimed.",
            codes(
                sustained="Outcomes held for the time the rules ask",
                employment="Continuous employment, under rules that allow it",
            ),
        ),
        day("claimed_on", "The day of the claim.", required=True),
        day("validated_on", "The day of the internal audit's decision."),
        code(
            "validation",
            "What the internal audit decided; empty while it is awaited.",
            codes(valid="Found valid", rejected="Turned down"),
        ),
        recorded_on(),
    ),
    key=Key(("claim_id",)),
    event_date="claimed_on",
    end_date="validated_on",
    recorded_date="recorded_on",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order(
            "claimed_on", "validated_on", "It is validated before it is made: correct a date."
        ),
        not_in_future("claimed_on", "validated_on"),
    ),
)
