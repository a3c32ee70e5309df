"""The organisation that the office shows: read again when the data folder's trail grows."""

from functools import lru_cache
from pathlib import Path

from headway.domain.problems import HeadwayError
from headway.services.analysis.organisation import Organisation, organisation_of
from headway.services.office.figures import grown


def current_organisation(data: Path) -> Organisation | None:
    """Give the organisation with its dates; None where there is no snapshot."""
    return _organisation(data, grown(data))


@lru_cache(maxsize=2)
def _organisation(data: Path, as_of: tuple[int, int]) -> Organisation | None:
    try:
        return organisation_of(data) if as_of[0] else None
    except HeadwayError:
        return None
