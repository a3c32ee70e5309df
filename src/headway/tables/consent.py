"""Consent: given, refused, withdrawn."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    family_id,
    identifier,
    not_in_future,
    person_id,
    recorded_on,
    unit_id,
)
from headway.tables.constraints import OneOf
from headway.tables.schema import Key, Subject, Table

CONSENT: Final = Table(
    name="consent",
    title="Consent",
    description=(
        "A person or family gave, refused or withdrew consent. Early help rests on consent; the"
        " latest row on or before a day says how things stand on that day. No row means that"
        " nobody wrote it down, which is not a refusal."
    ),
    subject=Subject.EVENT,
    columns=(
        identifier("consent_id", "The row's identifier.", example="CO00200"),
        person_id(required=False),
        family_id(),
        code(
            "about",
            "What it was asked for.",
            codes(
                help="To be helped",
                sharing="That agencies share what they know",
                programme="To take part in a programme",
                research="To be asked for evaluation",
            ),
            required=True,
        ),
        code(
            "answer",
            "What was answered.",
            codes(given="Given", refused="Refused", withdrawn="Withdrawn after it was given"),
            required=True,
        ),
        day("answered_on", "The day of the answer.", required=True),
        unit_id("team_id", "The team that asked."),
        recorded_on(),
    ),
    key=Key(("consent_id",)),
    event_date="answered_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        OneOf(
            code="nobody",
            message="Neither a person nor a family is named: name who answered.",
            among=("person_id", "family_id"),
        ),
        not_in_future("answered_on"),
    ),
)
