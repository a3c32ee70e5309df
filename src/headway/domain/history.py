"""The figures of one indicator from every source, with what was published standing first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from headway.domain.periods import Period
from headway.domain.published import WHOLE_SERVICE, Figure
from headway.domain.values import Absent, Number, State, Value


class Standing(IntEnum):
    """How much weight a source has: what was published wins over what is recalculated later."""

    RECALCULATED = 1
    ENTERED = 2
    PUBLISHED = 3


@dataclass(frozen=True, slots=True)
class Sourced:
    """A figure with where it comes from: an edition, an entry, a recalculation."""

    indicator: str
    figure: Figure
    source: str  # the edition or run, in words that sort by time: "2020-08"
    standing: Standing = Standing.PUBLISHED
    by: str = ""  # the role or person who entered it


@dataclass(frozen=True, slots=True)
class Restatement:
    """Two sources give two numbers for one period: what stands, and what another says."""

    indicator: str
    period: Period
    stands: Sourced
    other: Sourced


Key = tuple[str, str, Period]


@dataclass(frozen=True)
class History:
    """Every figure by indicator, unit and period, one standing in each place.

    Built by ``history_of``; ``restatements`` lists the numbers that lost their place.
    """

    standing: Mapping[Key, Sourced]
    restatements: tuple[Restatement, ...] = ()

    def value(self, indicator: str, period: Period, unit: str = WHOLE_SERVICE) -> Value | None:
        """Return the value that stands, or None where no source speaks of the period."""
        found = self.standing.get((indicator, unit, period))
        return found.figure.value if found else None

    def sourced(self, indicator: str, period: Period, unit: str = WHOLE_SERVICE) -> Sourced | None:
        """Return the figure that stands with its source, or None."""
        return self.standing.get((indicator, unit, period))

    def series(self, indicator: str, unit: str = WHOLE_SERVICE) -> tuple[Sourced, ...]:
        """Return everything known of one indicator, in order of period."""
        found = [s for (name, of, _), s in self.standing.items() if (name, of) == (indicator, unit)]
        return tuple(sorted(found, key=lambda sourced: sourced.figure.period))


def history_of(figures: Iterable[Sourced]) -> History:
    """Join figures into one history.

    In each place a number stands before an absence, a published figure before an entered one
    and that before a recalculated one; of two published, the later edition's. What was withheld
    in print counts as published: no later source brings it to light. A number that differs from
    the one that stands becomes a restatement, never silence.
    """
    by_key: dict[Key, list[Sourced]] = {}
    for sourced in figures:
        key = (sourced.indicator, sourced.figure.unit, sourced.figure.period)
        by_key.setdefault(key, []).append(sourced)
    standing: dict[Key, Sourced] = {}
    restatements: list[Restatement] = []
    for key, candidates in by_key.items():
        best = max(candidates, key=_weight)
        standing[key] = best
        restatements.extend(
            Restatement(best.indicator, best.figure.period, best, other)
            for other in candidates
            if isinstance(other.figure.value, Number) and other.figure.value != best.figure.value
        )
    order = sorted(restatements, key=lambda r: (r.indicator, r.period))
    return History(standing, tuple(order))


def _weight(sourced: Sourced) -> tuple[bool, int, str]:
    value = sourced.figure.value
    withheld = isinstance(value, Absent) and value.state is State.SUPPRESSED
    known = isinstance(value, Number) or (withheld and sourced.standing is Standing.PUBLISHED)
    return (known, sourced.standing, sourced.source)
