"""When no XmR chart is given, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from headway.domain.control_charts.options import (
    ChartOptions,
    Method,
    RunningTotals,
    UnknownRebase,
)
from headway.domain.control_charts.slots import Series, Slot, unknown_rebases
from headway.domain.exact import exact_text
from headway.domain.indicator import Unit
from headway.domain.periods import PeriodKind
from headway.domain.rounding import Rounding, round_to
from headway.domain.values import Number


class Refusal(Enum):
    """Why there is no chart."""

    MIXED_PERIODS = "periods of several kinds"
    RUNNING_TOTALS = "running totals"
    TOO_FEW = "too few figures"
    SMALL_COUNTS = "small counts"
    UNKNOWN_REBASE = "a restart at a period without a place"


@dataclass(frozen=True, slots=True)
class NoChart:
    """No chart, the kind of reason, the reason in words, and the choices it was refused under."""

    refusal: Refusal
    reason: str
    options: ChartOptions

    @property
    def sentence(self) -> str:
        """The reason as a page says it."""
        return f"No control chart: {self.reason}."


_NOT_FOR_SMALL_COUNTS = {Method.XMR}  # p′, u and g charts are for them
_RUNNING = (PeriodKind.YEAR_TO_DATE, PeriodKind.ROLLING_12)


def refuse_series(series: Series, options: ChartOptions) -> NoChart | None:
    """Refuse a series whose periods no chart can be drawn of, or return None."""
    kinds = sorted({period.kind.value for period, _ in series})
    if len(kinds) > 1:
        mixed = f"the series mixes periods of several kinds ({', '.join(kinds)})"
        return NoChart(Refusal.MIXED_PERIODS, mixed, options)
    running = any(period.kind in _RUNNING for period, _ in series)
    if running and options.running_totals is RunningTotals.REFUSED:
        words = f"figures for the {kinds[0]} overlap, so one is no test of the next"
        return NoChart(Refusal.RUNNING_TOTALS, words, options)
    unknown = unknown_rebases(options, series)
    if unknown and options.unknown_rebase is UnknownRebase.REFUSED:
        names = ", ".join(str(rebase.first) for rebase in unknown)
        words = f"limits cannot restart at {names}, which the series does not hold"
        return NoChart(Refusal.UNKNOWN_REBASE, words, options)
    return None


def refuse_few(slots: Sequence[Slot], options: ChartOptions) -> NoChart | None:
    """Refuse a series with too few figures that count, or return None."""
    known = sum(slot.used for slot in slots)
    if known >= options.least_points:
        return None
    have = {0: "no figure is known", 1: "1 figure is known"}.get(
        known, f"{known} figures are known"
    )
    words = f"{have}, and a chart needs {options.least_points} or more"
    return NoChart(Refusal.TOO_FEW, words, options)


def refuse_small(
    slots: Sequence[Slot], unit: Unit, cases: Series, options: ChartOptions
) -> NoChart | None:
    """Refuse counts that average under ``least_mean_count``, or return None.

    A count is its own; for any other unit ``cases`` gives the counts behind the figures. Both
    the whole series and the stretch whose limits are now in force must average enough: below
    that the lower limit lies under nought and can never signal.
    """
    if options.method not in _NOT_FOR_SMALL_COUNTS:
        return None
    counted = {period: value.amount for period, value in cases if isinstance(value, Number)}
    behind = counted if cases or unit is not Unit.NUMBER else None
    counts = [
        (slot.segment, slot.amount if behind is None else behind[slot.period])
        for slot in slots
        if slot.used and (behind is None or slot.period in behind)
    ]
    current = [count for segment, count in counts if segment == slots[-1].segment]
    for some, which in (
        ([count for _, count in counts], ""),
        (current, " since the limits restarted"),
    ):
        mean = _mean(some)
        if mean is not None and mean < options.least_mean_count:
            return NoChart(
                Refusal.SMALL_COUNTS, _small(mean, which, behind is None, options), options
            )
    return None


def _small(mean: Fraction, which: str, own: bool, options: ChartOptions) -> str:
    what = "the counts" if own else "the counts behind the figures"
    return (
        f"{what}{which} average {round_to(mean, 1, Rounding.CUT)}, under "
        f"{exact_text(options.least_mean_count)}: too small for an {options.method.value} chart, "
        "whose lower limit would lie below nought and could never give a signal"
    )


def _mean(amounts: Sequence[Fraction]) -> Fraction | None:
    return sum(amounts, Fraction(0)) / len(amounts) if amounts else None
