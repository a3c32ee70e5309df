"""A plan for improvement: priorities, actions, success measures, and how they are rated."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from headway.domain.printed import Comparison, Verdict, compare_exact, figure_in
from headway.domain.problems import Finding, Place
from headway.domain.published import PublishedRow
from headway.domain.ratings import Rating, RatingScale, mean_of_priorities, mean_rating
from headway.domain.values import Absent, Number, State, Summary, Value


@dataclass(frozen=True, slots=True)
class Review:
    """A review at which actions are rated: a column of the plan. The first may have no date."""

    label: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class DueDate:
    """When an action is due: as written, and the day it means where that is certain.

    A month means its last day.
    """

    text: str = ""
    day: date | None = None
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class PlanAction:
    """One line of the plan: what is to be done, how success shows, who, by when, ratings.

    ``carried`` names the texts that the line leaves blank and takes from the line above it
    ("outcome", "action", "lead", "responsible officer").
    """

    priority: int
    action: str
    success_measure: str
    outcome: str = ""
    lead: str = ""
    responsible: str = ""
    due: DueDate = field(default_factory=DueDate)
    recommendations: tuple[str, ...] = ()
    ratings: tuple[Rating, ...] = ()
    progress: str = ""
    place: Place = field(default_factory=Place)
    reference: str = ""
    rationale: str = ""
    carried: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The line in a few words, for a list."""
        return self.success_measure or self.action or self.outcome


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority with its actions, its indicators, and the figures its own section prints."""

    number: int
    title: str
    actions: tuple[PlanAction, ...] = ()
    indicators: tuple[PublishedRow, ...] = ()
    printed_section: tuple[str, ...] = ()  # previous, current
    file: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it was read. ``printed_summary`` is previous and current by priority number."""

    title: str
    scale: RatingScale
    reviews: tuple[Review, ...]
    priorities: tuple[Priority, ...]
    printed_summary: tuple[tuple[int, tuple[str, ...]], ...] = ()
    printed_overall: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        for priority in self.priorities:
            for action in priority.actions:
                if len(action.ratings) != len(self.reviews):
                    raise ValueError(f"{action.place}: one rating for each review is needed")


@dataclass(frozen=True, slots=True)
class PrioritySummary:
    """A priority at one review: its mean, what that rests on, and how it compares with print.

    ``usable`` is false where the rows do not give the printed figure: then the figure cannot be
    told from the file, and ``stands`` is the printed one.
    """

    number: int
    title: str
    rating: Summary
    printed: Comparison | None = None
    printed_section: Comparison | None = None
    stands: Value = field(default_factory=lambda: Absent(State.NOT_APPLICABLE))

    @property
    def told_apart(self) -> bool:
        """Whether the printed figure stands because the rows do not reproduce it."""
        return isinstance(self.rating.value, Number) and self.stands != self.rating.value


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """All priorities at one review, and the plan as a whole.

    ``overall`` is the mean of what stands; ``from_rows`` of the rows alone.
    """

    review: Review
    priorities: tuple[PrioritySummary, ...]
    overall: Summary
    from_rows: Summary
    printed: Comparison | None = None


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """Previous and current review; other reviews hold no rating at all and are named."""

    plan: Plan
    reviews: tuple[ReviewSummary, ...]
    not_yet_rated: tuple[Review, ...]


def summarise(plan: Plan) -> PlanSummary:
    """Work out the means of the last two reviews that hold ratings.

    Rule: the mean of the ratings given in a priority, and over priorities the mean of their
    unrounded means, each priority weighing the same (as Thurrock's plan is averaged).
    """
    columns = [i for i in range(len(plan.reviews)) if _is_rated(plan, i)]
    shown = columns[-2:]
    unrated = tuple(review for i, review in enumerate(plan.reviews) if i not in columns)
    # A plan's printed pair is previous and current; with one review rated it is the current one.
    offset = 2 - len(shown)
    summaries = tuple(_review(plan, i, offset + at) for at, i in enumerate(shown))
    return PlanSummary(plan, summaries, unrated)


def _is_rated(plan: Plan, column: int) -> bool:
    return any(
        isinstance(action.ratings[column].value, Number)
        for priority in plan.priorities
        for action in priority.actions
    )


def _review(plan: Plan, column: int, pair: int) -> ReviewSummary:
    found = tuple(_priority(plan, priority, column, pair) for priority in plan.priorities)
    overall = mean_of_priorities(each.stands for each in found)
    from_rows = mean_of_priorities(each.rating.value for each in found)
    printed = None
    if pair < len(plan.printed_overall):
        printed = compare_exact("overall", plan.printed_overall[pair], overall.value)
    return ReviewSummary(plan.reviews[column], found, overall, from_rows, printed)


def _priority(plan: Plan, priority: Priority, column: int, pair: int) -> PrioritySummary:
    rating = mean_rating(action.ratings[column] for action in priority.actions)
    printed = _compared(dict(plan.printed_summary).get(priority.number, ()), pair, rating.value)
    section = _compared(priority.printed_section, pair, rating.value)
    stands = rating.value
    if printed is not None and printed.verdict is not Verdict.AGREES:
        shown = figure_in(printed.printed)
        stands = rating.value if shown is None else Number(Fraction(shown))
    return PrioritySummary(priority.number, priority.title, rating, printed, section, stands)


def _compared(pair: Sequence[str], at: int, worked_out: Value) -> Comparison | None:
    if at >= len(pair) or not pair[at]:
        return None
    return compare_exact("mean rating", pair[at], worked_out)
