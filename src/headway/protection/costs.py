"""What it costs to withhold a figure that is not small.

The cheapest figures are those that readers miss least: small, of a low level, broken down, older.
The cost is (5 + the square root of the count) × level × detail × length × age:

- level: 1 a team, 3 a locality, 9 a service, 27 the council;
- detail: 4 without a breakdown, 2 with one, 1 with more;
- length: 1 a month, 2 a quarter or a year to date, 4 a year;
- age: 4 the latest period of the release, 3 up to a year before it, 2 older.
"""

from collections.abc import Mapping
from math import isqrt

from headway.domain.calculation_results import Level
from headway.domain.disclosure.cells import Cell, CellKey
from headway.domain.disclosure.release import Release
from headway.domain.periods import PeriodKind, index_of

_LEVEL = {Level.TEAM: 1, Level.LOCALITY: 3, Level.SERVICE: 9, Level.COUNCIL: 27}
_LENGTH = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 2, PeriodKind.YEAR_TO_DATE: 2}


def costs(release: Release) -> Mapping[CellKey, int]:
    """Return the cost of withholding each count of a release."""
    latest = max((index_of(cell.key.period.end) for cell in release.cells), default=0)
    return {cell.key: _cost(cell, latest) for cell in release.cells}


def _cost(cell: Cell, latest: int) -> int:
    key = cell.key
    months_before = latest - index_of(key.period.end)
    age = 4 if months_before == 0 else 3 if months_before <= 12 else 2
    detail = {0: 4, 1: 2}.get(len(key.parts), 1)
    length = _LENGTH.get(key.period.kind, 4)
    return (5 + isqrt(cell.count)) * _LEVEL[key.unit.level] * detail * length * age
