"""What a calculation gives: for an indicator, a period, a unit and a breakdown, its parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from headway.domain.periods import Period
from headway.domain.values import Value

NOT_ALLOCATED = ""
"""The identifier that stands where no unit is named, or none on that day."""


class Level(Enum):
    """The levels of organisation at which figures are given, from the smallest."""

    TEAM = "team"
    LOCALITY = "locality"
    SERVICE = "service"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True, order=True)
class UnitRef:
    """A unit at a level. The whole council has no identifier of its own."""

    level: Level
    id: str = NOT_ALLOCATED

    def __post_init__(self) -> None:
        if self.level is Level.COUNCIL and self.id:
            raise ValueError("the whole council needs no identifier")

    @property
    def not_allocated(self) -> bool:
        """Whether this stands for what no unit of its level is named for."""
        return self.level is not Level.COUNCIL and not self.id

    def label(self, names: Mapping[str, str]) -> str:
        """Name the unit for a reader: "T03 North team", "locality L1 North", "council".

        ``names`` are the units' names by identifier; the level is said unless the name says it.
        """
        level = self.level.value
        if self.not_allocated:
            return f"not allocated to a {level}"
        name = names.get(self.id, "")
        said = [self.id, name] if level in name.casefold().split() else [level, self.id, name]
        return " ".join(word for word in said if word)

    @property
    def key(self) -> tuple[int, str]:
        """Sorts units from the council down, and what is not allocated last of its level."""
        place = list(Level)[::-1].index(self.level)
        return (place, self.id or "\U0010ffff")


COUNCIL = UnitRef(Level.COUNCIL)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One part of a figure: the column by which it is parted, and its code or label."""

    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What was counted: above the line, below it, and how many rows could not be used."""

    numerator: Fraction | None = None
    denominator: Fraction | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Key:
    """What a figure is of."""

    indicator: str
    period: Period
    unit: UnitRef
    breakdown: Breakdown | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One figure with its parts. ``value`` is a number, or the reason why there is none."""

    indicator: str
    period: Period
    unit: UnitRef
    breakdown: Breakdown | None
    numerator: Fraction | None
    denominator: Fraction | None
    value: Value
    left_out: int = 0

    @property
    def key(self) -> Key:
        """What the figure is of."""
        return Key(self.indicator, self.period, self.unit, self.breakdown)
