"""A plan for improvement as a workbook: its ratings, its actions, its indicators."""

from collections.abc import Callable
from datetime import date

from headway.domain.indicator import Unit
from headway.domain.notes import plan_notes
from headway.domain.plan import Plan, PlanAction, PlanSummary
from headway.domain.plan_sentences import NOT_RATED, told_apart_sentence
from headway.domain.problems import Finding, Place, Severity
from headway.domain.ratings import Rating
from headway.domain.values import Absent, State
from headway.writers.workbook_book import Print, book_bytes
from headway.writers.workbook_cells import value_cell
from headway.writers.workbook_findings import findings_page
from headway.writers.workbook_layout import (
    ABSENT,
    BESIDE,
    DATE,
    NUMBER,
    QUIET,
    STRONG,
    Cell,
    Column,
    Page,
    page,
    text,
    that_say,
)
from headway.writers.workbook_notes import notes_page
from headway.writers.workbook_plan_indicators import plan_indicators_page
from headway.writers.workbook_plan_summary import plan_summary_page


def plan_workbook_bytes(summary: PlanSummary, *, made_on: date, marking: str = "") -> bytes:
    """Return the bytes of an xlsx workbook of a plan's summary, actions and indicators.

    ``made_on`` is the day it says it was made; the same plan and day give the same bytes.
    """
    plan = summary.plan
    pages = [
        plan_summary_page(summary),
        actions_page(plan),
        plan_indicators_page(plan),
        findings_page(_findings(summary), "Nothing was noticed."),
        notes_page(plan_notes(summary)),
    ]
    latest = summary.reviews[-1].review.label if summary.reviews else ""
    return book_bytes(pages, Print(plan.title, latest, marking, made_on, "Plan and its ratings"))


def actions_page(plan: Plan) -> Page:
    """Return the sheet "Actions": one row to a line of the plan, with its rating at each review."""
    titles = {priority.number: priority.title for priority in plan.priorities}
    reviews = [Column(review.label, 11, _rating(at)) for at, review in enumerate(plan.reviews)]
    columns: list[Column[PlanAction]] = [
        Column("Priority", 9, lambda action: text(str(action.priority), STRONG)),
        Column("Priority title", 22, lambda action: text(titles.get(action.priority, ""), QUIET)),
        Column("Outcome", 34, lambda action: text(action.outcome)),
        Column("Action", 44, lambda action: text(action.action)),
        Column("Success measure", 40, lambda action: text(action.success_measure)),
        Column("Lead", 16, lambda action: text(action.lead)),
        Column("Responsible", 16, lambda action: text(action.responsible)),
        Column("Due, as written", 14, lambda action: text(action.due.text)),
        Column("Due date", 13, _due),
        Column(
            "Recommendations", 16, lambda action: text("; ".join(action.recommendations), BESIDE)
        ),
        *reviews,
        Column("Progress", 50, lambda action: text(action.progress, BESIDE)),
    ]
    actions = [action for priority in plan.priorities for action in priority.actions]
    return page(
        "Actions",
        "Actions",
        "The plan's actions and their ratings",
        ["What each rating means is on the sheet “Notes”."],
        "One row to a line of the plan: priority, outcome, action, success measure, who, by when, "
        "its rating at each review and its progress.",
        that_say(columns, actions) or columns,
        actions,
        "The plan has no action.",
        frozen_columns=1,
    )


def _due(action: PlanAction) -> Cell:
    if action.due.day:
        return Cell(action.due.day, DATE)
    return text("not certain" if action.due.text else "", ABSENT)


def _rating(at: int) -> Callable[[PlanAction], Cell]:
    return lambda action: rating_cell(action.ratings[at])


def rating_cell(rating: Rating) -> Cell:
    """Return a rating: its score as a number, its mark where that says more, or why it is none."""
    if isinstance(rating.value, Absent):
        if rating.value.state is State.BROKEN:
            return text(f"? {rating.mark}", ABSENT)
        return text(rating.mark if _says_more(rating.mark) else NOT_RATED, ABSENT)
    if _says_more(rating.mark):
        return text(rating.mark, NUMBER)
    return value_cell(rating.value, Unit.NUMBER, 0)


def _says_more(mark: str) -> bool:
    """Whether a mark is a word ("Green") rather than the score itself."""
    return any(each.isalpha() for each in mark)


def _findings(summary: PlanSummary) -> tuple[Finding, ...]:
    """Return the plan's findings, with the priorities whose printed figure stands."""
    apart = [
        Finding(
            Place(),
            Severity.DIFFERS,
            f"{review.review.label}: {told_apart_sentence(summary, priority)}",
        )
        for review in summary.reviews
        for priority in review.priorities
        if priority.told_apart
    ]
    return (*summary.plan.findings, *apart)
