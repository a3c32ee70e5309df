"""Families, as the service sees them."""

from typing import Final

from headway.tables.columns import identifier, recorded_on
from headway.tables.schema import Key, Subject, Table

FAMILY: Final = Table(
    name="family",
    title="Family",
    description=(
        "The people whom a service helps together. Who they are is said, with dates, by"
        " household_membership. A count of families counts these rows, each once, however many"
        " children, assessments or plans they have; a case without a family identifier is not"
        " counted as a family, and the number of such cases is shown beside the count."
    ),
    subject=Subject.FAMILY,
    columns=(
        identifier("family_id", "The case system's identifier.", personal=True, example="F000045"),
        recorded_on(),
    ),
    key=Key(("family_id",)),
    recorded_date="recorded_on",
)
