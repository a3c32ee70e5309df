"""What a board is told, in plain sentences, from a summary worked out already."""

from collections.abc import Iterable

from headway.domain.plan import PlanSummary
from headway.domain.plan_sentences import overall_sentence
from headway.domain.polarity import Arrow
from headway.domain.published import Derived
from headway.domain.scorecard import ScorecardRow
from headway.domain.sentences import change_sentence
from headway.domain.side_by_side import ComparisonLine, comparison_lines, name_of_row
from headway.domain.summary import BoardSummary

MOVES = (Arrow.UP, Arrow.DOWN)


def headings(summary: BoardSummary) -> tuple[tuple[str, int], ...]:
    """Return the counts that open the page, each with its words."""
    return (
        ("indicators", len(summary.scorecard.rows)),
        ("changed", len(summary.changed)),
        ("off or close to target", len(summary.off_target)),
        ("not known", len(summary.not_known)),
        ("printed otherwise than worked out", len(summary.contradictions)),
    )


def moved_sentences(row: ScorecardRow) -> tuple[str, ...]:
    """Say each change of a row that earned an arrow up or down."""
    changes = (
        (Derived.CHANGE_PREVIOUS, row.previous),
        (Derived.CHANGE_LAST_YEAR, row.last_year),
    )
    return tuple(change_sentence(row, what) for what, change in changes if change.arrow in MOVES)


def difference_sentence(line: ComparisonLine) -> str:
    """Say a contradiction: "EH1c, average of 12 months: printed 253, worked out 227 (why)"."""
    why = f" ({line.why})" if line.why else ""
    return (
        f"{line.reference}, {line.what}: printed {line.printed}, worked out {line.worked_out}{why}"
    )


def differences(rows: Iterable[ScorecardRow]) -> tuple[str, ...]:
    """Say every contradiction between print and arithmetic in some rows."""
    return tuple(
        difference_sentence(line) for row in rows for line in comparison_lines(row) if line.differs
    )


def nothing_off_target(rows: Iterable[ScorecardRow]) -> str:
    """Say what an empty list of figures off target means: all well, or nothing to judge by."""
    if any(row.target is not None for row in rows):
        return "Nothing is known to be off target."
    return "No indicator has a target for this period, so none can be called off target."


def without_colour_sentences(rows: Iterable[ScorecardRow]) -> tuple[str, ...]:
    """Group the rows that have no colour by the reason: "no target for this period: EH1a"."""
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        by_reason.setdefault(row.standing.reason, []).append(name_of_row(row))
    return tuple(f"{reason}: {', '.join(names)}" for reason, names in by_reason.items())


def plan_overall_sentences(summary: PlanSummary) -> tuple[str, ...]:
    """Say the plan's overall rating at each review shown."""
    return tuple(overall_sentence(summary, review) for review in summary.reviews)
