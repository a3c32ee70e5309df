"""A run of figures that rise, or fall, every time."""

from collections.abc import Sequence

from headway.domain.control_charts.options import ChartOptions, Ties
from headway.domain.control_charts.points import Reading, Side


def trend(readings: Sequence[Reading], options: ChartOptions) -> list[Side | None]:
    """Flag every figure of ``trend_length`` or more that rise (high) or fall (low) each time.

    A figure equal to the one before ends the trend, or is passed over: then it counts for
    nothing, and is flagged only where the trend goes on after it. A figure at which one trend
    ends and another begins belongs to the later one.
    """
    found: list[Side | None] = [None] * len(readings)
    way: Side | None = None
    run: list[int] = []  # the places of the trend so far, figures passed over among them
    steps = 0
    for at in range(1, len(readings)):
        step = _step(readings[at - 1], readings[at])
        if step is None and options.ties is Ties.PASSED_OVER:
            run.append(at)
            continue
        if step is not way:
            way, run, steps = step, [at - 1], 0
        run.append(at)
        steps += 1
        if step is not None and steps >= options.trend_length - 1:
            for place in run:
                found[place] = way
    return found


def _step(earlier: Reading, later: Reading) -> Side | None:
    if earlier.amount == later.amount:
        return None
    return Side.HIGH if later.amount > earlier.amount else Side.LOW
