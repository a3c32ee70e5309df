"""The signals of every row of a scorecard, from its own series and from what is known besides.

Everything is made of the values that the scorecard shows: a figure that is withheld there is
withheld from every signal as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias

from headway.domain.control_charts.chart import control_chart
from headway.domain.control_charts.options import DEFAULTS, ChartOptions
from headway.domain.disagreements import Seen, disagreement
from headway.domain.due import due_period
from headway.domain.indicator import Indicator
from headway.domain.movement import MovementRule, movement
from headway.domain.periods import Period, PeriodKind
from headway.domain.polarity import Arrow
from headway.domain.rounding import round_to
from headway.domain.run_rate import NoRunRate, RunRate, run_rate
from headway.domain.scorecard import Scorecard, ScorecardRow, for_longer, standing_of
from headway.domain.sentences import compared_periods
from headway.domain.show import show_decimal
from headway.domain.signals import Among, Cases, Chart, Maturity, Signals, Stage
from headway.domain.targets import Standing, Target, directed, target_for
from headway.domain.usual_change import LikelyChange, likely_words
from headway.domain.values import Absent, Number, State, Value

Likely: TypeAlias = Callable[[Indicator, Period, Value], LikelyChange | None]
Placed: TypeAlias = Callable[[Indicator, Value, Period], Among | None]
Behind: TypeAlias = Mapping[tuple[str, Period], Cases]
_FIRST_YEAR = 366  # days: a figure that begins within them comes from the first year


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known besides a scorecard's figures.

    ``cases`` are those behind a figure, by indicator and period; ``likely`` says by how much a
    figure is still likely to change, ``placed`` where the council stands among others.
    """

    cases: Behind = field(default_factory=lambda: MappingProxyType({}))
    likely: Likely = lambda _indicator, _period, _value: None
    placed: Placed = lambda _indicator, _value, _period: None
    options: ChartOptions = DEFAULTS


NOTHING_BESIDE = Beside()


def with_signals(scorecard: Scorecard, beside: Beside = NOTHING_BESIDE) -> Scorecard:
    """Return a scorecard whose rows carry their signals, and one sentence where these disagree.

    Cases behind a percentage that ``beside`` does not know are taken from the scorecard's own
    rows, where its definition names what it divides.
    """
    rows = {row.indicator.id: row for row in scorecard.rows}
    cases = {**_cases_of_ratios(rows), **beside.cases}
    beside = replace(beside, cases=cases)
    rule = scorecard.rules.movement
    done = (_signalled(row, row.indicator.movement_rule(rule), beside) for row in scorecard.rows)
    return replace(scorecard, rows=tuple(done))


def _signalled(row: ScorecardRow, rule: MovementRule, beside: Beside) -> ScorecardRow:
    period = own_period(row)
    figures = own_figures(row)
    maturity = _maturity(row, period, beside.likely)
    signals = Signals(
        chart=_chart(row, figures, rule, beside),
        position=beside.placed(row.indicator, row.current, period),
        cases=_cases(row, period, beside.cases),
        maturity=maturity,
        pace=_pace(row, figures),
    )
    seen = Seen(replace(row, signals=signals), rule, *_before(row))
    return replace(row, signals=replace(signals, disagreement=disagreement(seen)))


def own_period(row: ScorecardRow) -> Period:
    """Return the period that a row's current figure is about."""
    return compared_periods(row.indicator, row.cells[-1].column)[0]


def kind_of_row(row: ScorecardRow) -> PeriodKind:
    """Return the kind of period a row's figures are of: its own, or a longer column's."""
    column, own = row.cells[-1].column, row.indicator.frequency.period_kind
    order = list(PeriodKind)
    return column.kind if order.index(column.kind) > order.index(own) else own


def own_figures(row: ScorecardRow) -> dict[Period, Value]:
    """Return a row's figures of its own kind up to its period, oldest first.

    A figure that stands under the last month of its quarter or year is that one's, unless the
    quarter or year has one of its own. Figures of any other kind are left out.
    """
    kind, until = kind_of_row(row), row.cells[-1].column.end
    found: dict[Period, Value] = {}
    for period, value in row.series:
        own = period if period.kind is kind else due_period(period, row.indicator.frequency)
        if own is None or own.kind is not kind or own.end > until:
            continue
        if period.kind is kind or own not in found:
            found[own] = value
    return dict(sorted(found.items()))


