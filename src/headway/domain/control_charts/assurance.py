"""Assurance: can the target be relied on, given the limits now in force?

Source: NHSRplotthedots 0.2.2, R/ptd_calculate_assurance_type.R. A range is judged in the same
way from both its ends, which that source does not cover.
"""

from dataclasses import dataclass
from enum import Enum

from headway.domain.control_charts.limits import Band, Limits
from headway.domain.control_charts.options import DEFAULTS, ChangingTarget, ChartOptions
from headway.domain.polarity import Polarity
from headway.domain.targets import Target, TargetForm, directed


class Assurance(Enum):
    """Whether the target can be relied on while nothing changes."""

    MET = "the target is met consistently"
    MISSED = "the target is missed consistently"
    HIT_OR_MISS = "the target is met or missed by chance"
    NONE = "no assurance icon"


@dataclass(frozen=True, slots=True)
class Assured:
    """An assurance, the target it is about, and why there is none where there is none."""

    assurance: Assurance
    target: Target | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.assurance is Assurance.NONE) is not bool(self.reason):
            raise ValueError("where there is no assurance, and only there, a reason says why")


def assure(
    target: Target | None,
    limits: Limits | None,
    polarity: Polarity,
    options: ChartOptions = DEFAULTS,
    *,
    changed: bool = False,
) -> Assured:
    """Set a target against the last stretch's limits; equal to a limit is hit or miss.

    ``changed`` says that the target is another than when the limits last started.
    """
    asked = directed(target, polarity)
    reason = _why_none(asked, polarity)
    if not reason and changed and options.changing_target is ChangingTarget.NO_ICON:
        reason = "the target changed since the limits last started"
    if not reason and (limits is None or limits.band is None):
        reason = "there are no limits to set the target against"
    if reason or asked is None or limits is None or limits.band is None:
        return Assured(Assurance.NONE, target, reason)
    return Assured(_judged(asked, limits.band), asked)


def _why_none(target: Target | None, polarity: Polarity) -> str:
    if target is None:
        return "no target is set for the last period"
    if target.form is TargetForm.TO_BE_CONFIRMED:
        return "the target is to be confirmed"
    if polarity is Polarity.NONE:
        return "neither way is better in itself"
    if target.form is TargetForm.UNSTATED:
        return "the sheet does not say which way the target points"
    against = {Polarity.HIGHER: TargetForm.AT_MOST, Polarity.LOWER: TargetForm.AT_LEAST}
    if against.get(polarity) is target.form:
        return f"the target is set as “{target.form.value}”, though {polarity.value}"
    return ""


def _judged(target: Target, band: Band) -> Assurance:
    low = target.goal if target.form is not TargetForm.AT_MOST else None
    high = {TargetForm.AT_MOST: target.goal, TargetForm.WITHIN: target.high}.get(target.form)
    if (low is not None and band.upper < low) or (high is not None and band.lower > high):
        return Assurance.MISSED
    if (low is None or band.lower > low) and (high is None or band.upper < high):
        return Assurance.MET
    return Assurance.HIT_OR_MISS
