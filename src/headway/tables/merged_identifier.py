"""Identifiers that turned out to mean the same."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    identifier,
    not_in_future,
    recorded_on,
)
from headway.tables.constraints import Different
from headway.tables.schema import Key, Subject, Table

MERGED_IDENTIFIER: Final = Table(
    name="merged_identifier",
    title="Merged identifier",
    description=(
        "Two identifiers of a case system that were found to be one person, family or worker. The"
        " old one may stay in rows that were written earlier: everything is counted under the new"
        " one, and a chain is followed to its end. A chain that leads back to itself is refused."
        " What was published before the merger stands; counts worked out afterwards are a"
        " restatement. A merger that was a mistake is simply no longer in the next export."
    ),
    subject=Subject.PERSON,
    columns=(
        code(
            "identifies",
            "What the identifiers stand for.",
            codes(person="A person", family="A family", worker="A worker"),
            required=True,
        ),
        identifier("old_id", "The identifier given up.", personal=True, example="P000987"),
        identifier("new_id", "The identifier kept.", personal=True, example="P000123"),
        day("merged_on", "The day they were joined."),
        recorded_on(),
    ),
    key=Key(("identifies", "old_id")),
    event_date="merged_on",
    recorded_date="recorded_on",
    retention_years=YEARS_KEPT,
    constraints=(
        Different(
            code="merged_with_itself",
            message="An identifier is merged with itself: give the one that was kept.",
            first="old_id",
            second="new_id",
        ),
        not_in_future("merged_on"),
    ),
)
