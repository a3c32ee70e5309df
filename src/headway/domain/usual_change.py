"""How much figures usually move after they are first reported, by the age of the figure.

Each pair of successive snapshots shows every figure twice: as it stood and as it stood a little
older. What all figures of one age became together, over what they were together, is how much a
figure of that age grows until the next; and so on from age to age until figures no longer move.
This is the development of figures that actuaries call the chain ladder.

Figures that are counted grow in proportion. A percentage or a typical length has no size that
grows: it moves by so many points or days on average.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.periods import Period

LEAST = 4
"""Fewer observations of an age than this say nothing."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure in two successive snapshots: its age in whole months in each, and its amounts."""

    age: int
    later_age: int
    before: Fraction
    after: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.age < self.later_age:
            raise ValueError("a figure grows older from nought on")


@dataclass(frozen=True, slots=True)
class LikelyChange:
    """By how much a figure is still likely to move, and what that rests on.

    ``ratio`` is what it grows by in proportion (None: it moves by an ``amount``).
    ``observations`` is the smallest number that any step on the way rests on in which figures
    moved at all; ``until`` is the age in months up to which figures were seen.
    """

    amount: Fraction
    ratio: Fraction | None
    observations: int
    until: int

    @property
    def direction(self) -> str:
        """Say which way: "rise", "fall", or nothing where it is not likely to move."""
        return "" if not self.amount else "rise" if self.amount > 0 else "fall"


@dataclass(frozen=True, slots=True)
class _Link:
    later_age: int
    observations: tuple[Observation, ...]


def age_in_months(period: Period, known_until: Period) -> int:
    """Count the whole months between a period's end and the month up to which exports reach.

    Nought where the exports end with the last month of the period; negative before that.
    """
    last, end = known_until.end, period.end
    return (last.year - end.year) * 12 + last.month - end.month


def likely_change(
    observations: Iterable[Observation],
    age: int,
    amount: Fraction,
    *,
    in_proportion: bool = True,
    least: int = LEAST,
) -> LikelyChange | None:
    """Say by how much a figure of an age is still likely to move; None where too little is known.

    ``observations`` are those of one indicator, ``age`` is in whole months, ``amount`` what the
    figure is now. The figure goes from age to age as long as at least ``least`` figures were seen
    to; at least one such step is needed. In proportion the steps are multiplied: each is the sum
    of what figures became over the sum of what they were. Otherwise the mean changes are added.
    """
    links = _links(observations, least)
    ratio, moved, at = Fraction(1), Fraction(0), age
    rests_on: list[tuple[bool, int]] = []
    while at in links:
        link = links[at]
        before = sum((one.before for one in link.observations), Fraction(0))
        after = sum((one.after for one in link.observations), Fraction(0))
        if in_proportion and before <= 0:
            break
        if in_proportion:
            ratio *= after / before
        else:
            moved += (after - before) / len(link.observations)
        rests_on.append((before == after, len(link.observations)))
        at = link.later_age
    if not rests_on:
        return None
    _, fewest = min(rests_on)  # steps in which figures moved come first
    if in_proportion:
        return LikelyChange(amount * (ratio - 1), ratio, fewest, at)
    return LikelyChange(moved, None, fewest, at)


def _links(observations: Iterable[Observation], least: int) -> dict[int, _Link]:
    """Give the step from each age: the one that most figures were seen to take, and enough did."""
    groups: dict[tuple[int, int], list[Observation]] = {}
    for one in observations:
        groups.setdefault((one.age, one.later_age), []).append(one)
    found: dict[int, _Link] = {}
    for (age, later), ones in sorted(groups.items(), key=_most_first):
        if len(ones) >= least and age not in found:
            found[age] = _Link(later, tuple(ones))
    return found


def _most_first(group: tuple[tuple[int, int], Sequence[Observation]]) -> tuple[int, int, int]:
    (age, later), ones = group
    return (age, -len(ones), later)


def likely_words(change: LikelyChange | None, shown: str) -> str:
    """Say it: "still likely to rise by about 7 (5 observations)"; ``shown`` is the amount written.

    Nothing where too little is known, or where it is not likely to move by anything that shows.
    """
    if change is None or not change.direction or not any(one in "123456789" for one in shown):
        return ""
    return (
        f"still likely to {change.direction} by about {shown} ({change.observations} observations)"
    )
