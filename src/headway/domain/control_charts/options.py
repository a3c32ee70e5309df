"""Every choice a control chart makes, named and kept with the chart.

The defaults are those of the NHS "Making Data Count" method as NHSRplotthedots 0.2.2 works it
out; where that method is silent the default is the careful one. docs/control-charts.md says
which is which.
"""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from headway.domain.periods import Period


class Method(Enum):
    """How limits are worked out. Charts for small counts (p′, u, g) will take their place here."""

    XMR = "XmR"  # individual figures and moving ranges


class Screening(Enum):
    """Whether very large moving ranges are left out of their own average."""

    ONCE = "once"  # as NHSRplotthedots
    NONE = "none"  # as the NHS England Excel tool


class Ties(Enum):
    """What a figure equal to the one before does to a trend."""

    BREAK = "breaks a trend"
    PASSED_OVER = "neither adds to a trend nor breaks it"  # as NHS guidance has it


class OnTheMean(Enum):
    """What a figure exactly on the average does to a shift."""

    BREAKS = "breaks a shift"
    PASSED_OVER = "neither adds to a shift nor breaks it"


class NoVariation(Enum):
    """What happens where the average moving range is nought, so that limits have no width."""

    NO_LIMITS = "no limits are given"
    LIMITS_ON_THE_MEAN = "both limits lie on the average"


class Gaps(Enum):
    """What a period without a figure does to runs. Moving ranges it always breaks."""

    BREAK_RUNS = "breaks shifts, trends and threes"
    PASSED_OVER = "is passed over in shifts, trends and threes"


class AtABreak(Enum):
    """What a marked break (a changed definition, say) does."""

    SEPARATES = "separates moving ranges and runs; the limits are not restarted"
    NEW_LIMITS = "restarts the limits"
    MARKED_ONLY = "is marked and changes nothing"


class UnknownRebase(Enum):
    """What happens when limits are to restart at a period the series does not hold."""

    NOTED = "is left out, and the chart says so"
    REFUSED = "is refused"


class ChangingTarget(Enum):
    """Which target assurance is about where it changed since the limits last started."""

    LATEST = "the target of the last period"
    NO_ICON = "no assurance is given"


class LastPoint(Enum):
    """Which point the variation icon is about where the last periods have no figure."""

    LATEST_KNOWN = "the latest known figure"
    LAST_PERIOD = "the last period alone, without a figure no icon"


class Unsettled(Enum):
    """What figures do that are known but will still change (late recording, too early)."""

    LEFT_OUT = "are shown, and left out of limits, rules and icons"
    COUNTED = "count like any other"


class ImpossibleLimits(Enum):
    """What happens to a limit that no figure could reach: under nought, over 100%."""

    KEPT = "are kept as worked out"
    CUT = "are cut to what is possible"


class RunningTotals(Enum):
    """Whether years to date and rolling twelve months may be charted."""

    REFUSED = "are refused"
    CHARTED = "are charted"


LEAST_FIXED = 12


@dataclass(frozen=True, slots=True)
class Rebase:
    """A restart of the limits: ``first`` is the first period of the new stretch."""

    first: Period
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """The choices of one chart; the defaults are the NHS method's (see the module).

    ``fix_after`` takes limits from the first so many figures of each stretch (12 or more).
    ``run_length`` and ``trend_length`` count figures, not steps. Under ``least_points`` figures
    there is no chart; under ``short_series`` a stretch earns a warning. Counts whose mean is
    under ``least_mean_count`` are refused. Raises ``ValueError`` for a choice with no meaning.
    """

    method: Method = Method.XMR
    screening: Screening = Screening.ONCE
    fix_after: int | None = None
    rebases: tuple[Rebase, ...] = ()
    unknown_rebase: UnknownRebase = UnknownRebase.NOTED
    run_length: int = 7
    trend_length: int = 7
    ties: Ties = Ties.BREAK
    on_the_mean: OnTheMean = OnTheMean.BREAKS
    no_variation: NoVariation = NoVariation.NO_LIMITS
    gaps: Gaps = Gaps.BREAK_RUNS
    at_a_break: AtABreak = AtABreak.SEPARATES
    changing_target: ChangingTarget = ChangingTarget.LATEST
    last_point: LastPoint = LastPoint.LATEST_KNOWN
    when_unsettled: Unsettled = Unsettled.LEFT_OUT
    impossible_limits: ImpossibleLimits = ImpossibleLimits.KEPT
    running_totals: RunningTotals = RunningTotals.REFUSED
    short_series: int = 13
    least_points: int = 7
    least_mean_count: Fraction = Fraction(5)

    def __post_init__(self) -> None:
        if self.fix_after is not None and self.fix_after < LEAST_FIXED:
            raise ValueError(f"limits are fixed after {LEAST_FIXED} figures or more")
        if min(self.run_length, self.trend_length) < 3:
            raise ValueError("a shift or a trend is 3 figures or more")
        if self.least_points < 2 or self.short_series < self.least_points:
            raise ValueError("a chart rests on 2 figures or more, a long series on no fewer")
        if self.least_mean_count < 0:
            raise ValueError("the least mean count is 0 or more")
        firsts = [rebase.first for rebase in self.rebases]
        if len(set(firsts)) != len(firsts):
            raise ValueError("limits restart once at a period")


DEFAULTS = ChartOptions()
"""The choices of NHSRplotthedots 0.2.2, and the careful ones where it makes none."""

EXCEL_TOOL = ChartOptions(screening=Screening.NONE)
"""The choices of the NHS England Excel tool, which does not screen moving ranges."""
