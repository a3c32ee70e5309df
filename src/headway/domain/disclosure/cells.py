"""The figures of a release, and how they hang together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from headway.domain.calculation_results import Breakdown, UnitRef
from headway.domain.periods import Period


class Side(Enum):
    """Which count of an indicator a cell is."""

    WHOLE = "count"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    COMPLEMENT = "complement"  # what the numerator leaves of the denominator
    REMAINDER = "remainder"  # what the parts that are given leave of their total


@dataclass(frozen=True, slots=True)
class CellKey:
    """What a count is of. ``parts`` are its breakdowns by column, in the order of the columns.

    ``note`` tells remainders of one total apart.
    """

    indicator: str
    period: Period
    unit: UnitRef
    parts: tuple[Breakdown, ...] = ()
    side: Side = Side.WHOLE
    note: str = ""
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Keys are looked up by the million, so what they hash to is worked out once.
        own = (self.indicator, self.period, self.unit, self.parts, self.side, self.note)
        object.__setattr__(self, "_hash", hash(own))
        columns = [part.column for part in self.parts]
        if columns != sorted(set(columns)):
            raise ValueError("breakdowns stand in the order of their columns, each once")

    def __hash__(self) -> int:
        return self._hash

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts cells the same way every time."""
        parts = tuple((part.column, part.value) for part in self.parts)
        period = (self.period.end, self.period.start, self.period.kind.value)
        return (self.indicator, period, self.unit.key, parts, self.side.value, self.note)

    def __str__(self) -> str:
        said = [self.indicator, str(self.period), self.unit.label({})]
        said += [f"{part.column} {part.value or 'not known'}" for part in self.parts]
        if self.side is not Side.WHOLE:
            said.append(self.side.value)
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class Cell:
    """A count of people, families or events. One that is not ``printed`` may still be worked out.

    The count is left out of the representation, so that no message or log gives it away.
    """

    key: CellKey
    count: int
    printed: bool = True

    def __post_init__(self) -> None:
        if type(self.count) is not int or self.count < 0:
            raise ValueError("a count is a whole number, 0 or more")

    def __repr__(self) -> str:
        return f"Cell({self.key})"


class RelationKind(Enum):
    """How a total hangs together with its parts."""

    SUM = "sum"  # the parts add up to the total
    DISTINCT = "distinct"  # at least the largest part, at most all of them together
    NEARLY = "nearly a sum"  # the same, and but few stand in several parts


@dataclass(frozen=True, slots=True)
class Relation:
    """A total and its parts. Only counts that may be added make a sum; never distinct counts."""

    total: CellKey
    parts: tuple[CellKey, ...]
    kind: RelationKind = RelationKind.SUM

    def __post_init__(self) -> None:
        if not self.parts or len({self.total, *self.parts}) != len(self.parts) + 1:
            raise ValueError("a relation has a total and at least one part, each another cell")

    def holds(self, count: Callable[[CellKey], int] | Mapping[CellKey, int]) -> bool:
        """Say whether the counts hang together so."""
        of = count.__getitem__ if isinstance(count, Mapping) else count
        parts = [of(part) for part in self.parts]
        if self.kind is RelationKind.SUM:
            return of(self.total) == sum(parts)
        return max(parts) <= of(self.total) <= sum(parts)
