"""What a board is told, as plain text."""

from collections.abc import Sequence

from headway.domain.board_sentences import (
    NOISE,
    changed_sentences,
    differences,
    headings,
    noise_sentence,
    nothing_off_target,
    plan_overall_sentences,
    without_colour_sentences,
)
from headway.domain.plan import PlanSummary
from headway.domain.scorecard import ScorecardRow
from headway.domain.sentences import not_known_sentence, standing_sentence
from headway.domain.summary import BoardSummary
from headway.writers.terminal_page import Page


def summary_text(
    summary: BoardSummary,
    plan_summary: PlanSummary | None = None,
    width: int = 100,
    unicode: bool = True,
) -> str:
    """Return a board summary as text of at most ``width`` columns; see ``scorecard_text``."""
    page = Page(width, unicode)
    page.say(summary.scorecard.title.upper())
    page.say(f"Summary for {summary.scorecard.period}")
    page.rule("=")
    page.say("; ".join(f"{count} {words}" for words, count in headings(summary)) + ".")
    _list(
        page,
        "What changed",
        [_changed(row) for row in summary.changed],
        "Nothing moved beyond expected variation."
        if summary.noise
        else "Nothing moved enough for an arrow.",
    )
    if summary.noise:
        page.item(f"{NOISE}: {noise_sentence(summary.noise)}.")
    _list(
        page,
        "What is off target",
        [_off_target(row) for row in summary.off_target],
        nothing_off_target(summary.scorecard.rows),
    )
    _list(
        page,
        "What is not known",
        [_not_known(row) for row in summary.not_known],
        "Every figure due is known.",
    )
    _list(page, "Without a colour", without_colour_sentences(summary.without_colour), "")
    _list(page, "Where print and arithmetic differ", differences(summary.contradictions), "")
    if plan_summary:
        _list(
            page,
            f"The plan: {plan_summary.plan.title}",
            plan_overall_sentences(plan_summary),
            "No action is rated yet.",
        )
    return page.text


def _list(page: Page, head: str, items: Sequence[str], otherwise: str) -> None:
    if not items and not otherwise:
        return
    page.head(head)
    for item in items:
        page.item(f"{item}.")
    if not items:
        page.say(otherwise)


def _named(row: ScorecardRow) -> str:
    return f"{row.indicator.title} ({row.reference})" if row.reference else row.indicator.title


def _changed(row: ScorecardRow) -> str:
    return f"{_named(row)}: {'. '.join(changed_sentences(row))}"


def _off_target(row: ScorecardRow) -> str:
    return f"{row.standing.rag.shape} {_named(row)}: {standing_sentence(row)}"


def _not_known(row: ScorecardRow) -> str:
    return f"{_named(row)}: {not_known_sentence(row)}"
