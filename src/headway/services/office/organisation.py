"""The organisation that the office shows: read again when the data folder's trail grows."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from headway.domain.calculation_results import UnitRef
from headway.domain.problems import HeadwayError
from headway.domain.unit_naming import OwnNames
from headway.services.analysis.organisation import (
    Organisation,
    organisation_of,
    organisation_tables,
)
from headway.services.office.figures import grown

NO_NAMES = OwnNames()


def current_organisation(
    data: Path, own: OwnNames = NO_NAMES, on: date = date.min
) -> Organisation | None:
    """Give the organisation with its dates; None where there is no snapshot.

    Units speak of one another by the council's ``own`` names on a day.
    """
    return _organisation(data, grown(data), frozenset(own.on(on).items()))


def organisation_files(data: Path) -> Mapping[str, str] | None:
    """Give the organisation as the tables that are loaded; None where there is no snapshot."""
    try:
        return organisation_tables(data) if grown(data)[0] else None
    except HeadwayError:
        return None


@lru_cache(maxsize=4)
def _organisation(
    data: Path, as_of: tuple[int, int], own: frozenset[tuple[UnitRef, str]]
) -> Organisation | None:
    try:
        return organisation_of(data, dict(own)) if as_of[0] else None
    except HeadwayError:
        return None
