"""A plan's ratings in lines and plain sentences, ready for any writer."""

from collections.abc import Iterator
from dataclasses import dataclass

from headway.domain.plan import (
    Plan,
    PlanAction,
    PlanSummary,
    PrioritySummary,
    Review,
    ReviewSummary,
)
from headway.domain.printed import Comparison
from headway.domain.ratings import Rating
from headway.domain.show import show
from headway.domain.values import Absent, Number, State, Summary, Value

NOT_RATED = "not rated"
NOT_PRINTED = "not printed"


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A priority at one review as it is laid out: the mean by its scale's decimals, and whole."""

    number: int
    title: str
    actions: int
    rated: str
    mean: str
    whole: str
    printed: str
    verdict: str
    printed_section: str
    verdict_section: str
    told_apart: bool
    stands: str


@dataclass(frozen=True, slots=True)
class UnreadableRating:
    """A rating that is not on the scale: where it stands and what was written."""

    action: PlanAction
    review: Review
    rating: Rating


def rating_lines(summary: PlanSummary, review: ReviewSummary) -> tuple[RatingLine, ...]:
    """Return a line for each priority at a review, in the plan's order."""
    counts = {each.number: len(each.actions) for each in summary.plan.priorities}
    decimals = summary.plan.scale.decimals
    return tuple(_line(each, counts.get(each.number, 0), decimals) for each in review.priorities)


def overall_line(summary: PlanSummary, review: ReviewSummary) -> RatingLine:
    """Return the line of the plan as a whole: the mean of what stands for each priority."""
    decimals = summary.plan.scale.decimals
    return RatingLine(
        0,
        "The plan as a whole",
        sum(len(each.actions) for each in summary.plan.priorities),
        f"{review.overall.known} of {review.overall.due} priorities",
        _mean(review.overall.value, decimals),
        _mean(review.overall.value, 0),
        *_printed(review.printed),
        NOT_PRINTED,
        "",
        told_apart=False,
        stands=_mean(review.overall.value, decimals),
    )


def told_apart_sentence(summary: PlanSummary, priority: PrioritySummary) -> str:
    """Say why a priority's printed figure stands though its rows give another."""
    given = _mean(priority.rating.value, summary.plan.scale.decimals)
    printed = priority.printed.printed if priority.printed else ""
    return (
        f"Priority {priority.number} is told apart: the rows in the file give {given} "
        f"({rated_words(priority.rating)}) and the plan prints {printed}. Rows may be lost or "
        "repeated in the file, so its figure cannot be told from them and the printed one stands"
    )


def overall_sentence(summary: PlanSummary, review: ReviewSummary) -> str:
    """Say the plan's overall rating, the rule it rests on, and what the rows alone would give."""
    decimals = summary.plan.scale.decimals
    overall, rows = (_mean(each.value, decimals) for each in (review.overall, review.from_rows))
    said = f"{review.review.label}: {overall} overall, the mean of the unrounded priority means"
    if review.printed:
        said += f"; printed {review.printed.printed}, {review.printed.verdict.value}"
    return said if overall == rows else f"{said}; from the rows alone {rows}"


def rated_words(rating: Summary) -> str:
    """Say how many actions a mean rests on: "7 of 8 rated"."""
    return f"{rating.known} of {rating.due} rated"


def unreadable_ratings(plan: Plan) -> tuple[UnreadableRating, ...]:
    """Return the ratings that are not on the plan's scale, in the plan's order."""
    return tuple(_unreadable(plan))


def _unreadable(plan: Plan) -> Iterator[UnreadableRating]:
    for priority in plan.priorities:
        for action in priority.actions:
            for review, rating in zip(plan.reviews, action.ratings, strict=True):
                value = rating.value
                if isinstance(value, Absent) and value.state is State.BROKEN:
                    yield UnreadableRating(action, review, rating)


def _line(priority: PrioritySummary, actions: int, decimals: int) -> RatingLine:
    return RatingLine(
        priority.number,
        priority.title,
        actions,
        rated_words(priority.rating),
        _mean(priority.rating.value, decimals),
        _mean(priority.rating.value, 0),
        *_printed(priority.printed),
        *_printed(priority.printed_section),
        priority.told_apart,
        _mean(priority.stands, decimals),
    )


def _mean(value: Value, decimals: int) -> str:
    return show(value, decimals=decimals) if isinstance(value, Number) else NOT_RATED


def _printed(comparison: Comparison | None) -> tuple[str, str]:
    if comparison is None:
        return NOT_PRINTED, ""
    return comparison.printed, comparison.verdict.value
