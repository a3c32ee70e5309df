"""A run of figures on one side of the average."""

from collections.abc import Sequence

from headway.domain.control_charts.options import ChartOptions, OnTheMean
from headway.domain.control_charts.points import Reading, Side
from headway.domain.control_charts.rules.sides import side_of


def shift(readings: Sequence[Reading], options: ChartOptions) -> list[Side | None]:
    """Flag every figure of a run of ``run_length`` or more strictly on one side of the average.

    A figure on the average ends the run, or is passed over (and then never flagged itself).
    """
    found: list[Side | None] = [None] * len(readings)
    run: list[int] = []
    sides = [side_of(reading) for reading in readings]
    for at, side in enumerate(sides):
        if side is None and options.on_the_mean is OnTheMean.PASSED_OVER:
            continue
        if run and sides[run[-1]] is not side:
            run = []
        if side is not None:
            run.append(at)
        if len(run) >= options.run_length:
            for place in run:
                found[place] = side
    return found
