"""The points of a chart and what they can mean."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from headway.domain.control_charts.limits import Limits
from headway.domain.periods import Period
from headway.domain.targets import Target
from headway.domain.values import Absent, Number, Value


class Side(Enum):
    """Which way a signal points: above or rising, below or falling."""

    HIGH = "high"
    LOW = "low"


class Rule(Enum):
    """The four signs of special cause, the one that names a point first."""

    OUTSIDE = "beyond a limit"
    TREND = "trend"
    TWO_OF_THREE = "two of three near a limit"
    SHIFT = "shift"


class PointKind(Enum):
    """What a point is drawn as."""

    COMMON = "expected variation"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "unusual, not judged"
    UNSETTLED = "not settled yet"
    ABSENT = "no figure"


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as the rules see it, with the limits in force there."""

    amount: Fraction
    limits: Limits


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that a point meets, and which way it points."""

    rule: Rule
    side: Side


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One period of a chart.

    ``limits`` are those in force at the period, also where it has no figure. ``fired`` holds
    the rules the point meets, in their order of priority. ``joined`` says whether the line runs
    on from the point before; ``moving_range`` is absolute, and None where there is none.
    """

    period: Period
    value: Value
    kind: PointKind
    segment: int
    limits: Limits | None = None
    moving_range: Fraction | None = None
    fired: tuple[Fired, ...] = ()
    target: Target | None = None
    joined: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.value, Absent) is not (self.kind is PointKind.ABSENT):
            raise ValueError("a point without a figure, and no other, is absent")
        if bool(self.fired) is not (self.kind in _SPECIAL):
            raise ValueError("a special point, and no other, has a rule that fired")

    @property
    def label(self) -> Rule | None:
        """The rule that names the point: the first by priority."""
        return self.fired[0].rule if self.fired else None

    @property
    def side(self) -> Side | None:
        """Which way the naming rule points."""
        return self.fired[0].side if self.fired else None

    @property
    def amount(self) -> Fraction | None:
        """The figure as an exact amount, or None."""
        return self.value.amount if isinstance(self.value, Number) else None

    @property
    def used(self) -> bool:
        """Whether the figure counts for limits and rules."""
        return self.kind not in (PointKind.ABSENT, PointKind.UNSETTLED)

    @property
    def mean(self) -> Fraction | None:
        """The average in force."""
        return self.limits.mean if self.limits else None


_SPECIAL = (PointKind.IMPROVEMENT, PointKind.CONCERN, PointKind.NEUTRAL)
