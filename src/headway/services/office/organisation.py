"""The organisation that the office shows: read again when the data folder's trail grows."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from headway.domain.problems import HeadwayError
from headway.services.analysis.organisation import (
    Organisation,
    organisation_of,
    organisation_tables,
)
from headway.services.office.figures import grown


def current_organisation(data: Path) -> Organisation | None:
    """Give the organisation with its dates; None where there is no snapshot."""
    return _organisation(data, grown(data))


def organisation_files(data: Path) -> Mapping[str, str] | None:
    """Give the organisation as the tables that are loaded; None where there is no snapshot."""
    try:
        return organisation_tables(data) if grown(data)[0] else None
    except HeadwayError:
        return None


@lru_cache(maxsize=2)
def _organisation(data: Path, as_of: tuple[int, int]) -> Organisation | None:
    try:
        return organisation_of(data) if as_of[0] else None
    except HeadwayError:
        return None
