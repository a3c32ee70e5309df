"""The drawings of a page, each with ids of its own and the same said in words."""

from collections.abc import Callable
from itertools import count

from markupsafe import Markup

from headway.charts.control_chart import control_chart_drawing, control_sparkline
from headway.charts.control_icons import assurance_icon, variation_icon
from headway.charts.rating_line import rating_line
from headway.charts.sparkline import sparkline, text_alternative
from headway.domain.control_charts.assurance import Assurance
from headway.domain.control_charts.icons import Variation
from headway.domain.plan import PlanSummary, ReviewSummary
from headway.domain.plan_sentences import overall_line, rating_lines
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.side_by_side import name_of_row
from headway.domain.values import Absent, State, Value

NOT_RATED = Absent(State.AWAITED)


class SignalCharts:
    """Draws a row's signals: both icons, and its control chart as a card; each with its own ids."""

    def __init__(self) -> None:
        """Begin the numbers that tell one drawing's ids from another's."""
        self._numbers = count(1)

    def icons(self, row: ScorecardRow, size: int = 26) -> Markup:
        """Draw the icons that a row has: variation, and assurance where its target allows one."""
        found = row.signals
        drawn = []
        if found.variation is not Variation.NONE:
            drawn.append(variation_icon(found.variation, identifier=self._name("v"), size=size))
        if found.assurance is not Assurance.NONE:
            drawn.append(assurance_icon(found.assurance, identifier=self._name("a"), size=size))
        return Markup("".join(drawn))  # noqa: S704 - the charts escape every text

    def card(self, row: ScorecardRow) -> Markup:
        """Draw a row's control chart; nothing where it has none."""
        if row.signals.drawn is None:
            return Markup()
        title = f"Control chart of {row.reference or row.indicator.title}"
        drawing = control_chart_drawing(row.signals.drawn, title, identifier=self._name("chart"))
        return Markup(drawing)  # noqa: S704 - the charts escape every text

    def _name(self, what: str) -> str:
        return f"{what}-{next(self._numbers)}"


def trend_charts(scorecard: Scorecard) -> Callable[..., Markup]:
    """Return a function that draws a row's trend; each drawing of a page gets its own ids."""
    numbers = count(1)
    until = scorecard.period.end

    def trend(row: ScorecardRow, width: int = 104, height: int = 34) -> Markup:
        name = f"trend-{next(numbers)}"
        title = f"Trend of {name_of_row(row)}"
        if row.signals.drawn is not None:
            charted = control_sparkline(
                row.signals.drawn, title, identifier=name, width=width, height=height
            )
            return Markup(charted)  # noqa: S704 - the charts escape every text
        series = [(period, value) for period, value in row.series if period.end <= until]
        words = text_alternative(series, row.indicator.unit, row.indicator.decimals, row.breaks)
        drawing = sparkline(
            series,
            title,
            words,
            identifier=name,
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
