"""What stands beside a figure to say what it means: held side by side, each with its own words.

Worked out by ``headway.domain.signalling``; how they are chosen is in docs/signals.md.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from headway.domain.benchmarks.position import NotCompared, Position
from headway.domain.control_charts.assurance import Assurance
from headway.domain.control_charts.chart import ControlChart
from headway.domain.control_charts.icons import Variation
from headway.domain.control_charts.refusals import NoChart, Refusal
from headway.domain.indicator import Unit
from headway.domain.periods import Period
from headway.domain.rounding import round_to
from headway.domain.run_rate import NoRunRate, RunRate
from headway.domain.show import show
from headway.domain.usual_change import LikelyChange
from headway.domain.values import Number

_PER_PEOPLE = (Unit.PER_10_000, Unit.PER_100_000)


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases behind a percentage, a rate or a typical length: above the line, and below it."""

    unit: Unit
    above: Fraction | None = None
    below: Fraction | None = None

    @property
    def count(self) -> Fraction | None:
        """How many cases a figure rests on: those below the line; above it for a rate of people."""
        return self.above if self.unit in _PER_PEOPLE else self.below

    @property
    def words(self) -> str:
        """Say it: "18 of 72", "72 cases"; empty where nothing is known."""
        if self.unit is Unit.PERCENTAGE and self.above is not None and self.below is not None:
            return f"{_whole(self.above)} of {_whole(self.below)}"
        if self.count is None:
            return ""
        return f"{_whole(self.count)} {'case' if self.count == 1 else 'cases'}"


def _whole(count: Fraction) -> str:
    places = 0 if count.denominator == 1 else 1
    return show(Number(Fraction(round_to(count, places))), Unit.NUMBER, places)


class Stage(Enum):
    """How far a figure has come."""

    SETTLED = "not likely to change any more"
    MOVING = "still likely to change"
    NOT_DUE = "not due yet"
    YOUNG = "in its first year of collection"


@dataclass(frozen=True, slots=True)
class Maturity:
    """How far a figure has come, in words, and by how much it is still likely to change."""

    stage: Stage
    words: str
    likely: LikelyChange | None = None

    def __post_init__(self) -> None:
        if not self.words or (self.stage is Stage.MOVING and self.likely is None):
            raise ValueError("maturity has its words; what is moving says by how much")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One plain sentence, without a full stop, where signals disagree, and the rule that spoke."""

    rule: str
    sentence: str


Chart: TypeAlias = ControlChart | NoChart
Among: TypeAlias = Position | NotCompared


@dataclass(frozen=True, slots=True)
class Signals:
    """All that is said of a row's current figure; None stands for what is not known of it.

    ``chart`` is the control chart or why there is none; ``position`` where the council stands
    among others; ``pace`` what a year's target still asks for.
    """

    chart: Chart | None = None
    position: Among | None = None
    cases: Cases | None = None
    maturity: Maturity | None = None
    pace: RunRate | NoRunRate | None = None
    disagreement: Disagreement | None = None

    @property
    def drawn(self) -> ControlChart | None:
        """The control chart, where there is one."""
        return self.chart if isinstance(self.chart, ControlChart) else None

    @property
    def variation(self) -> Variation:
        """The variation icon; none where there is no chart."""
        return self.drawn.variation if self.drawn else Variation.NONE

    @property
    def assurance(self) -> Assurance:
        """The assurance icon; none where there is no chart."""
        return self.drawn.assurance if self.drawn else Assurance.NONE

    @property
    def compared(self) -> Position | None:
        """The position among others, where there is one."""
        return self.position if isinstance(self.position, Position) else None

    @property
    def run_rate(self) -> RunRate | None:
        """The pace to a year's target, where there is one."""
        return self.pace if isinstance(self.pace, RunRate) else None

    @property
    def too_few(self) -> bool:
        """Whether only the want of figures stands in the way of a chart."""
        return isinstance(self.chart, NoChart) and self.chart.refusal is Refusal.TOO_FEW

    def reveal(self, withheld: Collection[Period], current: bool) -> bool:
        """Say whether any signal rests on a withheld figure.

        ``withheld`` are the periods whose figures are withheld, ``current`` says whether the
        current figure is one of them.
        """
        points = self.drawn.points if self.drawn else ()
        charted = any(each.amount is not None and each.period in withheld for each in points)
        moving = self.maturity is not None and self.maturity.likely is not None
        return charted or (current and bool(self.cases or self.run_rate or moving))


NO_SIGNALS = Signals()
