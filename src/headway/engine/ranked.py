"""Medians and percentiles from how often each duration occurred: exact, and for every unit."""

import numpy as np

from headway.domain.calculation import Duration, Statistic
from headway.domain.calculation_results import Level
from headway.engine.grid import Grid, Slots, Whole


def ranked(
    grid: Grid, slots: Slots, found: Duration, at: tuple[Whole, Whole], passed: Whole, times: Whole
) -> tuple[Whole, Whole]:
    """Give what stands above and below the line, periods by units.

    ``at`` are the slots and teams of the rows, ``passed`` their durations and ``times`` how often
    each occurred. Above is the middle of the sorted durations twice over (the middle of an even
    number of them may be a half), or the one at the percentile; below is how many there are.
    """
    slot, team = at
    above, below = np.zeros(grid.shape, np.int64), np.zeros(grid.shape, np.int64)
    if not slot.size:
        return above, below
    period, row = _periods(slots, slot)
    for level in Level:
        cell = period * grid.shape[1] + slots.places[level][slot[row], team[row]]
        order = np.lexsort((passed[row], cell))
        ranged, lengths = cell[order], passed[row][order]
        running = np.cumsum(times[row][order])
        begins = np.flatnonzero(np.concatenate([[True], ranged[1:] != ranged[:-1]]))
        before = np.concatenate([[0], running])[begins]
        number = np.append(running[begins[1:] - 1], running[-1]) - before
        cells = ranged[begins]
        below.ravel()[cells] = number
        above.ravel()[cells] = sum(
            lengths[np.searchsorted(running, before + place)] for place in _places(found, number)
        )
    return above, below


def _places(found: Duration, number: Whole) -> tuple[Whole, ...]:
    if found.statistic is Statistic.PERCENTILE:
        return ((number * found.percentile + 99) // 100,)
    return (number + 1) // 2, (number + 2) // 2


def _periods(slots: Slots, slot: Whole) -> tuple[Whole, Whole]:
    """Give each row once for each period that holds its slot: the period, and the row."""
    if slots.are_periods:
        return slot, np.arange(len(slot))
    held = (slots.lows[:, None] <= slot) & (slot < slots.highs[:, None])
    period, row = np.nonzero(held)
    return period, row
