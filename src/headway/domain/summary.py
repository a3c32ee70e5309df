"""One page for a board: what changed, what is off target, what is not known."""

from dataclasses import dataclass

from headway.domain.polarity import Arrow
from headway.domain.printed import Verdict
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.targets import Rag
from headway.domain.values import Absent, State


@dataclass(frozen=True, slots=True)
class BoardSummary:
    """The rows a board should look at, each list in the scorecard's order.

    ``contradictions`` are rows where a printed figure is not what its own parts give.
    """

    scorecard: Scorecard
    changed: tuple[ScorecardRow, ...]
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
        changed=tuple(row for row in known if _moved(row)),
        off_target=tuple(row for row in known if row.standing.rag in (Rag.RED, Rag.AMBER)),
        without_colour=tuple(row for row in known if row.standing.rag is Rag.NONE),
        not_known=tuple(row for row in rows if _unknown(row)),
        steady=tuple(row for row in known if not _moved(row)),
        contradictions=tuple(row for row in rows if _contradicted(row)),
    )


def _moved(row: ScorecardRow) -> bool:
    moves = {Arrow.UP, Arrow.DOWN}
    return row.previous.arrow in moves or row.last_year.arrow in moves


def _unknown(row: ScorecardRow) -> bool:
    return isinstance(row.current, Absent) and row.current.state is not State.NOT_DUE


def _contradicted(row: ScorecardRow) -> bool:
    checks = [*row.comparisons, *(check for _, check in row.ratio_checks)]
    return any(check.verdict in (Verdict.DIFFERS, Verdict.CUT) for check in checks)
