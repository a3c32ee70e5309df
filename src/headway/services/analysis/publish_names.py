"""What the files of an edition are called, and so its scorecards: by their units."""

import re
from collections.abc import Collection, Iterator
from itertools import chain, count

from headway.domain.calculation_results import UnitRef


def scorecard_name(unit: UnitRef) -> str:
    """Name a unit's scorecard, where no other comes to the same name."""
    plain = re.sub(r"[^a-z0-9]+", "-", unit.id.casefold()).strip("-")
    return f"{unit.level.value}-{plain}"[:40].strip("-")


def numbered(name: str) -> Iterator[str]:
    """Give the names of those that come to the same: the second is numbered, and so on."""
    return chain((name,), (f"{name}-{number}" for number in count(2)))


def slug(unit: UnitRef, taken: Collection[str]) -> str:
    """Name a unit's files otherwise than those that are taken."""
    return next(one for one in numbered(scorecard_name(unit)) if one not in taken)
