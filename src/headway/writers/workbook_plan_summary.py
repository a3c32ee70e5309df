"""The first sheet of a plan's workbook: each priority's rating at each review."""

from collections.abc import Callable
from dataclasses import dataclass

from headway.domain.indicator import Unit
from headway.domain.plan import PlanSummary, ReviewSummary
from headway.domain.plan_sentences import (
    RatingLine,
    overall_line,
    overall_sentence,
    rating_lines,
)
from headway.domain.printed import Comparison
from headway.domain.values import Absent, Value
from headway.writers.workbook_cells import shown_cell, value_cell
from headway.writers.workbook_findings import verdict_cell
from headway.writers.workbook_layout import ABSENT, BESIDE, STRONG, Cell, Column, Page, page, text

_NOTHING_PRINTED = "not printed"


@dataclass(frozen=True, slots=True)
class _At:
    """A priority, or the plan as a whole, at one review."""

    line: RatingLine
    rating: Value
    stands: Value
    printed: Comparison | None
    section: Comparison | None


_Rated = tuple[_At, ...]  # one for each review, in their order


def plan_summary_page(summary: PlanSummary) -> Page:
    """Return the sheet "Summary": one row to a priority, and the plan as a whole."""
    decimals = summary.plan.scale.decimals
    columns: list[Column[_Rated]] = [
        Column("Priority", 9, lambda rated: _number(rated[0].line)),
        Column("Title", 44, lambda rated: text(rated[0].line.title)),
        Column("Actions", 9, lambda rated: shown_cell(str(rated[0].line.actions))),
    ]
    for at, review in enumerate(summary.reviews):
        columns += _columns(at, review.review.label, decimals)
    return page(
        "Summary",
        "Summary",
        summary.plan.title,
        [overall_sentence(summary, review) for review in summary.reviews],
        "One row to a priority and one to the plan as a whole, with the mean rating at each "
        "review, how many actions it rests on, and what the plan itself prints.",
        columns,
        _rows(summary),
        "No action of this plan is rated yet.",
        frozen_columns=2,
    )


def _number(line: RatingLine) -> Cell:
    return text(str(line.number) if line.number else "all", STRONG)


def _columns(at: int, label: str, decimals: int) -> list[Column[_Rated]]:
    def of(said: Callable[[_At], Cell]) -> Callable[[_Rated], Cell]:
        return lambda rated: said(rated[at])

    return [
        Column(f"{label}: mean worked out", 11, of(lambda each: _mean(each.rating, decimals))),
        Column(f"{label}: rests on", 14, of(lambda each: text(each.line.rated, BESIDE))),
        Column(f"{label}: printed", 10, of(lambda each: _printed(each.printed))),
        Column(f"{label}: verdict", 17, of(lambda each: _verdict(each.printed))),
        Column(f"{label}: printed in its section", 10, of(lambda each: _printed(each.section))),
        Column(f"{label}: verdict on the section", 17, of(lambda each: _verdict(each.section))),
        Column(f"{label}: stands", 10, of(lambda each: _mean(each.stands, decimals))),
    ]


def _rows(summary: PlanSummary) -> list[_Rated]:
    if not summary.reviews:
        return []
    by_review = [_all_at(summary, review) for review in summary.reviews]
    return list(zip(*by_review, strict=True))


def _all_at(summary: PlanSummary, review: ReviewSummary) -> list[_At]:
    priorities = [
        _At(line, each.rating.value, each.stands, each.printed, each.printed_section)
        for line, each in zip(rating_lines(summary, review), review.priorities, strict=True)
    ]
    overall = review.overall.value
    whole = _At(overall_line(summary, review), overall, overall, review.printed, None)
    return [*priorities, whole]


def _mean(value: Value, decimals: int) -> Cell:
    if isinstance(value, Absent):
        return text("not rated", ABSENT)
    return value_cell(value, Unit.NUMBER, decimals)


def _printed(comparison: Comparison | None) -> Cell:
    return shown_cell(comparison.printed) if comparison else text(_NOTHING_PRINTED, ABSENT)


def _verdict(comparison: Comparison | None) -> Cell:
    return verdict_cell(comparison.verdict) if comparison else text("")