def _chart(
    row: ScorecardRow, figures: Mapping[Period, Value], rule: MovementRule, beside: Beside
) -> Chart | None:
    if not figures:
        return None
    one = row.indicator
    known = [each for each, value in figures.items() if isinstance(value, Number)]
    cases = [
        (each, Number(found.count))
        for each in known
        if (found := beside.cases.get((one.id, each))) and found.count is not None
    ]
    return control_chart(
        tuple(figures.items()),
        polarity=one.polarity,
        unit=one.unit,
        decimals=one.decimals,
        at_a_date=one.at_a_date,
        targets=_for_each(row, figures),
        options=beside.options,
        breaks=row.breaks,
        cases=cases,
        unsettled=[each for each in known if _unsettled(one, each, figures[each], rule, beside)],
    )


def _for_each(row: ScorecardRow, figures: Mapping[Period, Value]) -> tuple[Target, ...]:
    """Leave out targets that say nothing of one period alone: a year's for counts that add up."""
    return tuple(
        each
        for each in row.targets
        if not any(for_longer(each, period, row.indicator) for period in figures)
    )


def _unsettled(
    indicator: Indicator, period: Period, value: Value, rule: MovementRule, beside: Beside
) -> bool:
    """Whether a figure is likely to change by so much that the change would earn an arrow."""
    likely = beside.likely(indicator, period, value)
    if likely is None or not isinstance(value, Number):
        return False
    change = movement(Number(value.amount + likely.amount), value, rule)
    return change.arrow in (Arrow.UP, Arrow.DOWN)


def _maturity(row: ScorecardRow, period: Period, likely: Likely) -> Maturity | None:
    value, one = row.current, row.indicator
    if isinstance(value, Absent):
        if value.state is not State.NOT_DUE:
            return None
        return Maturity(Stage.NOT_DUE, f"not due yet: {value.note}" if value.note else "not due")
    found = likely(one, period, value)
    if found is not None:
        shown = show_decimal(round_to(abs(found.amount), one.decimals), one.unit)
        words = likely_words(found, shown)
        if words:
            return Maturity(Stage.MOVING, words, found)
        return Maturity(Stage.SETTLED, Stage.SETTLED.value, found)
    start = one.collected_from
    if start is not None and (period.start - start).days < _FIRST_YEAR:
        return Maturity(Stage.YOUNG, Stage.YOUNG.value)
    return None


def _cases(row: ScorecardRow, period: Period, cases: Behind) -> Cases | None:
    found = cases.get((row.indicator.id, period))
    known = isinstance(row.current, Number) and found is not None and found.words
    return found if known else None


def _cases_of_ratios(rows: Mapping[str, ScorecardRow]) -> dict[tuple[str, Period], Cases]:
    found = {}
    for name, row in rows.items():
        ratio = row.indicator.ratio
        if ratio is None or not {ratio.numerator, ratio.denominator} <= rows.keys():
            continue
        above, below = own_figures(rows[ratio.numerator]), own_figures(rows[ratio.denominator])
        for period in own_figures(row):
            top, foot = above.get(period), below.get(period)
            if isinstance(top, Number) and isinstance(foot, Number):
                found[name, period] = Cases(row.indicator.unit, top.amount, foot.amount)
    return found


def _pace(row: ScorecardRow, figures: Mapping[Period, Value]) -> RunRate | NoRunRate | None:
    """Set the year so far against the longest target that covers the latest figure due."""
    latest = max(figures, default=None)
    if latest is None:
        return None
    period = own_period(row)
    last = period if period.kind is kind_of_row(row) else latest
    over = [each for each in row.targets if each.period.covers(last)]
    target = max(over, key=lambda each: len(each.period.months()), default=None)
    return run_rate(
        row.indicator, figures, last, directed(target, row.indicator.polarity), row.breaks
    )


def _before(row: ScorecardRow) -> tuple[Standing, Target | None]:
    """Return how the figure of the period before stood, and against which target."""
    before = compared_periods(row.indicator, row.cells[-1].column)[1]
    target = directed(target_for(before, row.targets), row.indicator.polarity)
    return standing_of(row.previous.base, before, target, row.indicator), target
