"""Scales on which a plan's actions are rated, and the means of ratings by a stated rule."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from headway.domain.problems import Place
from headway.domain.values import Absent, Number, State, Summary, Value, mean


@dataclass(frozen=True, slots=True)
class RatingStep:
    """One step of a scale. ``score`` is None for a step that does not count in a mean."""

    mark: str  # what people write: "4", "Blue"
    score: int | None
    name: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class RatingScale:
    """A scale: its steps, and the marks that mean "not yet rated". A higher score is better."""

    id: str
    title: str
    steps: tuple[RatingStep, ...]
    not_yet_rated: tuple[str, ...] = ("", "0")
    decimals: int = 1

    def __post_init__(self) -> None:
        marks = [step.mark.casefold() for step in self.steps]
        if len(set(marks)) != len(marks) or not marks:
            raise ValueError(f"scale {self.id}: each step has a mark of its own")
        if set(marks) & {mark.casefold() for mark in self.not_yet_rated}:
            raise ValueError(f"scale {self.id}: a mark is a step or 'not yet rated', not both")

    def step(self, mark: str) -> RatingStep | None:
        """Return the step a mark stands for, whatever its capitals, or None."""
        wanted = mark.strip().casefold()
        return next((step for step in self.steps if step.mark.casefold() == wanted), None)

    def read(self, mark: str) -> Value:
        """Turn what was written into a value: a score, not yet rated (awaited), or broken."""
        if mark.strip().casefold() in {each.casefold() for each in self.not_yet_rated}:
            return Absent(State.AWAITED, "not yet rated")
        step = self.step(mark)
        if step is None:
            allowed = ", ".join(each.mark for each in self.steps)
            return Absent(State.BROKEN, f"“{mark}” is not a rating; allowed are {allowed}")
        if step.score is None:
            return Absent(State.NOT_APPLICABLE, step.name)
        return Number(Fraction(step.score))


@dataclass(frozen=True, slots=True)
class Rating:
    """What one action was given at one review: the value, the mark as written, and its place."""

    value: Value
    mark: str = ""
    place: Place = field(default_factory=Place)


def mean_rating(ratings: Iterable[Rating]) -> Summary:
    """Return the exact mean of the ratings given; those not yet given are left out and counted."""
    return mean(rating.value for rating in ratings)


def mean_of_priorities(means: Iterable[Value]) -> Summary:
    """Return the mean over priorities of their UNROUNDED means, each weighing the same."""
    return mean(means)
