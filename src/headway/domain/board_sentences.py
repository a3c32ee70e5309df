"""What a board is told, in plain sentences, from a summary worked out already."""

from collections.abc import Iterable

from headway.domain.disagreements import chart_without_arrow
from headway.domain.plan import PlanSummary
from headway.domain.plan_sentences import overall_sentence
from headway.domain.polarity import Arrow
from headway.domain.published import Derived
from headway.domain.scorecard import ScorecardRow
from headway.domain.sentences import change_sentence, figure_sentence
from headway.domain.show import show_change
from headway.domain.side_by_side import ComparisonLine, comparison_lines
from headway.domain.summary import BoardSummary, beyond_expected

MOVES = (Arrow.UP, Arrow.DOWN)
MOST_NAMED = 12


def headings(summary: BoardSummary) -> tuple[tuple[str, int], ...]:
    """Return the counts that open the page, each with its words."""
    within = (("moved no more than expected", len(summary.noise)),) if summary.noise else ()
    rows = summary.scorecard.rows
    printed = any(row.comparisons or row.ratio_checks for row in rows) or not within
    return (
        ("indicators", len(summary.scorecard.rows)),
        ("changed", len(summary.changed)),
        *within,
        ("off or close to target", len(summary.off_target)),
        ("not known", len(summary.not_known)),
        *((("printed otherwise than worked out", len(summary.contradictions)),) * printed),
    )


def moved_sentences(row: ScorecardRow) -> tuple[str, ...]:
    """Say each change of a row that earned an arrow up or down."""
    changes = (
        (Derived.CHANGE_PREVIOUS, row.previous),
        (Derived.CHANGE_LAST_YEAR, row.last_year),
    )
    return tuple(change_sentence(row, what) for what, change in changes if change.arrow in MOVES)


def changed_sentences(row: ScorecardRow) -> tuple[str, ...]:
    """Say what changed: by its control chart where that shows a sign, otherwise by its arrows."""
    chart = row.signals.drawn
    if chart is None or beyond_expected(row) is None:
        return (figure_sentence(row), *moved_sentences(row))
    said = f"{chart.said.happened}: {chart.said.expected}"
    # That they differ by more than expected is what has just been said.
    found = row.signals.disagreement
    apart = found is not None and found.rule != chart_without_arrow.__name__
    return (said, found.sentence) if found and apart else (said,)


def noise_sentence(rows: Iterable[ScorecardRow]) -> str:
    """Name, in one line, the rows that moved no more than expected, each with its change."""
    return "; ".join(f"{row.indicator.title} ({_moves(row)})" for row in rows)


def _moves(row: ScorecardRow) -> str:
    change, which = row.previous, ""
    if change.arrow not in MOVES:
        change, which = row.last_year, " on last year"
    return f"{change.arrow.value} {show_change(change).lstrip('+-')}{which}"


NOISE = "An arrow, but within expected variation or on numbers too small to tell"


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
    """Group the rows that have no colour by the reason: "no target for this period: EH1a".

    Many rows with one reason are counted, not named.
    """
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        by_reason.setdefault(row.standing.reason, []).append(row.reference or row.indicator.title)
    return tuple(
        f"{reason}: {', '.join(names) if len(names) <= MOST_NAMED else f'{len(names)} indicators'}"
        for reason, names in by_reason.items()
    )


def plan_overall_sentences(summary: PlanSummary) -> tuple[str, ...]:
    """Say the plan's overall rating at each review shown."""
    return tuple(overall_sentence(summary, review) for review in summary.reviews)
