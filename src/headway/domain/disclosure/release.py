"""A release: everything one edition shows together, and what became of each of its figures."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from types import MappingProxyType

from headway.domain.disclosure.cells import Cell, CellKey, Relation
from headway.domain.disclosure.claims import Statement
from headway.domain.disclosure.policy import Policy
from headway.domain.values import Absent, State, Value, number


@dataclass(frozen=True, slots=True)
class Release:
    """What an edition would show together: counts, how they hang together, and derived figures.

    Raises ValueError where a count stands twice, a relation or statement names a count that is not
    there, or says what is not so: a proof about figures that do not add up would prove nothing.
    """

    name: str
    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...] = ()
    statements: tuple[Statement, ...] = ()
    counts: Mapping[CellKey, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        counts = {cell.key: cell.count for cell in self.cells}
        object.__setattr__(self, "counts", MappingProxyType(counts))
        problems = list(self._problems())
        if problems:
            more = f"; and {len(problems) - 5} more" if len(problems) > 5 else ""
            raise ValueError("; ".join(problems[:5]) + more)

    def _problems(self) -> Iterator[str]:
        if not self.name:
            yield "a release has a name"
        if len(self.counts) < len(self.cells):
            yield "a count stands twice"
        names = Counter(one.name for one in self.statements)
        yield from (f"two statements are called {name}" for name, n in names.items() if n > 1)
        for relation in self.relations:
            keys = (relation.total, *relation.parts)
            if any(key not in self.counts for key in keys):
                yield f"a relation of {relation.total} names a count that is not in the release"
            elif not relation.holds(self.counts):
                yield f"the parts of {relation.total} do not hang together with it"
        for one in self.statements:
            if any(key not in self.counts for key in one.claim.keys):
                yield f"{one.name} speaks of a count that is not in the release"
            elif not one.claim.holds(self.counts.__getitem__):
                yield f"{one.name} says what is not so"


class Outcome(Enum):
    """What became of a count."""

    SHOWN = "shown"
    SMALL = "withheld: small"
    OTHER = "withheld: it would give a small one away"
    NOT_PRINTED = "not printed"

    @property
    def withheld(self) -> bool:
        """Whether a symbol stands in its place."""
        return self in {Outcome.SMALL, Outcome.OTHER}


@dataclass(frozen=True, slots=True)
class Released:
    """A release as it is shown: each count's outcome, and the statements that are withheld.

    Holds the exact counts beside what is shown of them: it belongs into the protected part of the
    data folder, and ``value`` and ``shows`` are what a page may use.
    """

    release: Release
    policy: Policy
    outcomes: Mapping[CellKey, Outcome] = field(repr=False)
    withheld: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if set(self.outcomes) != set(self.release.counts):
            raise ValueError("every count of the release has an outcome")
        for cell in self.release.cells:
            outcome = self.outcomes[cell.key]
            if cell.printed is (outcome is Outcome.NOT_PRINTED):
                raise ValueError(f"what is not printed cannot be shown or withheld: {cell.key}")
            small = self.policy.is_small(cell.count)
            if small is not (outcome is Outcome.SMALL) and cell.printed:
                raise ValueError(f"what is small, and only that, is withheld as such: {cell.key}")
        object.__setattr__(self, "outcomes", MappingProxyType(dict(self.outcomes)))

    def value(self, key: CellKey) -> Value:
        """Return what may be shown of a count: a number, or suppressed with its symbol."""
        outcome = self.outcomes[key]
        if outcome is Outcome.SHOWN:
            return number(self.policy.shown(self.release.counts[key]))
        if outcome is Outcome.NOT_PRINTED:
            return Absent(State.NOT_COLLECTED, "not printed")
        return Absent(State.SUPPRESSED, "withheld to protect people")

    def symbol(self, key: CellKey) -> str:
        """Return the sign that stands in the place of a withheld count; empty where it is shown."""
        outcome = self.outcomes[key]
        if not outcome.withheld:
            return ""
        symbols = self.policy.symbols
        return symbols.small if outcome is Outcome.SMALL else symbols.others

    def shows(self, statement: str) -> bool:
        """Say whether a derived figure may be shown, by its name."""
        return statement not in self.withheld

    def percentage(self, numerator: CellKey, denominator: CellKey, scale: int = 100) -> Value:
        """Return a percentage by the policy: exact, or of the rounded parts; or why there is none.

        Whether it may be shown at all is for its statement: see ``shows``.
        """
        above, below = (self.release.counts[key] for key in (numerator, denominator))
        if below < self.policy.percentages.minimum_denominator:
            return Absent(State.SUPPRESSED, "of too few")
        if self.policy.percentages.parts.value == "rounded":
            above, below = self.policy.shown(above), self.policy.shown(below)
        if below == 0:
            return Absent(State.NOT_APPLICABLE, "nothing to divide by")
        return number(Fraction(above * scale, below))
