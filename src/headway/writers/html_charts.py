"""The drawings of a page, each with ids of its own and the same said in words."""

from collections.abc import Callable
from itertools import count

from markupsafe import Markup

from headway.charts.rating_line import rating_line
from headway.charts.sparkline import sparkline, text_alternative
from headway.domain.plan import PlanSummary, ReviewSummary
from headway.domain.plan_sentences import overall_line, rating_lines
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.side_by_side import name_of_row
from headway.domain.values import Absent, State, Value

NOT_RATED = Absent(State.AWAITED)


def trend_charts(scorecard: Scorecard) -> Callable[..., Markup]:
    """Return a function that draws a row's trend; each drawing of a page gets its own ids."""
    numbers = count(1)
    until = scorecard.period.end

    def trend(row: ScorecardRow, width: int = 104, height: int = 34) -> Markup:
        series = [(period, value) for period, value in row.series if period.end <= until]
        words = text_alternative(series, row.indicator.unit, row.indicator.decimals, row.breaks)
        drawing = sparkline(
            series,
            f"Trend of {name_of_row(row)}",
            words,
            identifier=f"trend-{next(numbers)}",
            width=width,
            height=height,
            breaks=row.breaks,
        )
        return Markup(drawing)  # noqa: S704 - the charts escape every text

    return trend


class RatingCharts:
    """Draws the mean ratings of a plan's priorities, by their place; the plan itself is last."""

    def __init__(self, summary: PlanSummary) -> None:
        """Take the plan's summary."""
        self.summary = summary
        scores = [step.score for step in summary.plan.scale.steps if step.score is not None]
        self.steps = (min(scores, default=0), max(scores, default=1))

    def __call__(self, at: int) -> Markup:
        """Draw the priority at a place; nothing for a scale on which nothing can be drawn."""
        if self.steps[0] >= self.steps[1]:
            return Markup()
        reviews = self.summary.reviews
        previous = _standing(reviews[0], at) if len(reviews) > 1 else NOT_RATED
        lines = [
            (*rating_lines(self.summary, review), overall_line(self.summary, review))[at]
            for review in reviews
        ]
        said = ", ".join(
            f"{review.review.label} {line.stands}"
            for review, line in zip(reviews, lines, strict=True)
        )
        title = f"Priority {lines[-1].number}" if lines[-1].number else lines[-1].title
        drawing = rating_line(
            previous,
            _standing(reviews[-1], at),
            self.steps,
            title,
            f"{said}, on a scale from {self.steps[0]} to {self.steps[1]}.",
            identifier=f"rating-{at + 1}",
        )
        return Markup(drawing)  # noqa: S704 - the charts escape every text


def _standing(review: ReviewSummary, at: int) -> Value:
    if at < len(review.priorities):
        return review.priorities[at].stands
    return review.overall.value
