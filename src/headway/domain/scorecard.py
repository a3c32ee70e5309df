"""The scorecard: each indicator's figures joined with all that is said of them.

Everything a writer shows is worked out here; writers only lay it out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from headway.domain.across_breaks import breaks_that_hold, guarded, summary_since
from headway.domain.breaks import Break, lasting, latest_between, within
from headway.domain.definition_history import definition_breaks
from headway.domain.due import due_period, periods_of_last_12_months
from headway.domain.frozen_edition import EditionNote
from headway.domain.history import History, Restatement, Sourced
from headway.domain.history import Standing as Source
from headway.domain.indicator import Indicator, Unit
from headway.domain.movement import ChangeIn, Movement, MovementRule, movement
from headway.domain.periods import Period
from headway.domain.polarity import Quality, judge
from headway.domain.printed import Comparison, compare_exact
from headway.domain.problems import Finding
from headway.domain.published import (
    Benchmark,
    Commentary,
    PublishedDataset,
    PublishedRow,
)
from headway.domain.reworking import Reworked, compare_row
from headway.domain.signals import NO_SIGNALS, Signals
from headway.domain.suspicions import Repeat, suspicious_repeats
from headway.domain.targets import (
    Rag,
    Standing,
    Target,
    directed,
    stand,
    target_for,
)
from headway.domain.values import Absent, Number, State, Summary, Value, divide, maximum, mean


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure on the scorecard, under the period at the head of its column."""

    column: Period
    value: Value
    source: Sourced | None = None

    @property
    def certain(self) -> bool:
        """Whether its place in the source was certain."""
        return self.source is None or self.source.figure.certain


@dataclass(frozen=True, slots=True)
class ScorecardRow:
    """One indicator: its figures, what they mean, and what the sheet printed beside them.

    ``comparisons`` set each printed derived figure against its reworking. ``series`` is every
    known figure, oldest first, for a sparkline. ``ratio_checks`` compare a ratio printed for a
    period with its own parts. ``breaks`` are those within the series, oldest first: what was
    restated throughout is marked so, and the others keep their two sides apart. ``signals`` rest
    on no figure that is withheld here; ``headway.domain.signalling`` works them out.
    """

    indicator: Indicator
    reference: str
    section: str
    cells: tuple[Cell, ...]
    previous: Movement
    last_year: Movement
    quality_previous: Quality
    quality_last_year: Quality
    average: Summary
    maximum: Summary
    benchmarks: tuple[Benchmark, ...] = ()
    targets: tuple[Target, ...] = ()
    target: Target | None = None
    standing: Standing = field(default_factory=lambda: stand(Absent(State.NOT_DUE), None))
    commentary: Commentary | None = None
    comparisons: tuple[Comparison, ...] = ()
    ratio_checks: tuple[tuple[Period, Comparison], ...] = ()
    series: tuple[tuple[Period, Value], ...] = ()
    owner: str = ""
    reporter: str = ""
    outcome: str = ""
    breaks: tuple[Break, ...] = ()
    signals: Signals = NO_SIGNALS

    def __post_init__(self) -> None:
        withheld = {each.column for each in self.cells if _withheld(each.value)}
        withheld |= {period for period, value in self.series if _withheld(value)}
        if withheld and self.signals.reveal(withheld, _withheld(self.current)):
            raise ValueError(f"{self.indicator.id}: a signal gives a withheld figure away")

    def break_before(self, at: int) -> Break | None:
        """Return the break between a cell and the one before it; None where the line goes on."""
        if not at:
            return None
        one, other = self.cells[at - 1].column, self.cells[at].column
        return latest_between(lasting(self.breaks), one, other)

    @property
    def current(self) -> Value:
        """The figure of the period the scorecard is about."""
        return self.cells[-1].value


def _withheld(value: Value) -> bool:
    return isinstance(value, Absent) and value.state is State.SUPPRESSED


