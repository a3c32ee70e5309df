"""Where a figure's signals disagree: one plain sentence, chosen by rules in a stated order.

Each rule is a small function that speaks or is silent; the first that speaks is shown. What may
undo the figure itself comes first (another definition, not settled, too few cases), then colour
against chart, arrow against chart, and what others have last. Where all agree nothing is said.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from headway.domain.breaks import Break
from headway.domain.control_charts.assurance import Assurance
from headway.domain.control_charts.cautions import CautionKind
from headway.domain.control_charts.chart import ControlChart
from headway.domain.control_charts.icons import Variation
from headway.domain.control_charts.points import PointKind
from headway.domain.exact import exact_text
from headway.domain.indicator import Unit
from headway.domain.movement import (
    BaseMark,
    Movement,
    MovementRule,
    implied_base,
    movement,
)
from headway.domain.periods import Period, PeriodKind
from headway.domain.polarity import Arrow, Quality, judge
from headway.domain.printed import figure_in
from headway.domain.problems import capital
from headway.domain.published import Derived
from headway.domain.rounding import round_to
from headway.domain.scorecard import ScorecardRow
from headway.domain.sentences import compared_periods, text_of
from headway.domain.show import show_change, show_decimal
from headway.domain.side_by_side import printed_beside
from headway.domain.signals import Disagreement, Signals, Stage
from headway.domain.target_words import target_words
from headway.domain.targets import Rag, Standing, Target, stand
from headway.domain.usual_change import LikelyChange
from headway.domain.values import Number

_MOVES = (Arrow.UP, Arrow.DOWN)
_JUDGED = (Quality.BETTER, Quality.WORSE)
_SPECIAL = (PointKind.IMPROVEMENT, PointKind.CONCERN, PointKind.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Seen:
    """A row with its signals, the rule of its changes, and how the period before stood."""

    row: ScorecardRow
    rule: MovementRule
    before: Standing
    target_before: Target | None = None

    @property
    def signals(self) -> Signals:
        """What the rules set side by side."""
        return self.row.signals

    @property
    def periods(self) -> tuple[Period, Period, Period]:
        """The current period, the one before, and last year's."""
        return compared_periods(self.row.indicator, self.row.cells[-1].column)

    @property
    def chart(self) -> ControlChart | None:
        """The chart, where its variation icon is about the current figure."""
        drawn = self.signals.drawn
        if drawn is None or drawn.last is None or drawn.last.period != self.periods[0]:
            return None
        return drawn

    @property
    def special(self) -> PointKind | None:
        """What the chart shows beyond expected variation: improvement, concern, or neither."""
        kind = self.chart.variation.kind if self.chart else None
        return kind if kind in _SPECIAL else None

    @property
    def ordinary(self) -> bool:
        """Whether the chart has limits and the figure is within expected variation."""
        chart = self.chart
        if chart is None or chart.limits is None or chart.limits.band is None:
            return False
        return chart.variation is Variation.COMMON_CAUSE


Rule: TypeAlias = Callable[[Seen], str]


def disagreement(seen: Seen) -> Disagreement | None:
    """Return what the first rule that speaks has to say; None where the signals agree."""
    return next(all_disagreements(seen), None)


def all_disagreements(seen: Seen) -> Iterator[Disagreement]:
    """Yield what each rule has to say, in the order of ``RULES``."""
    for rule in RULES:
        sentence = rule(seen)
        if sentence:
            yield Disagreement(rule.__name__, sentence)


def moved_over_a_break(seen: Seen) -> str:
    """Speak where the figures look as if they moved, but count two things."""
    change = seen.row.previous
    across, now = change.across, seen.row.current
    if across is None or not isinstance(now, Number) or not isinstance(change.base, Number):
        return ""
    arrow = movement(now, change.base, seen.rule).arrow
    if arrow not in _MOVES:
        return ""
    quality = judge(arrow, seen.row.indicator.polarity)
    looks = quality.value if quality in _JUDGED else _HIGHER[arrow]
    figures = f"{text_of(seen.row, now)} against {text_of(seen.row, change.base)}"
    return f"Looks {looks} than {seen.periods[1]} ({figures}), but {across.said}"


def charted_over_a_break(seen: Seen) -> str:
    """Speak where the chart shows more than expected variation over limits that span a break."""
    chart = seen.chart
    if chart is None or seen.special is None:
        return ""
    if not any(each.kind is CautionKind.BREAKS for each in chart.cautions):
        return ""
    said = _latest(chart.breaks).said
    return f"{_of_chart(chart)} by the control chart, but {said}, and its limits span both sides"


def arrow_not_settled(seen: Seen) -> str:
    """Speak where what is still likely to come would take the arrow away."""
    likely, change = _likely(seen), seen.row.previous
    now = seen.row.current
    if likely is None or change.arrow not in _MOVES or not isinstance(now, Number):
        return ""
    later = movement(Number(now.amount + likely.amount), change.base, seen.rule)
    if later.arrow is change.arrow:
        return ""
    return f"{_RISES[change.arrow]}, but is {_moving(seen)}"


