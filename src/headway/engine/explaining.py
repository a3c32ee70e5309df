"""The difference of two figures in three steps, each made of rows' parts that add up exactly.

First the definition changes and the rows stay; then the teams' map changes; then the rows change.
Each step is the difference of two complete figures, so the three together are the whole
difference, whatever else happens: rows count once, for what they do in their step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from headway.domain.calculation import Calculation
from headway.domain.periods import Period
from headway.domain.restatement import Cause, Contribution, Why
from headway.engine.causes import Tracer
from headway.engine.differences import (
    ZERO,
    Adding,
    Cell,
    Fact,
    Part,
    Placing,
    adding_of,
    amounts,
    lengths_of,
    only_differing,
    parts_between,
)
from headway.engine.fact_rows import Pair, facts_of, units_of_both
from headway.engine.runner import can_run
from headway.engine.units import Units

REORGANISED, REDEFINED = Why(Cause.REORGANISED), Why(Cause.REDEFINED)


class Takes(Enum):
    """Which part of a calculation's figure is meant."""

    BOTH = "above and below the line"
    ABOVE = "above the line"
    BELOW = "below the line, and put above another's"


@dataclass(frozen=True, slots=True)
class Term:
    """A calculation, and which part of its figure is meant; without one, nothing ever."""

    calculation: Calculation | None
    takes: Takes = Takes.BOTH

    def taken(self, facts: list[Fact]) -> list[Fact]:
        """Leave in facts what is meant of them."""
        if self.takes is Takes.BOTH:
            return facts
        below = self.takes is Takes.BELOW
        return [
            replace(one, above=one.below if below else one.above, below=ZERO, length=None)
            for one in facts
        ]


@dataclass(slots=True)
class Explained:
    """All parts of the differences of one calculation, by figure; of a median its durations too."""

    contributions: dict[Cell, list[Contribution]] = field(default_factory=dict)
    lengths: tuple[dict[Cell, tuple[int, ...]], dict[Cell, tuple[int, ...]]] = field(
        default_factory=lambda: ({}, {})
    )

    def add(self, cell: Cell, part: Part, why: Why) -> None:
        """Add a contributor's part in one figure's difference."""
        made = Contribution(part.contributor, part.above, part.below, why, part.left, part.joined)
        self.contributions.setdefault(cell, []).append(made)


@dataclass(slots=True)
class Explainer:
    """Explains figures between two snapshots; the maps of their teams are read once."""

    pair: Pair
    units: tuple[Units, Units] = field(init=False)
    _placing: tuple[Placing, Placing] = field(init=False)

    def __post_init__(self) -> None:
        self.units = units_of_both(self.pair)
        self._placing = (Placing(self.units[0]), Placing(self.units[1]))

    def explained(self, earlier: Term, later: Term, periods: Sequence[Period]) -> Explained:
        """Explain every figure of some periods: ``earlier`` is by the earlier definition."""
        found = Explained()
        before, after = earlier.calculation, later.calculation
        then = self._facts(0, earlier, periods)
        redefined = then if earlier == later else self._facts(0, later, periods)
        now = self._facts(1, later, periods)
        old, new = self._placing
        if earlier != later:
            was, held = amounts(before, then, old), amounts(after, redefined, old)
            for cell, parts in parts_between(was, held).items():
                for part in parts:
                    found.add(cell, part, REDEFINED)
        moved = [one for one in redefined if old.of(one.unit, one.on) != new.of(one.unit, one.on)]
        if moved:
            near = moved
            if after and adding_of(after) is Adding.DISTINCT:
                # A subject whose rows are not all moved may stay where it was.
                subjects = {one.subject for one in moved}
                near = [one for one in redefined if one.subject in subjects]
            was, held = amounts(after, near, old), amounts(after, near, new)
            for cell, parts in parts_between(was, held).items():
                for part in parts:
                    found.add(cell, part, REORGANISED)
        if after is not None:
            self._rows(after, redefined, now, found)
        found.lengths = (dict(lengths_of(then, old)), dict(lengths_of(now, new)))
        return found

    def _rows(
        self, calculation: Calculation, then: list[Fact], now: list[Fact], found: Explained
    ) -> None:
        """Explain what the rows did, by the later definition and on the later map."""
        left, come = only_differing(calculation, then, now)
        if not left and not come:
            return
        new = self._placing[1]
        parts = parts_between(amounts(calculation, left, new), amounts(calculation, come, new))
        tracer = Tracer(calculation, self.pair)
        tracer.look_at(left, come)
        for cell, ones in parts.items():
            for part in ones:
                found.add(cell, part, tracer.why(part.contributor))

    def _facts(self, side: int, term: Term, periods: Sequence[Period]) -> list[Fact]:
        snapshot = self.pair.sides[side]
        if term.calculation is None or not can_run(term.calculation, snapshot):
            return []

        def common(table: str, name: str, cell: object) -> object:
            return self.pair.common(side, table, name, cell)

        facts = facts_of(term.calculation, periods, snapshot, self.units[side], common)
        return term.taken(facts)
