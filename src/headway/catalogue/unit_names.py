"""``organisation/*.yaml``: what a council calls its teams, localities and services, and since when.

Nothing of the kind is shipped. Which units there are comes with the exports; a name laid over one
that no export has is told where the snapshot is read, and stops nothing.
"""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from headway.catalogue.schema import Strict, Text, Written, one_of
from headway.catalogue.targets import RevisionEntry
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.unit_naming import NAMED_LEVELS, UnitName, plain_name

LEVELS = {one.value: one for one in NAMED_LEVELS}


def _fit_to_print(found: str) -> str:
    try:
        return plain_name(found)
    except ValueError as wrong:
        raise PydanticCustomError("said", "{why}", {"why": str(wrong)}) from None


class UnitNameEntry(Strict):
    """A unit's name, from a day on where it was another before."""

    level: Annotated[Level, one_of(LEVELS)]
    id: Written
    name: Annotated[Text, AfterValidator(_fit_to_print)]
    from_: date | None = Field(default=None, alias="from")
    revisions: list[RevisionEntry] = Field(default_factory=list)


class UnitNamesFile(Strict):
    """One file of names."""

    names: list[UnitNameEntry] = Field(min_length=1)


def build_unit_names(file: UnitNamesFile) -> tuple[UnitName, ...]:
    """Return the names that a file gives, in its order."""
    return tuple(map(_name, file.names))


def _name(entry: UnitNameEntry) -> UnitName:
    revisions = tuple(map(RevisionEntry.revision, entry.revisions))
    return UnitName(UnitRef(entry.level, entry.id), entry.name, entry.from_, revisions)
