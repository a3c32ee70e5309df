"""A plan's ratings as plain text: each review's table, and what is not certain in it."""

from headway.domain.plan import PlanSummary, ReviewSummary
from headway.domain.plan_sentences import (
    UnreadableRating,
    overall_line,
    overall_sentence,
    rating_lines,
    told_apart_sentence,
    unreadable_ratings,
)
from headway.writers.terminal_page import Column, Page
from headway.writers.terminal_parts import SEE_ALL, say_findings

COLUMNS = (
    Column("No.", 3, right=True),
    Column("Priority", 20),
    Column("Actions", 7, right=True),
    Column("Rated", 6),
    Column("Mean", 5, right=True),
    Column("Whole", 5, right=True),
    Column("Summary prints", 12),
    Column("Section prints", 10),
)


def plan_text(
    summary: PlanSummary, width: int = 100, unicode: bool = True, see_all: str = SEE_ALL
) -> str:
    """Return the ratings of a plan as text of at most ``width`` columns; see ``scorecard_text``."""
    page = Page(width, unicode)
    plan = summary.plan
    page.say(plan.title.upper())
    page.say(f"{len(plan.priorities)} priorities, rated on: {plan.scale.title}")
    steps = "; ".join(f"{step.mark} {step.name}" for step in plan.scale.steps)
    page.say(f"Scale: {steps}", 0, 2)
    page.rule("=")
    if not summary.reviews:
        page.say("No action of this plan is rated yet.")
    for review in summary.reviews:
        _review(page, summary, review)
    _not_certain(page, summary)
    say_findings(page, plan.findings, see_all)
    page.blank()
    page.say(
        "Rule: the mean of the ratings given in a priority, those not yet given left out; "
        "overall the mean of the unrounded priority means, each weighing the same; "
        "rounded half up."
    )
    return page.text


def _review(page: Page, summary: PlanSummary, review: ReviewSummary) -> None:
    on = f" ({review.review.on:%d/%m/%Y})" if review.review.on else ""
    page.head(f"Review: {review.review.label}{on}")
    lines = (*rating_lines(summary, review), overall_line(summary, review))
    page.table(
        COLUMNS,
        [
            (
                str(line.number or ""),
                line.title,
                str(line.actions),
                line.rated.removesuffix(" rated"),
                line.mean,
                line.whole,
                _printed(line.printed, line.verdict),
                _printed(line.printed_section, line.verdict_section),
            )
            for line in lines
        ],
    )
    page.say(f"{overall_sentence(summary, review)}.")


def _printed(printed: str, verdict: str) -> str:
    return f"{printed}, {verdict}" if verdict else printed


def _not_certain(page: Page, summary: PlanSummary) -> None:
    told_apart = [
        told_apart_sentence(summary, priority)
        for review in summary.reviews
        for priority in review.priorities
        if priority.told_apart
    ]
    unreadable = unreadable_ratings(summary.plan)
    if not (told_apart or unreadable or summary.not_yet_rated):
        return
    page.head("What is not certain")
    for sentence in told_apart:
        page.item(f"{sentence}.")
    for review in summary.not_yet_rated:
        page.item(f"Review “{review.label}” holds no rating yet.")
    for each in unreadable:
        page.item(_unreadable(each))


def _unreadable(each: UnreadableRating) -> str:
    return (
        f"Priority {each.action.priority}, {each.review.label}: “{each.rating.mark}” cannot be "
        f"read as a rating ({each.rating.place}; {each.action.words})."
    )
