"""One page for a board: what changed, what is off target, what is not known.

What changed beyond expected variation comes first; what moved no more than it does by chance is
told apart from it.
"""

from dataclasses import dataclass

from headway.domain.control_charts.icons import Variation
from headway.domain.control_charts.points import PointKind
from headway.domain.control_charts.refusals import NoChart, Refusal
from headway.domain.polarity import Arrow
from headway.domain.printed import Verdict
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.sentences import compared_periods
from headway.domain.targets import Rag
from headway.domain.values import Absent, State


@dataclass(frozen=True, slots=True)
class BoardSummary:
    """The rows a board should look at, each list in the scorecard's order but the first.

    ``changed`` holds what a control chart shows to be more than expected variation, concern
    first, and then what moved and has no chart to tell by. ``noise`` moved as well, but no more
    than expected, or on numbers too small to tell. ``contradictions`` are rows where a printed
    figure is not what its own parts give.
    """

    scorecard: Scorecard
    changed: tuple[ScorecardRow, ...]
    noise: tuple[ScorecardRow, ...]
    off_target: tuple[ScorecardRow, ...]
    without_colour: tuple[ScorecardRow, ...]
    not_known: tuple[ScorecardRow, ...]
    steady: tuple[ScorecardRow, ...]
    contradictions: tuple[ScorecardRow, ...]


def board_summary(scorecard: Scorecard) -> BoardSummary:
    """Sort the rows of a scorecard into what a board needs to hear first."""
    rows = scorecard.rows
    known = [row for row in rows if not isinstance(row.current, Absent)]
    return BoardSummary(
        scorecard,
        changed=tuple(sorted((row for row in known if _matters(row)), key=_weight)),
        noise=tuple(row for row in known if _moved(row) and not _matters(row)),
        off_target=tuple(row for row in known if row.standing.rag in (Rag.RED, Rag.AMBER)),
        without_colour=tuple(row for row in known if row.standing.rag is Rag.NONE),
        not_known=tuple(row for row in rows if _unknown(row)),
        steady=tuple(row for row in known if not (_moved(row) or _matters(row))),
        contradictions=tuple(row for row in rows if _contradicted(row)),
    )


_WEIGHTS = {PointKind.CONCERN: 0, PointKind.IMPROVEMENT: 1, PointKind.NEUTRAL: 2}


def beyond_expected(row: ScorecardRow) -> PointKind | None:
    """Return what the chart shows of the current figure beyond expected variation, or None."""
    chart = row.signals.drawn
    current = compared_periods(row.indicator, row.cells[-1].column)[0]
    if chart is None or chart.last is None or chart.last.period != current:
        return None
    return chart.variation.kind if chart.variation.kind in _WEIGHTS else None


def _matters(row: ScorecardRow) -> bool:
    return beyond_expected(row) is not None or (_moved(row) and not _told_to_be_noise(row))


def _told_to_be_noise(row: ScorecardRow) -> bool:
    """Whether a chart tells that a figure did nothing unusual, or that it is too small to tell."""
    chart = row.signals.chart
    if isinstance(chart, NoChart):
        return chart.refusal is Refusal.SMALL_COUNTS
    return chart is not None and chart.variation is Variation.COMMON_CAUSE


def _weight(row: ScorecardRow) -> int:
    kind = beyond_expected(row)
    return len(_WEIGHTS) if kind is None else _WEIGHTS[kind]


def _moved(row: ScorecardRow) -> bool:
    moves = {Arrow.UP, Arrow.DOWN}
    return row.previous.arrow in moves or row.last_year.arrow in moves


def _unknown(row: ScorecardRow) -> bool:
    return isinstance(row.current, Absent) and row.current.state is not State.NOT_DUE


def _contradicted(row: ScorecardRow) -> bool:
    checks = [*row.comparisons, *(check for _, check in row.ratio_checks)]
    return any(check.verdict in (Verdict.DIFFERS, Verdict.CUT) for check in checks)