@dataclass(frozen=True, slots=True)
class ScorecardRules:
    """How a scorecard works its figures out; printed on its notes."""

    title: str = ""
    movement: MovementRule = field(default_factory=MovementRule)
    columns: int = 6

    @property
    def words(self) -> str:
        """How changes are worked out, percentages included, as a note on a page says it."""
        if self.movement.change_in is not ChangeIn.PERCENT:
            return self.movement.words
        return (
            f"{self.movement.words}. A figure that is a percentage itself moves in percentage "
            "points, with an arrow at 1 point or more unless its definition says otherwise"
        )


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A whole scorecard, ready to be laid out by any writer."""

    title: str
    period: Period
    columns: tuple[Period, ...]
    rows: tuple[ScorecardRow, ...]
    rules: ScorecardRules
    sources: tuple[str, ...] = ()
    restatements: tuple[Restatement, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    findings: tuple[Finding, ...] = ()
    made_on: date | None = None
    edition: EditionNote | None = None

    def row(self, indicator: str) -> ScorecardRow | None:
        """Return the row of one indicator, or None."""
        return next((row for row in self.rows if row.indicator.id == indicator), None)


def build_scorecard(
    dataset: PublishedDataset,
    history: History,
    indicators: Mapping[str, Indicator],
    rules: ScorecardRules,
    *,
    findings: Sequence[Finding] = (),
    sources: Sequence[str] = (),
    breaks: Mapping[str, Sequence[Break]] | None = None,
) -> Scorecard:
    """Join a published sheet with everything else known of its indicators.

    ``indicators`` holds a definition for every row's indicator. ``history`` includes the
    sheet's own figures. Columns are the sheet's last ``rules.columns`` periods (0: all).
    ``breaks`` are those of each indicator's line; without them the definitions' versions tell.
    """
    if breaks is None:
        breaks = {name: definition_breaks(one, indicators) for name, one in indicators.items()}
    columns = dataset.columns[-rules.columns :] if rules.columns else dataset.columns
    rows = tuple(
        _row(
            published,
            indicators[published.indicator],
            history,
            columns,
            rules,
            breaks.get(published.indicator, ()),
        )
        for published in dataset.rows
    )
    names = [row.indicator.id for row in rows]
    own = set(names)
    return Scorecard(
        title=dataset.title,
        period=dataset.period,
        columns=columns,
        rows=rows,
        rules=rules,
        sources=tuple(sources),
        restatements=tuple(r for r in history.restatements if r.indicator in own),
        repeats=tuple(
            repeat
            for repeat in suspicious_repeats(history, names)
            if repeat.later.end > columns[0].start
        ),
        findings=tuple(findings) or dataset.findings,
    )


def _row(
    published: PublishedRow,
    indicator: Indicator,
    history: History,
    columns: Sequence[Period],
    rules: ScorecardRules,
    breaks: Sequence[Break],
) -> ScorecardRow:
    cells = tuple(_cell(indicator, history, column) for column in columns)
    # Print is checked as arithmetic; whether it may be compared at all is another question.
    printed = movements(indicator, history, columns[-1], rules.movement)
    previous, last_year = movements(indicator, history, columns[-1], rules.movement, breaks)
    months = periods_of_last_12_months(columns[-1], indicator.frequency)
    recent = [_known(indicator, history, period) for period in months]
    find = partial(_found, indicator, history)
    average = summary_since(breaks, months, find, recent, mean)
    highest = summary_since(breaks, months, find, recent, maximum)
    series = history.series(indicator.id)
    target = directed(target_for(columns[-1], published.targets), indicator.polarity)
    return ScorecardRow(
        indicator=indicator,
        reference=published.reference,
        section=published.section or indicator.section,
        cells=cells,
        previous=previous,
        last_year=last_year,
        quality_previous=judge(previous.arrow, indicator.polarity),
        quality_last_year=judge(last_year.arrow, indicator.polarity),
        average=average,
        maximum=highest,
        benchmarks=published.benchmarks,
        targets=published.targets,
        target=target,
        standing=standing_of(cells[-1].value, columns[-1], target, indicator),
        commentary=published.commentary,
        comparisons=compare_row(
            published,
            indicator,
            Reworked(cells[-1].value, *printed, mean(recent), maximum(recent)),
        ),
        ratio_checks=_ratio_checks(indicator, history),
        series=tuple((s.figure.period, s.figure.value) for s in series),
        owner=indicator.owner or published.owner,
        reporter=indicator.reporter or published.reporter,
        outcome=indicator.outcome or published.outcome,
        breaks=_shown_breaks(breaks, series, columns[-1]),
    )


def _shown_breaks(
    breaks: Sequence[Break], series: Sequence[Sourced], column: Period
) -> tuple[Break, ...]:
    """Keep the breaks within what is known up to a column.

    A restated one holds all the same where print or an entry stands next to it.
    """
    shown = [each for each in series if each.figure.period.end <= column.end]
    found = []
    for each in breaks:
        before = [one for one in shown if one.figure.period.start < each.day]
        after = [one for one in shown if one.figure.period.end > each.day]
        holds = breaks_that_hold([each], before[-1:] + after[:1])
        found.append(replace(each, restated="") if holds else each)
    return within(found, [each.figure.period for each in shown])


def standing_of(
    value: Value, column: Period, target: Target | None, indicator: Indicator
) -> Standing:
    """Colour a figure, but never a part of a year's count against the whole year's target."""
    period = due_period(column, indicator.frequency) or column
    if target and for_longer(target, period, indicator):
        return Standing(Rag.NONE, f"a target for {target.period} says nothing of {period} alone")
    return stand(value, target, indicator.decimals)


def for_longer(target: Target, period: Period, indicator: Indicator) -> bool:
    """Whether a target is for counts that add up over a longer time than ``period``."""
    adds_up = indicator.unit in (Unit.NUMBER, Unit.POUNDS) and not indicator.at_a_date
    longer = len(target.period.months()) > len(period.months())
    return target.goal is not None and adds_up and longer


def movements(
    indicator: Indicator,
    history: History,
    column: Period,
    rule: MovementRule,
    breaks: Sequence[Break] = (),
) -> tuple[Movement, Movement]:
    """Return the change on the previous period and on the same period last year.

    A change that leads over one of ``breaks`` is refused.
    """
    due = due_period(column, indicator.frequency)
    period = due or column
    current = _known(indicator, history, period)
    # A month in which nothing is due has no neighbour of its own kind to compare with.
    step = due.shift(-1) if due else column
    own_rule = indicator.movement_rule(rule)
    start = indicator.collected_from
    found = []
    for base in (step, period.same_period_last_year()):
        young = start is not None and (base.start - start).days < 366
        change = movement(current, _known(indicator, history, base), own_rule, young)
        find = partial(_found, indicator, history)
        found.append(guarded(change, breaks, base, period, find))
    return found[0], found[1]


def _known(indicator: Indicator, history: History, period: Period) -> Value:
    """Return what is known of a period: its own figure, or what stands under its last month."""
    found = _found(indicator, history, period)
    if found is not None:
        return found.figure.value
    return Absent(State.INCOMPLETE, f"{period} is not in the files given")


def _found(indicator: Indicator, history: History, period: Period) -> Sourced | None:
    candidates = (period, *period.months()[-1:])
    found = (history.sourced(indicator.id, each) for each in candidates)
    return next((each for each in found if each is not None), None)


def _cell(indicator: Indicator, history: History, column: Period) -> Cell:
    period = due_period(column, indicator.frequency)
    for candidate in (period, column):
        sourced = history.sourced(indicator.id, candidate) if candidate else None
        if sourced is not None:
            return Cell(column, sourced.figure.value, sourced)
    if period is None:
        return Cell(column, Absent(State.NOT_DUE, f"{indicator.frequency.value} figure"))
    return Cell(column, Absent(State.INCOMPLETE, "no figure is given"))


def _ratio_checks(indicator: Indicator, history: History) -> tuple[tuple[Period, Comparison], ...]:
    """Set each printed figure of a ratio against its own numerator and denominator."""
    if indicator.ratio is None:
        return ()
    checks = []
    for sourced in history.series(indicator.id):
        if sourced.standing is not Source.PUBLISHED:
            continue  # what is worked out has nothing printed to be set against
        period = sourced.figure.period
        parts = [
            history.value(part, period)
            for part in (indicator.ratio.numerator, indicator.ratio.denominator)
        ]
        if not isinstance(sourced.figure.value, Number) or None in parts:
            continue
        above, below = (part for part in parts if part is not None)
        worked_out = divide(above, below, indicator.ratio.scale)
        printed = sourced.figure.text
        checks.append((period, compare_exact(f"{indicator.title}, {period}", printed, worked_out)))
    return tuple(checks)
