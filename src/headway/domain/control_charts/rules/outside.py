"""A figure beyond a limit."""

from collections.abc import Sequence

from headway.domain.control_charts.options import ChartOptions
from headway.domain.control_charts.points import Reading, Side


def outside(readings: Sequence[Reading], _options: ChartOptions) -> list[Side | None]:
    """Flag each figure strictly beyond a limit; on the limit is not beyond it."""
    return [_side(reading) for reading in readings]


def _side(reading: Reading) -> Side | None:
    band = reading.limits.band
    if band is None:
        return None
    if reading.amount > band.upper:
        return Side.HIGH
    return Side.LOW if reading.amount < band.lower else None
