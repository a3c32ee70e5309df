"""What a target asks, in words."""

from fractions import Fraction

from headway.domain.exact import exact_text
from headway.domain.indicator import Unit
from headway.domain.show import show
from headway.domain.targets import Target, TargetForm
from headway.domain.values import Number


def target_words(target: Target, unit: Unit = Unit.NUMBER) -> str:
    """Say what a target asks: "at least 336", "between 10% and 20%", "to be confirmed"."""
    if target.goal is None:
        return TargetForm.TO_BE_CONFIRMED.value
    goal = goal_text(target.goal, unit)
    if target.form is TargetForm.WITHIN and target.high is not None:
        return f"between {goal} and {goal_text(target.high, unit)}"
    if target.form is TargetForm.UNSTATED:
        return f"{goal} ({target.form.value})"
    return f"{target.form.value} {goal}"


def goal_text(goal: Fraction, unit: Unit) -> str:
    """Write a goal at the decimals it was set with, however the figure is rounded."""
    _, _, places = exact_text(goal).partition(".")
    return show(Number(goal), unit, min(len(places), 3))