def colour_not_settled(seen: Seen) -> str:
    """Speak where what is still likely to come would give another colour."""
    likely, now, row = _likely(seen), seen.row.current, seen.row
    if likely is None or row.standing.rag is Rag.NONE or not isinstance(now, Number):
        return ""
    later = stand(Number(now.amount + likely.amount), row.target, row.indicator.decimals).rag
    if later is row.standing.rag:
        return ""
    return f"{capital(row.standing.rag.value)}, but {_moving(seen)}, and so to be {later.value}"


def small_base(seen: Seen) -> str:
    """Speak where an arrow rests on a small earlier figure and no chart bears it out."""
    if seen.special or seen.row.indicator.unit is not Unit.NUMBER:
        return ""
    for change in (seen.row.previous, seen.row.last_year):
        if change.arrow in _MOVES and BaseMark.SMALL_BASE in change.marks:
            return f"{_moved(change)} on a base of {text_of(seen.row, change.base)}"
    return _printed_on_a_small_base(seen)


def few_cases(seen: Seen) -> str:
    """Speak where an arrow rests on few cases and no chart bears it out."""
    cases = seen.signals.cases
    if seen.special or cases is None or cases.count is None:
        return ""
    if cases.count >= seen.rule.small_base:
        return ""
    for change in (seen.row.previous, seen.row.last_year):
        if change.arrow in _MOVES:
            count = "1 case" if cases.count == 1 else f"{exact_text(cases.count)} cases"
            return f"{_moved(change)}, resting on {count}"
    return ""


def target_changed(seen: Seen) -> str:
    """Speak where the colour changed because the target did."""
    row, then, now = seen.row, seen.target_before, seen.row.target
    if not _recoloured(seen) or then is None or now is None or _asks(then) == _asks(now):
        return ""
    if stand(row.previous.base, now, row.indicator.decimals).rag is not row.standing.rag:
        return ""
    unit = row.indicator.unit
    change = f"from {target_words(then, unit)} to {target_words(now, unit)}"
    if target_words(then, unit) == target_words(now, unit):
        change = f"in its tolerance ({target_words(now, unit)})"
    return f"{_colours(seen)}, but because the target changed {change}"


def colour_within_variation(seen: Seen) -> str:
    """Speak where the colour changed and the figure did no more than it does by chance."""
    if not (_recoloured(seen) and seen.ordinary):
        return ""
    return f"{_colours(seen)}, but within expected variation"


def colour_against_chart(seen: Seen) -> str:
    """Speak where the colour became better and the chart shows concern, or the other way round."""
    if not _recoloured(seen):
        return ""
    better = _RANK[seen.row.standing.rag] < _RANK[seen.before.rag]
    against = PointKind.CONCERN if better else PointKind.IMPROVEMENT
    if seen.special is not against:
        return ""
    return f"{_colours(seen)}, but the control chart shows {against.value}"


def target_not_reliable(seen: Seen) -> str:
    """Speak where the target is met or missed now, and will not be as a rule."""
    chart, rag = seen.chart, seen.row.standing.rag
    if chart is None or rag is Rag.NONE:
        return ""
    this = f"this {_word(seen)}"
    if rag is Rag.GREEN and chart.assurance is Assurance.HIT_OR_MISS:
        return f"Meets its target {this}, but the target cannot be relied on"
    if rag is Rag.GREEN and chart.assurance is Assurance.MISSED:
        return f"Meets its target {this}, but is to be expected to miss it"
    falls_away = seen.special is PointKind.CONCERN
    if rag is not Rag.GREEN and chart.assurance is Assurance.MET and not falls_away:
        return f"Misses its target {this}, but is to be expected to meet it"
    return ""


def arrow_against_chart(seen: Seen) -> str:
    """Speak where the arrow says better and the chart concern, or the other way round."""
    against = {Quality.BETTER: PointKind.CONCERN, Quality.WORSE: PointKind.IMPROVEMENT}
    quality = seen.row.quality_previous
    if seen.special is None or against.get(quality) is not seen.special:
        return ""
    than = f"{capital(quality.value)} than {seen.periods[1]} by the arrow"
    return f"{than}, but the control chart shows {seen.special.value}"


def chart_without_arrow(seen: Seen) -> str:
    """Speak where no arrow was earned and the figure is more than expected variation."""
    arrows = {seen.row.previous.arrow, seen.row.last_year.arrow}
    if seen.chart is None or seen.special is None or Arrow.SIMILAR not in arrows:
        return ""
    if arrows & set(_MOVES):
        return ""
    return f"No arrow up or down, but {seen.chart.variation.value}"


def arrow_within_variation(seen: Seen) -> str:
    """Speak where an arrow was earned by no more than the figure does by chance."""
    if seen.row.previous.arrow not in _MOVES or not seen.ordinary:
        return ""
    return f"{_moved(seen.row.previous)}, but within expected variation"


