"""The four rules run over a chart, in their order of priority."""

from collections.abc import Callable, Sequence

from headway.domain.control_charts.limits import Limits
from headway.domain.control_charts.options import ChartOptions, Gaps
from headway.domain.control_charts.points import Fired, Reading, Rule, Side
from headway.domain.control_charts.rules.outside import outside
from headway.domain.control_charts.rules.shift import shift
from headway.domain.control_charts.rules.trend import trend
from headway.domain.control_charts.rules.two_of_three import two_of_three
from headway.domain.control_charts.slots import Slot

RULES: tuple[tuple[Rule, Callable[[Sequence[Reading], ChartOptions], list[Side | None]]], ...] = (
    (Rule.OUTSIDE, outside),
    (Rule.TREND, trend),
    (Rule.TWO_OF_THREE, two_of_three),
    (Rule.SHIFT, shift),
)


def fired_rules(
    slots: Sequence[Slot], limits: dict[int, Limits | None], options: ChartOptions
) -> list[tuple[Fired, ...]]:
    """Return for each slot the rules its figure meets, the naming one first.

    ``limits`` are those of each stretch by number. Rules never look across a restart or a break.
    """
    found: list[tuple[Fired, ...]] = [()] * len(slots)
    for places in _stretches(slots, options):
        readings = []
        for at in places:
            in_force = limits[slots[at].segment]
            if in_force is None:
                raise ValueError("a stretch with figures has an average")
            readings.append(Reading(slots[at].amount, in_force))
        flags = [(rule, look(readings, options)) for rule, look in RULES]
        for nth, at in enumerate(places):
            sides = ((rule, flag[nth]) for rule, flag in flags)
            found[at] = tuple(Fired(rule, side) for rule, side in sides if side is not None)
    return found


def _stretches(slots: Sequence[Slot], options: ChartOptions) -> list[list[int]]:
    """Return the places of figures that follow one another, cut at restarts, breaks and gaps."""
    stretches: list[list[int]] = [[]]
    for at, slot in enumerate(slots):
        restarts = at > 0 and slots[at - 1].segment != slot.segment
        gap = slot.gap_before and options.gaps is Gaps.BREAK_RUNS
        if restarts or slot.break_before or gap:
            stretches.append([])
        if slot.used:
            stretches[-1].append(at)
    return [stretch for stretch in stretches if stretch]
