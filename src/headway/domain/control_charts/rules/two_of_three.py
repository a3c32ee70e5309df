"""Two of three figures running close to a limit."""

from collections.abc import Sequence

from headway.domain.control_charts.options import ChartOptions
from headway.domain.control_charts.points import Reading, Side
from headway.domain.control_charts.rules.sides import side_of


def two_of_three(readings: Sequence[Reading], _options: ChartOptions) -> list[Side | None]:
    """Flag the close figures of any three running of which two are close to a limit.

    Close is strictly beyond the near limit and not beyond the limit. All three lie on one side
    of the average; the third is not flagged unless it is close itself.
    """
    found: list[Side | None] = [None] * len(readings)
    for first in range(len(readings) - 2):
        three = range(first, first + 3)
        sides = {side_of(readings[at]) for at in three}
        close = [at for at in three if _is_close(readings[at])]
        if len(sides) == 1 and len(close) >= 2:
            for at in close:
                found[at] = side_of(readings[at])
    return found


def _is_close(reading: Reading) -> bool:
    band = reading.limits.band
    if band is None:
        return False
    above = band.near_upper < reading.amount <= band.upper
    return above or band.lower <= reading.amount < band.near_lower
