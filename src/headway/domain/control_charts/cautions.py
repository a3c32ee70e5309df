"""What to be careful about when a chart is read: short stretches, gaps, changed targets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from headway.domain.breaks import Break, lasting
from headway.domain.control_charts.assurance import Assurance, Assured
from headway.domain.control_charts.limits import Limits
from headway.domain.control_charts.options import AtABreak, ChartOptions
from headway.domain.control_charts.points import ChartPoint
from headway.domain.control_charts.possible import Possible
from headway.domain.control_charts.segments import Segment
from headway.domain.control_charts.slots import Series, unknown_rebases
from headway.domain.indicator import Unit
from headway.domain.rounding import Rounding, round_to
from headway.domain.targets import Target
from headway.domain.values import Absent


class CautionKind(Enum):
    """The kinds of caution."""

    UNKNOWN_REBASE = "unknown restart"
    SHORT = "short series"
    NO_LIMITS = "no limits"
    NO_VARIATION = "no variation"
    REPEATS = "repeated figures"
    SMALL_COUNTS = "small counts earlier"
    GAPS = "gaps"
    BREAKS = "break within the limits"
    UNSETTLED = "figures not settled"
    CHANGED_TARGET = "changed target"
    IMPOSSIBLE_LIMIT = "limit beyond what is possible"
    CARRIED_OVER = "counts at a date"


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to be careful about, as a remark without a full stop."""

    kind: CautionKind
    words: str


def cautions_of(
    series: Series,
    points: Sequence[ChartPoint],
    segments: Sequence[Segment],
    breaks: Sequence[Break],
    unit: Unit,
    possible: Possible,
    options: ChartOptions,
    assured: Assured,
    *,
    at_a_date: bool,
) -> tuple[Caution, ...]:
    """Return all that a chart asks to be read with care."""
    return (
        *series_cautions(series, points, options),
        *segment_cautions(segments, unit, options),
        *limit_cautions(segments[-1].limits, possible),
        *break_cautions(points, breaks, options),
        *target_cautions(points, assured),
        *date_cautions(at_a_date),
    )


def series_cautions(
    series: Series, points: Sequence[ChartPoint], options: ChartOptions
) -> Iterator[Caution]:
    """Yield what the series itself asks to be said."""
    for rebase in unknown_rebases(options, series):
        yield Caution(
            CautionKind.UNKNOWN_REBASE,
            f"limits were to restart at {rebase.first}, which the series does not hold: "
            "they do not restart there",
        )
    absent = [point for point in points[:-1] if isinstance(point.value, Absent)]
    inner = sum(any(later.used for later in points[points.index(point) :]) for point in absent)
    if inner:
        periods = "1 period has" if inner == 1 else f"{inner} periods have"
        yield Caution(
            CautionKind.GAPS,
            f"{periods} no figure; nothing is worked out across a gap, and none counts as nought",
        )
    unsettled = [
        str(point.period) for point in points if not point.used and point.amount is not None
    ]
    if unsettled:
        yield Caution(
            CautionKind.UNSETTLED,
            f"{', '.join(unsettled)}: still to settle, so not used for limits or signals",
        )


def segment_cautions(
    segments: Sequence[Segment], unit: Unit, options: ChartOptions
) -> Iterator[Caution]:
    """Yield what each stretch's limits rest on."""
    for segment in segments:
        since = f" from {segment.first} to {segment.last}" if len(segments) > 1 else ""
        if segment.figures < options.short_series:
            count = "1 figure" if segment.figures == 1 else f"{segment.figures} figures"
            yield Caution(
                CautionKind.SHORT,
                f"only {count}{since}: with fewer than {options.short_series} the limits "
                "are provisional and move with every new figure",
            )
        if segment.limits is None:
            continue
        yield from _limit_cautions(segment, since, segment.limits)
        small = unit is Unit.NUMBER and segment.limits.mean < options.least_mean_count
        if small and segment is not segments[-1]:
            yield Caution(
                CautionKind.SMALL_COUNTS,
                f"the counts{since} average {round_to(segment.limits.mean, 1, Rounding.CUT)}: too "
                "small for their limits to be relied on",
            )


def _limit_cautions(segment: Segment, since: str, limits: Limits) -> Iterator[Caution]:
    if limits.mean_moving_range is None:
        yield Caution(
            CautionKind.NO_LIMITS,
            f"no two figures stand side by side{since}, so there are no limits",
        )
    elif limits.without_variation:
        given = "the limits have no width" if limits.band else "no limits are given"
        yield Caution(
            CautionKind.NO_VARIATION,
            f"figures hardly ever differ from the one before{since}: {given}",
        )
    elif 2 * segment.repeats > segment.moving_ranges:
        yield Caution(
            CautionKind.REPEATS,
            f"most figures{since} repeat the one before, so the limits are narrower than they "
            "should be",
        )


def limit_cautions(limits: Limits | None, possible: Possible) -> Iterator[Caution]:
    """Yield that a limit now in force lies where no figure can."""
    if limits is None or limits.band is None:
        return
    sides = []
    if not possible.holds(limits.band.lower):
        sides.append(("lower", "no figure can be too low"))
    if not possible.holds(limits.band.upper):
        sides.append(("upper", "no figure can be too high"))
    for side, so in sides:
        yield Caution(
            CautionKind.IMPOSSIBLE_LIMIT,
            f"the {side} limit lies beyond what is possible, so {so} to be expected",
        )


def break_cautions(
    points: Sequence[ChartPoint], breaks: Sequence[Break], options: ChartOptions
) -> Iterator[Caution]:
    """Yield each break that lies inside one stretch of limits."""
    if options.at_a_break is AtABreak.NEW_LIMITS or not points:
        return
    for each in lasting(breaks):
        if any(
            a.segment == b.segment and each.lies_between(a.period, b.period)
            for a, b in pairwise([point for point in points if point.used])
        ):
            yield Caution(
                CautionKind.BREAKS,
                f"{each.said}, and figures on both sides of it are in one set of limits: "
                "consider letting the limits restart there",
            )


def changed_target(points: Sequence[ChartPoint]) -> tuple[Target, ...]:
    """Return the different targets asked since the limits last started, in their order."""
    found: list[Target] = []
    asked: list[tuple[object, ...]] = []
    for point in points:
        target = point.target
        if target is None or target.goal is None or point.segment != points[-1].segment:
            continue
        if (this := (target.form, target.goal, target.high)) not in asked:
            asked.append(this)
            found.append(target)
    return tuple(found)


def target_cautions(points: Sequence[ChartPoint], assured: Assured) -> Iterator[Caution]:
    """Yield that the target changed under the limits now in force."""
    if len(changed_target(points)) > 1:
        without = assured.assurance is Assurance.NONE
        about = "no assurance is given" if without else "assurance is about the latest one"
        yield Caution(
            CautionKind.CHANGED_TARGET,
            f"the target changed while these limits were in force; {about}",
        )


def date_cautions(at_a_date: bool) -> Iterator[Caution]:
    """Yield that counts on a day carry over from one to the next."""
    if at_a_date:
        yield Caution(
            CautionKind.CARRIED_OVER,
            "counts on a day hold mostly the same cases as the time before, so shifts and "
            "trends come about more easily than in counts of new events",
        )
