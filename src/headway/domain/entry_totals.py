"""Figures of teams to figures of localities and the council: added up, never averaged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from headway.domain.indicator import Indicator, Unit
from headway.domain.values import Absent, Number, State, Value, divide

ADDS = (Unit.NUMBER, Unit.POUNDS)


def adds_up(indicator: Indicator) -> bool:
    """Whether the figures of teams may be added: counts and money, not rates, days or averages."""
    return indicator.unit in ADDS and not indicator.decimals and indicator.ratio is None


def total(indicator: Indicator, figures: Mapping[str, Value], expected: Sequence[str]) -> Value:
    """Add the figures of the units ``expected``, by identifier; what cannot be added says why.

    A team that says "not applicable" adds nothing and is not missing. One that says "awaited", or
    has no figure, makes the total incomplete: "7 of 9 teams".
    """
    if not adds_up(indicator):
        return Absent(State.NOT_APPLICABLE, "figures of this kind cannot be added up")
    known = [figures[name] for name in expected if name in figures]
    numbers = [one.amount for one in known if isinstance(one, Number)]
    none = sum(isinstance(one, Absent) and one.state is State.NOT_APPLICABLE for one in known)
    if len(numbers) + none < len(expected):
        return Absent(State.INCOMPLETE, f"{len(numbers) + none} of {len(expected)} teams")
    if not numbers:
        return Absent(State.NOT_APPLICABLE, "no team has a figure")
    return Number(sum(numbers, Fraction(0)))


def worked_out(indicator: Indicator, figures: Mapping[str, Value]) -> Value:
    """Work a percentage or rate out from its two figures, of one unit or of a total."""
    ratio = indicator.ratio
    if ratio is None:
        raise ValueError(f"{indicator.id} is not worked out from others")
    missing = Absent(State.INCOMPLETE, "it has no figure to be worked out from")
    above = figures.get(ratio.numerator, missing)
    below = figures.get(ratio.denominator, missing)
    return divide(above, below, ratio.scale)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How many questions a unit was asked, and when it first handed in answers to all of them."""

    questions: int
    first_on: date | None = None

    def answered_by(self, day: date) -> int:
        """How many questions were answered by the end of a day."""
        return self.questions if self.first_on is not None and self.first_on <= day else 0


@dataclass(frozen=True, slots=True)
class Share:
    """Some of all, with its percentage."""

    some: int
    of: int

    @property
    def value(self) -> Value:
        """The exact percentage; not applicable of nothing."""
        return divide(Number(Fraction(self.some)), Number(Fraction(self.of)), 100)


def completeness(sheets: Sequence[HandedIn], closes: date) -> Share:
    """Of the figures asked for, those handed in by the day the period closes.

    "Not applicable" and "awaited" are answers. Units' counts are added before they are divided.
    """
    return Share(
        sum(one.answered_by(closes) for one in sheets), sum(one.questions for one in sheets)
    )


def timeliness(sheets: Sequence[HandedIn], due: date) -> Share:
    """Of the figures handed in, those that came by the day they were due, without a reminder."""
    entered = [one for one in sheets if one.first_on is not None]
    return Share(
        sum(one.answered_by(due) for one in entered), sum(one.questions for one in entered)
    )