def better_but_behind(seen: Seen) -> str:
    """Speak where the arrow says better and the year's target is out of reach at this pace."""
    pace = seen.signals.run_rate
    if pace is None or not pace.behind or pace.needed is None:
        return ""
    if seen.row.quality_previous is not Quality.BETTER:
        return ""
    return f"Better by the arrow, but not at the pace its target needs ({pace.short})"


def arrows_apart(seen: Seen) -> str:
    """Speak where one arrow says better and the other worse."""
    qualities = (seen.row.quality_previous, seen.row.quality_last_year)
    if set(qualities) != {Quality.BETTER, Quality.WORSE}:
        return ""
    _, before, year = seen.periods
    return f"{capital(qualities[0].value)} than {before}, {qualities[1].value} than {year}"


def mean_and_median(seen: Seen) -> str:
    """Speak where the neighbours' mean and median tell opposite things."""
    found = seen.signals.compared
    if found is None or not found.methods_disagree:
        return ""
    by_mean, by_median = found.against_mean.value, found.against_median.value
    return f"{capital(by_mean)} than neighbours by the mean, {by_median} by the median"


def colour_against_neighbours(seen: Seen) -> str:
    """Speak where the colour and the neighbours tell opposite things."""
    found, rag = seen.signals.compared, seen.row.standing.rag
    if found is None or found.against_mean is not found.against_median:
        return ""
    year = f"neighbours in {found.comparison.year.words(found.comparison.measure.year_type)}"
    if rag is Rag.GREEN and found.against_mean is Quality.WORSE:
        return f"Meets its target, but worse than {year}"
    if rag is Rag.RED and found.against_mean is Quality.BETTER:
        return f"Off target, but better than {year}"
    return ""


RULES: tuple[Rule, ...] = (
    moved_over_a_break,
    charted_over_a_break,
    arrow_not_settled,
    colour_not_settled,
    small_base,
    few_cases,
    target_changed,
    colour_within_variation,
    colour_against_chart,
    target_not_reliable,
    arrow_against_chart,
    chart_without_arrow,
    arrow_within_variation,
    better_but_behind,
    arrows_apart,
    mean_and_median,
    colour_against_neighbours,
)
"""The order in which the rules are asked."""

_RISES = {Arrow.UP: "Rises", Arrow.DOWN: "Falls"}
_HIGHER = {Arrow.UP: "higher", Arrow.DOWN: "lower"}
_RANK = {Rag.GREEN: 0, Rag.AMBER: 1, Rag.RED: 2}


def _latest(breaks: tuple[Break, ...]) -> Break:
    return max(breaks, key=lambda each: each.day)


def _of_chart(chart: ControlChart) -> str:
    kind = chart.variation.kind
    return "Unusual" if kind is PointKind.NEUTRAL else capital(kind.value)


def _likely(seen: Seen) -> LikelyChange | None:
    maturity = seen.signals.maturity
    return maturity.likely if maturity and maturity.stage is Stage.MOVING else None


def _moving(seen: Seen) -> str:
    likely, one = _likely(seen), seen.row.indicator
    if likely is None:
        return ""
    shown = show_decimal(round_to(abs(likely.amount), one.decimals), one.unit)
    return f"still likely to {likely.direction} by about {shown}"


def _moved(change: Movement) -> str:
    return f"{capital(change.arrow.value)} {show_change(change).lstrip('+-')}"


def _printed_on_a_small_base(seen: Seen) -> str:
    """Speak of a printed change that cannot be worked out, where the figure it implies is small."""
    for what, change in (
        (Derived.CHANGE_PREVIOUS, seen.row.previous),
        (Derived.CHANGE_LAST_YEAR, seen.row.last_year),
    ):
        line = printed_beside(seen.row, what)
        shown = figure_in(line.printed) if line and "%" in line.printed else None
        known = isinstance(change.exact, Number) or change.across is not None
        if shown is None or known:
            continue
        base = implied_base(seen.row.current, shown)
        small = isinstance(base, Number) and abs(base.amount) < seen.rule.small_base
        if small and abs(shown) >= seen.rule.threshold:
            way = "Up" if shown > 0 else "Down"
            about = text_of(seen.row, base)
            return f"{way} {exact_text(abs(shown))}% as printed, on a base of about {about}"
    return ""


def _recoloured(seen: Seen) -> bool:
    now, then = seen.row.standing.rag, seen.before.rag
    return Rag.NONE not in (now, then) and now is not then


def _colours(seen: Seen) -> str:
    return f"{capital(seen.before.rag.name.lower())} to {seen.row.standing.rag.name.lower()}"


def _asks(target: Target) -> tuple[object, ...]:
    return (target.form, target.goal, target.high, target.tolerance, target.floor)


def _word(seen: Seen) -> str:
    return {PeriodKind.FINANCIAL_YEAR: "year"}.get(seen.periods[0].kind, seen.periods[0].kind.value)
