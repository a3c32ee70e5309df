"""Stretches of a chart between restarts of its limits, each with limits of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from headway.domain.control_charts.limits import Limits, cut_to, xmr_limits
from headway.domain.control_charts.options import ChartOptions, ImpossibleLimits, Method
from headway.domain.control_charts.possible import Possible
from headway.domain.control_charts.slots import Slot
from headway.domain.periods import Period

# One entry for each method; a p′ or u chart will bring its own, with the cases behind.
_METHODS = {Method.XMR: xmr_limits}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch: its number from 1, its first and last period, its figures, its limits.

    ``limits`` is None where the stretch has no figure that counts.
    """

    number: int
    first: Period
    last: Period
    figures: int
    limits: Limits | None
    repeats: int = 0  # moving ranges of nought: a figure equal to the one before
    moving_ranges: int = 0
    reason: str = ""  # why the limits restart here


def segments_of(
    slots: Sequence[Slot], options: ChartOptions, possible: Possible, reasons: dict[Period, str]
) -> tuple[Segment, ...]:
    """Work out the stretches and their limits; ``reasons`` say why limits restart at a period."""
    numbers = sorted({slot.segment for slot in slots})
    return tuple(
        _segment([slot for slot in slots if slot.segment == each], options, possible, reasons)
        for each in numbers
    )


def moving_range(before: Slot | None, slot: Slot) -> Fraction | None:
    """Return the absolute difference from the neighbour before; none across gap, break, restart."""
    if before is None or slot.gap_before or slot.break_before or before.segment != slot.segment:
        return None
    return abs(slot.amount - before.amount)


def _segment(
    slots: Sequence[Slot], options: ChartOptions, possible: Possible, reasons: dict[Period, str]
) -> Segment:
    used = [slot for slot in slots if slot.used]
    basis = used[: options.fix_after]
    ranges = [found for a, b in pairwise(basis) if (found := moving_range(a, b)) is not None]
    first = slots[0].period
    return Segment(
        slots[0].segment,
        first,
        slots[-1].period,
        len(used),
        _limits(basis, ranges, options, possible),
        sum(each == 0 for each in ranges),
        len(ranges),
        reasons.get(first, ""),
    )


def _limits(
    basis: Sequence[Slot], ranges: Sequence[Fraction], options: ChartOptions, possible: Possible
) -> Limits | None:
    if not basis:
        return None
    work_out = _METHODS[options.method]
    amounts = [slot.amount for slot in basis]
    limits = work_out(amounts, ranges, options.screening, options.no_variation)
    if options.impossible_limits is ImpossibleLimits.CUT:
        return cut_to(limits, possible.low, possible.high)
    return limits
