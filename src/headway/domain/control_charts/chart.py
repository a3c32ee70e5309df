"""A control chart worked out: every point, both icons, what to be careful about, in words.

Method and rules: docs/control-charts.md, after NHSRplotthedots 0.2.2 (MIT) and NHS England's
"Making Data Count".
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from headway.domain.breaks import Break, lasting
from headway.domain.control_charts.assurance import Assurance, Assured, assure
from headway.domain.control_charts.cautions import (
    Caution,
    cautions_of,
    changed_target,
)
from headway.domain.control_charts.firing import fired_rules
from headway.domain.control_charts.icons import Variation, kind_of, variation_of
from headway.domain.control_charts.limits import Limits
from headway.domain.control_charts.options import DEFAULTS, ChartOptions, LastPoint, Ties
from headway.domain.control_charts.points import ChartPoint, PointKind
from headway.domain.control_charts.possible import Possible, possible_range
from headway.domain.control_charts.refusals import (
    NoChart,
    refuse_few,
    refuse_series,
    refuse_small,
)
from headway.domain.control_charts.segments import Segment, moving_range, segments_of
from headway.domain.control_charts.sentence import Said, say
from headway.domain.control_charts.slots import Series, Slot, all_rebases, lay_out
from headway.domain.control_charts.telling import Telling, range_words
from headway.domain.indicator import Unit
from headway.domain.periods import Period
from headway.domain.polarity import Polarity
from headway.domain.problems import sentence
from headway.domain.targets import Target, target_for
from headway.domain.values import Absent, Number


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A chart, ready to be drawn or said by any writer; it keeps the choices it was made by.

    ``points`` are the periods of the series, oldest first. ``last`` is the point that the
    variation icon is about, or None. ``breaks`` are those that keep figures apart.
    """

    points: tuple[ChartPoint, ...]
    segments: tuple[Segment, ...]
    last: ChartPoint | None
    variation: Variation
    assured: Assured
    cautions: tuple[Caution, ...]
    said: Said
    options: ChartOptions
    polarity: Polarity
    unit: Unit
    decimals: int
    possible: Possible
    breaks: tuple[Break, ...] = ()

    def __post_init__(self) -> None:
        if not self.points or not self.segments:
            raise ValueError("a chart has points")

    @property
    def assurance(self) -> Assurance:
        """Whether the target can be relied on."""
        return self.assured.assurance

    @property
    def limits(self) -> Limits | None:
        """The limits now in force: those of the last stretch."""
        return self.segments[-1].limits

    @property
    def sentence(self) -> str:
        """What happened, whether it is more than expected variation, whether to rely on the target.

        Whole sentences in plain words.
        """
        return self.said.sentence

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to be careful about, as whole sentences."""
        return tuple(sentence(caution.words) for caution in self.cautions)

    @property
    def expected_range(self) -> str:
        """The range now to be expected in words: "18 to 36"; empty where there are no limits."""
        return range_words(self._telling, self.limits)

    @property
    def _telling(self) -> Telling:
        return Telling(self.points, self.polarity, self.unit, self.decimals, self.possible)


def control_chart(
    series: Series,
    *,
    polarity: Polarity,
    unit: Unit = Unit.NUMBER,
    decimals: int = 0,
    at_a_date: bool = False,
    targets: Sequence[Target] | Target | None = None,
    options: ChartOptions = DEFAULTS,
    breaks: Sequence[Break] = (),
    cases: Series = (),
    unsettled: Collection[Period] = (),
) -> ControlChart | NoChart:
    """Work out a control chart of a series, or say why there is none.

    ``series`` holds a value for each period, in any order; ``targets`` are asked of the periods
    they cover. ``cases`` are the counts behind a percentage or rate, for the refusal of small
    ones. ``unsettled`` names the periods whose figures will still change. A withheld figure is
    not in the series' values, so nothing here is worked out from it. Raises ``ValueError``
    where a period comes twice.
    """
    slots = lay_out(series, options, breaks, unsettled)
    refused = (
        refuse_series(series, options)
        or refuse_few(slots, options)
        or refuse_small(slots, unit, cases, options)
    )
    if refused:
        return refused
    possible = possible_range(
        unit, [value.amount for _, value in series if isinstance(value, Number)]
    )
    reasons = {each.first: each.reason for each in all_rebases(options, series, breaks)}
    segments = segments_of(slots, options, possible, reasons)
    points = _points(slots, segments, polarity, _as_tuple(targets), options)
    last = _last(points, options)
    variation = variation_of(last.kind, last.side) if last else Variation.NONE
    changed = len(changed_target(points)) > 1
    assured = assure(points[-1].target, segments[-1].limits, polarity, options, changed=changed)
    cautions = cautions_of(
        series, points, segments, breaks, unit, possible, options, assured, at_a_date=at_a_date
    )
    ties_pass = options.ties is Ties.PASSED_OVER
    said = say(Telling(points, polarity, unit, decimals, possible, ties_pass), last, assured)
    return ControlChart(
        points,
        segments,
        last,
        variation,
        assured,
        cautions,
        said,
        options,
        polarity,
        unit,
        decimals,
        possible,
        lasting(breaks),
    )


def _as_tuple(targets: Sequence[Target] | Target | None) -> tuple[Target, ...]:
    if targets is None:
        return ()
    return (targets,) if isinstance(targets, Target) else tuple(targets)


def _points(
    slots: Sequence[Slot],
    segments: Sequence[Segment],
    polarity: Polarity,
    targets: tuple[Target, ...],
    options: ChartOptions,
) -> tuple[ChartPoint, ...]:
    limits = {segment.number: segment.limits for segment in segments}
    fired = fired_rules(slots, limits, options)
    points = []
    for at, slot in enumerate(slots):
        kind = kind_of(fired[at], polarity)
        if not slot.used:
            absent = isinstance(slot.value, Absent)
            kind = PointKind.ABSENT if absent else PointKind.UNSETTLED
        points.append(
            ChartPoint(
                slot.period,
                slot.value,
                kind,
                slot.segment,
                limits[slot.segment],
                moving_range(slots[at - 1] if at else None, slot),
                fired[at],
                target_for(slot.period, targets),
                slot.line_before,
            )
        )
    return tuple(points)


def _last(points: Sequence[ChartPoint], options: ChartOptions) -> ChartPoint | None:
    """Return the point that the variation icon is about."""
    if options.last_point is LastPoint.LAST_PERIOD:
        return points[-1] if points[-1].used else None
    return next((point for point in reversed(points) if point.used), None)
