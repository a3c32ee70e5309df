"""Targets by year, and the red, amber and green they give: with a shape beside each colour."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction

from headway.domain.periods import Period
from headway.domain.polarity import Polarity
from headway.domain.rounding import round_to
from headway.domain.values import Absent, Number, State, Value


class TargetForm(Enum):
    """What a target asks."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    WITHIN = "within a range"
    TO_BE_CONFIRMED = "to be confirmed"
    UNSTATED = "direction not stated"  # a sheet printed a figure and not which way it points


@dataclass(frozen=True, slots=True)
class Revision:
    """A target changed within its year: what it was, when, why, and who agreed (a role)."""

    was: str
    on: date | None
    reason: str
    approved_by: str = ""

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a revision has its reason")


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked of an indicator in a period, with its tolerance.

    ``goal`` is the target (or the low end of a range, ``high`` its other end). Amber reaches
    from the goal to ``floor``, or to ``tolerance`` beyond it: absolute, in the figure's own
    unit. Without either there is no amber.
    """

    period: Period
    form: TargetForm
    goal: Fraction | None = None
    high: Fraction | None = None
    tolerance: Fraction | None = None
    floor: Fraction | None = None
    on_rounded: bool = True
    revisions: tuple[Revision, ...] = ()
    text: str = ""  # as printed

    def __post_init__(self) -> None:
        if (self.form is TargetForm.TO_BE_CONFIRMED) is not (self.goal is None):
            raise ValueError("a target has a goal, or is still to be confirmed")
        if (self.form is TargetForm.WITHIN) is not (self.high is not None):
            raise ValueError("a range, and only a range, has a high end")
        if self.goal is not None and self.high is not None and self.high < self.goal:
            raise ValueError("the high end of a range is not below its low end")
        if self.tolerance is not None and (self.tolerance < 0 or self.floor is not None):
            raise ValueError("give a tolerance of 0 or more, or a floor, not both")
        self._check_floor()

    def _check_floor(self) -> None:
        if self.floor is None or self.goal is None:
            return
        wrong = {
            TargetForm.AT_LEAST: self.floor > self.goal,
            TargetForm.AT_MOST: self.floor < self.goal,
            TargetForm.UNSTATED: False,  # its direction says which side is the worse one
        }.get(self.form, True)
        if wrong:
            raise ValueError("a floor lies on the worse side of the goal; a range has none")


class Rag(Enum):
    """Where a figure stands against its target; every colour has its shape and its words."""

    GREEN = "on target"
    AMBER = "close to target"
    RED = "off target"
    NONE = "no colour"

    @property
    def shape(self) -> str:
        """The shape that goes with the colour."""
        return {"GREEN": "●", "AMBER": "◆", "RED": "■", "NONE": "○"}[self.name]


@dataclass(frozen=True, slots=True)
class Standing:
    """A colour and why it is that colour, or why there is none."""

    rag: Rag
    reason: str


def stand(value: Value, target: Target | None, decimals: int = 0) -> Standing:
    """Colour ``value`` against ``target``.

    The threshold is applied to the rounded figure where the target says so (``on_rounded``,
    with the indicator's ``decimals``). No figure, no target, one to be confirmed or one whose
    direction nobody stated gives no colour, and the reason says which.
    """
    if target is None:
        return Standing(Rag.NONE, "no target for this period")
    if target.form is TargetForm.TO_BE_CONFIRMED:
        return Standing(Rag.NONE, "the target is to be confirmed")
    if target.form is TargetForm.UNSTATED:
        return Standing(Rag.NONE, "the sheet does not say which way the target points")
    if isinstance(value, Absent):
        hidden = value.state is State.SUPPRESSED
        return Standing(Rag.NONE, "withheld" if hidden else f"no figure ({value.state.value})")
    exact = value.amount
    compared = Fraction(round_to(exact, decimals)) if target.on_rounded else exact
    return _standing(_shortfall(compared, target), target)


def _shortfall(amount: Fraction, target: Target) -> Fraction:
    """How far the figure is on the worse side of the goal; 0 or less is met."""
    low = target.goal if target.goal is not None else amount
    high = target.high if target.high is not None else low
    match target.form:
        case TargetForm.AT_LEAST:
            return low - amount
        case TargetForm.AT_MOST:
            return amount - high
        case _:
            return max(low - amount, amount - high)


def _standing(shortfall: Fraction, target: Target) -> Standing:
    if shortfall <= 0:
        return Standing(Rag.GREEN, "the target is met")
    room = target.tolerance
    if target.floor is not None and target.goal is not None:
        room = abs(target.goal - target.floor)
    if room is not None and shortfall <= room:
        return Standing(Rag.AMBER, "short of the target, within its tolerance")
    if room is None:
        return Standing(Rag.RED, "the target is not met, and it has no tolerance")
    return Standing(Rag.RED, "short of the target by more than its tolerance")


def target_for(period: Period, targets: tuple[Target, ...]) -> Target | None:
    """Return the target whose period covers ``period``; the shortest where several do."""
    fitting = [target for target in targets if target.period.covers(period)]
    return min(fitting, key=lambda t: (t.period.end - t.period.start).days, default=None)


def directed(target: Target | None, polarity: Polarity) -> Target | None:
    """Give a target without a stated direction the one that its indicator's polarity gives.

    Where higher is better a printed figure is to be reached, where lower is better not to be
    passed; otherwise nothing is assumed. A printed floor on the better side is no floor.
    """
    if target is None or target.form is not TargetForm.UNSTATED:
        return target
    form = {Polarity.HIGHER: TargetForm.AT_LEAST, Polarity.LOWER: TargetForm.AT_MOST}.get(polarity)
    if form is None:
        return target
    try:
        return replace(target, form=form)
    except ValueError:
        return replace(target, form=form, floor=None)


def as_number(target: Target) -> Value:
    """Return the goal as a value: awaited where it is to be confirmed."""
    return Absent(State.AWAITED) if target.goal is None else Number(target.goal)
