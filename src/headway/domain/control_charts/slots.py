"""A series laid out for a chart: which figures count, what stands side by side, which stretch."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from headway.domain.breaks import Break, lasting
from headway.domain.control_charts.options import AtABreak, ChartOptions, Rebase, Unsettled
from headway.domain.periods import Period
from headway.domain.values import Number, Value

Series = Sequence[tuple[Period, Value]]


@dataclass(frozen=True, slots=True)
class Slot:
    """One period of the series, with what counts there.

    ``used`` is whether its figure counts for limits and rules. ``gap_before`` says that the
    slot before is not its neighbour with a figure that counts, ``break_before`` that a break
    lies between. ``segment`` counts stretches of limits from 1.
    """

    period: Period
    value: Value
    used: bool
    segment: int
    gap_before: bool
    break_before: bool
    line_before: bool  # whether the drawn line runs on from the slot before

    @property
    def amount(self) -> Fraction:
        """The figure; only slots with one are asked."""
        if not isinstance(self.value, Number):
            raise TypeError(f"{self.period} has no figure")
        return self.value.amount


def lay_out(
    series: Series,
    options: ChartOptions,
    breaks: Sequence[Break] = (),
    unsettled: Collection[Period] = (),
) -> tuple[Slot, ...]:
    """Lay a series out, oldest first. Raises ``ValueError`` where a period comes twice.

    A break that figures were restated over keeps nothing apart.
    """
    ordered = sorted(series, key=lambda each: each[0])
    if any(earlier[0] == later[0] for earlier, later in pairwise(ordered)):
        raise ValueError("a period has one figure in a series")
    firsts = {rebase.first for rebase in all_rebases(options, ordered, breaks)}
    slots: list[Slot] = []
    for period, value in ordered:
        before = slots[-1] if slots else None
        used = isinstance(value, Number) and not (
            options.when_unsettled is Unsettled.LEFT_OUT and period in unsettled
        )
        broken = options.at_a_break is not AtABreak.MARKED_ONLY and any(
            before is not None and each.lies_between(before.period, period)
            for each in lasting(breaks)
        )
        neighbours = before is not None and before.period.shift(1) == period
        both_known = neighbours and isinstance(value, Number) and _known(before)
        slots.append(
            Slot(
                period,
                value,
                used,
                (before.segment if before else 1) + (before is not None and period in firsts),
                gap_before=not (neighbours and before is not None and before.used and used),
                break_before=broken,
                line_before=both_known and not broken,
            )
        )
    return tuple(slots)


def all_rebases(
    options: ChartOptions, series: Series, breaks: Sequence[Break]
) -> tuple[Rebase, ...]:
    """Return where limits restart: as named, and at breaks where the options say so."""
    periods = [period for period, _ in series]
    named = [rebase for rebase in options.rebases if rebase.first in periods]
    taken = {rebase.first for rebase in named}
    if options.at_a_break is AtABreak.NEW_LIMITS:
        for each in lasting(breaks):
            after = [period for period in periods if period.start >= each.day]
            if after and after[0] not in taken:
                named.append(Rebase(after[0], each.words))
                taken.add(after[0])
    return tuple(sorted(named, key=lambda rebase: rebase.first))


def unknown_rebases(options: ChartOptions, series: Series) -> tuple[Rebase, ...]:
    """Return the named restarts whose period has no place in the series."""
    periods = {period for period, _ in series}
    return tuple(rebase for rebase in options.rebases if rebase.first not in periods)


def _known(slot: Slot | None) -> bool:
    return slot is not None and isinstance(slot.value, Number)
