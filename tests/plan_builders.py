"""A plan for tests, made by the domain's own functions.

The ratings are facts of a published plan; every word around them is ours.
"""

from datetime import date

from headway.domain.plan import DueDate, Plan, PlanAction, PlanSummary, Priority, Review, summarise
from headway.domain.problems import Finding, Place, Severity
from headway.domain.ratings import Rating, RatingScale, RatingStep

FIVE_POINTS = RatingScale(
    "five-point",
    "Five points, 5 is best",
    tuple(
        RatingStep(str(score), score, name)
        for score, name in enumerate(("Not begun", "Begun", "Under way", "Largely done", "Done"), 1)
    ),
)


def action(
    priority: int, *marks: str, words: str = "", row: int = 1, **named: object
) -> PlanAction:
    """One line of a plan with its ratings as written."""
    place = Place("plan.txt", row=row)
    ratings = tuple(Rating(FIVE_POINTS.read(mark), mark, place) for mark in marks)
    said = words or f"Line {row} of priority {priority}"
    return PlanAction(
        priority,
        f"Do {said}",
        said,
        ratings=ratings,
        place=place,
        **named,  # type: ignore[arg-type]
    )


def _actions(number_: int, initial: str, current: str) -> tuple[PlanAction, ...]:
    return tuple(
        action(number_, before, now, "0", row=at)
        for at, (before, now) in enumerate(zip(initial, current, strict=True), 1)
    )


def plan() -> Plan:
    """Three priorities: one that agrees, one with an unreadable rating, one told apart."""
    first = Priority(1, "Timely help", _actions(1, "44242222", "44244422"), (), ("3", "3"))
    second = Priority(
        2,
        "Plans that work",
        (
            *_actions(2, "222222", "222232"),
            action(
                2,
                "1",
                "re",
                "",
                words="Supervision on time",
                row=7,
                responsible="Service manager",
                due=DueDate("Jan-18", date(2018, 1, 31)),
                progress="Under way; the tracker is in use.",
            ),
        ),
    )
    third = Priority(3, "Leadership", _actions(3, "222", "233"))
    return Plan(
        "Development plan",
        FIVE_POINTS,
        (Review("initial"), Review("January 2018", date(2018, 1, 31)), Review("March 2018")),
        (first, second, third),
        ((1, ("2.8", "3.3")), (2, ("1.9", "2.2")), (3, ("1.5", "2.7"))),
        ("2.0", "2.7"),
        (
            Finding(
                Place("plan.txt", row=7),
                Severity.NOT_TAKEN,
                "“re” is not a rating",
                "The action counts as not rated at that review",
                "Write 1 to 5, or 0 for not yet rated",
            ),
        ),
    )


def plan_summary() -> PlanSummary:
    """The summary of ``plan``."""
    return summarise(plan())
