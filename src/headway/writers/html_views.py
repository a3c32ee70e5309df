"""Finished values put into the order in which a page lays them out."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from headway.domain.definition_history import version_sentences
from headway.domain.notes import Note
from headway.domain.plan import PlanSummary
from headway.domain.plan_sentences import RatingLine, overall_line, rating_lines
from headway.domain.published import Figure
from headway.domain.ratings import Rating
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.show import show
from headway.domain.values import Absent, State, Value


def is_absent(value: Value) -> bool:
    """Whether a value is no number."""
    return isinstance(value, Absent)


def sections_of(scorecard: Scorecard) -> list[tuple[str, list[ScorecardRow]]]:
    """Group neighbouring rows by section, in the scorecard's order."""
    return [
        (section, list(rows))
        for section, rows in groupby(scorecard.rows, key=lambda row: row.section)
    ]


def by_topic(notes: Iterable[Note]) -> list[tuple[str, list[Note]]]:
    """Group notes by topic, in the order in which the topics first come."""
    groups: dict[str, list[Note]] = {}
    for note in notes:
        groups.setdefault(note.topic, []).append(note)
    return list(groups.items())


def definition_terms(row: ScorecardRow) -> list[tuple[str, str]]:
    """Return what is known of a row's definition, term by term; what is empty is left out."""
    indicator = row.indicator
    reviewed = f"{indicator.reviewed:%d/%m/%Y}" if indicator.reviewed else ""
    next_review = f"{indicator.next_review:%d/%m/%Y}" if indicator.next_review else ""
    terms = [
        ("What it is", indicator.definition),
        ("Why it matters", indicator.why_it_matters),
        ("One of it is", indicator.counts),
        ("Part", indicator.part.value),
        ("Better", indicator.polarity.value),
        ("Counted in", indicator.unit.value),
        ("How often", indicator.frequency.value),
        ("Outcome", row.outcome),
        ("Owner", row.owner),
        ("Reporter", row.reporter),
        ("Source", indicator.source),
        ("Definition", indicator.status.value),
        ("Version", indicator.version),
        ("What changed", "; ".join(version_sentences(indicator))),
        ("Reviewed", reviewed),
        ("Next review", next_review),
    ]
    return [(term, meaning) for term, meaning in terms if meaning]


def figure_text(figure: Figure) -> str:
    """Return a figure as printed, or the symbol of its state where nothing was."""
    if isinstance(figure.value, Absent):
        return figure.value.symbol
    return figure.text or show(figure.value)


def rating_rows(summary: PlanSummary) -> list[Sequence[RatingLine]]:
    """Return each priority's lines, one for each review shown, and last the plan's own."""
    columns = [
        (*rating_lines(summary, review), overall_line(summary, review))
        for review in summary.reviews
    ]
    return [tuple(lines) for lines in zip(*columns, strict=True)]


def rating_words(rating: Rating) -> str:
    """Return a rating as a reader sees it: its mark, or why there is none."""
    value = rating.value
    if not isinstance(value, Absent):
        return rating.mark or show(value)
    if value.state is State.BROKEN:
        return f"“{rating.mark}” cannot be read"
    return value.note or value.state.value
