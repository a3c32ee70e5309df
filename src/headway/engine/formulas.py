"""How a value is made of what stands above and below the line: of one figure, and of columns."""

from fractions import Fraction
from typing import TypedDict

from headway.domain.calculation import (
    Average,
    Count,
    Duration,
    OpenAtEnd,
    PartOf,
    Rate,
    Statistic,
    Transition,
)
from headway.domain.calculation_results import Parts
from headway.domain.indicator import Indicator
from headway.domain.values import Absent, Number, State, Value, divide


class Formula(TypedDict, total=False):
    """How ``Figures`` makes values of its columns; what is not said is as it has it of itself."""

    times: int
    over: int
    divides: bool
    shows: tuple[bool, bool]


def value_of(indicator: Indicator, parts: Parts) -> Value:
    """Give the value of an indicator's parts: parts are added up first and divided last."""
    calculation = indicator.calculation
    above, below = parts.numerator or Fraction(0), parts.denominator or Fraction(0)
    match calculation:
        case Count() | OpenAtEnd() | Transition() | PartOf():
            return Number(above)
        case Average():
            return _mean(calculation, above, below)
        case Duration():
            return _typical(calculation, above, below)
        case Rate():
            return divide(Number(above), Number(below), calculation.per)
    scale = indicator.ratio.scale if indicator.ratio else 100
    if calculation and 0 < below < calculation.common.minimum_denominator:
        least = calculation.common.minimum_denominator
        return Absent(State.NOT_APPLICABLE, f"fewer than {least} to divide by")
    return divide(Number(above), Number(below), scale)


def _mean(calculation: Average, above: Fraction, below: Fraction) -> Value:
    least = calculation.common.minimum_denominator
    if below == 0:
        return Absent(State.NOT_APPLICABLE, "nothing is known to take a mean of")
    if below < least:
        return Absent(State.NOT_APPLICABLE, f"fewer than {least} to take a mean of")
    return Number(above / below)


def _typical(calculation: Duration, above: Fraction, below: Fraction) -> Value:
    if below == 0:
        return Absent(State.NOT_APPLICABLE, "no duration is known")
    if below < calculation.common.minimum_denominator:
        least = calculation.common.minimum_denominator
        return Absent(State.NOT_APPLICABLE, f"fewer than {least} durations")
    match calculation.statistic:
        case Statistic.MEAN:
            return Number(above / below)
        case Statistic.MEDIAN:
            return Number(above / 2)
        case Statistic.PERCENTILE:
            return Number(above)


def formula(indicator: Indicator) -> Formula:
    """Say how a figure is made of what stands above and below the line, as ``value_of`` does."""
    calculation = indicator.calculation
    match calculation:
        case Count() | OpenAtEnd() | Transition() | PartOf():
            return {"shows": (True, False)}
        case Duration() if calculation.statistic is Statistic.MEDIAN:
            return {"over": 2, "shows": (False, True)}
        case Duration() if calculation.statistic is Statistic.PERCENTILE:
            return {"shows": (False, True)}
        case Duration() | Average():
            times = 1
        case Rate():
            times = calculation.per
        case _:
            times = indicator.ratio.scale if indicator.ratio else 100
    return {"times": times, "divides": True, "shows": (True, True)}
