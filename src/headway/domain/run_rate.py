"""What a year's target still asks for: so many a month for the months left, beside what it was.

Only for figures whose months add up to the year. Everything is exact; a pace is rounded only
where it is said, always to the side on which the target would be met.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.breaks import Break, lasting, latest_between
from headway.domain.calculation import Count, Entered, Transition
from headway.domain.exact import exact_text
from headway.domain.indicator import Indicator, Unit
from headway.domain.periods import Period, PeriodKind, period_ending
from headway.domain.rounding import Rounding, round_to
from headway.domain.show import show_decimal
from headway.domain.targets import Target, TargetForm
from headway.domain.values import Number, State, Value


@dataclass(frozen=True, slots=True)
class NoRunRate:
    """A year's target to which no pace can be given, and why."""

    target: Target
    reason: str


@dataclass(frozen=True, slots=True)
class RunRate:
    """The pace to a year's target: ``needed`` per period left, ``been`` per period so far.

    ``needed`` is None where no period is left. Under "at most" it is what there is room for.
    """

    target: Target
    unit: Unit
    kind: PeriodKind
    so_far: Fraction
    done: int
    left: int

    def __post_init__(self) -> None:
        if self.target.goal is None or self.done < 1 or self.left < 0:
            raise ValueError("a pace has a goal and begins with a figure")

    @property
    def still(self) -> Fraction:
        """What the goal leaves: 0 or less once it is reached (or, under "at most", passed)."""
        return (self.target.goal or Fraction(0)) - self.so_far

    @property
    def needed(self) -> Fraction | None:
        """How many a period reach the goal exactly by the end of the year; never under nought."""
        return max(Fraction(0), self.still) / self.left if self.left else None

    @property
    def been(self) -> Fraction:
        """How many a period it has been so far."""
        return self.so_far / self.done

    @property
    def ceiling(self) -> bool:
        """Whether the goal is not to be passed."""
        return self.target.form is TargetForm.AT_MOST

    @property
    def behind(self) -> bool:
        """Whether the goal is out of reach at the pace so far."""
        if self.ceiling:
            return self.still < 0 or (self.needed is not None and self.been > self.needed)
        return self.still > 0 and (self.needed is None or self.been < self.needed)

    @property
    def words(self) -> str:
        """Say it, without a full stop: "needs 12 a month for the 5 months left; it has been 9"."""
        goal = self._text(self.target.goal or Fraction(0))
        if self.needed is None:
            return f"{self._text(self.so_far)} in {self.target.period}, of {self._asked} {goal}"
        left = f"{self.left} {self._step}{'s' if self.left > 1 else ''} left"
        if self.ceiling and self.still < 0:
            return f"{self._text(self.so_far)} already, over {goal}, with {left}"
        if self.still <= 0 and not self.ceiling:
            return f"{self._text(self.so_far)} already, of {goal}, with {left}"
        start = "has room for" if self.ceiling else "needs"
        return f"{start} {self._pace} a {self._step} for the {left}; it has been {self._been}"

    @property
    def short(self) -> str:
        """The two paces alone: "12 a month; it has been 9"."""
        return f"{self._pace} a {self._step}; it has been {self._been}"

    @property
    def _asked(self) -> str:
        return "at most" if self.ceiling else "at least"

    @property
    def _step(self) -> str:
        return self.kind.value

    @property
    def _pace(self) -> str:
        # Rounded so that keeping to what is said meets the target.
        rule = Rounding.CUT if self.ceiling else Rounding.CEILING
        return self._text(self.needed or Fraction(0), rule)

    @property
    def _been(self) -> str:
        return self._text(self.been)

    def _text(self, amount: Fraction, rule: Rounding = Rounding.HALF_UP) -> str:
        places = 0 if amount.denominator == 1 else 1
        return show_decimal(round_to(amount, places, rule), self.unit)


def run_rate(
    indicator: Indicator,
    figures: Mapping[Period, Value],
    last: Period,
    target: Target | None,
    breaks: Sequence[Break] = (),
) -> RunRate | NoRunRate | None:
    """Work out the pace to a year's target, refuse it with a reason, or return None without one.

    ``figures`` are by period of the indicator's own kind, ``last`` is the latest one that is due.
    A target for no longer than ``last`` asks nothing of a pace.
    """
    if target is None or len(target.period.months()) <= len(last.months()):
        return None
    due = _periods(target.period, last.kind)
    so_far = [each for each in due if each <= last]
    why = (
        _no_pace(target)
        or does_not_add_up(indicator)
        or _not_whole(due, target, last)
        or _broken(breaks, so_far)
        or _not_known([figures.get(each) for each in so_far])
    )
    if why:
        return NoRunRate(target, why)
    amounts = [value.amount for each in so_far if isinstance(value := figures[each], Number)]
    total = sum(amounts, Fraction(0))
    left = len(due) - len(so_far)
    return RunRate(target, indicator.unit, last.kind, total, len(so_far), left)


def _periods(year: Period, kind: PeriodKind) -> list[Period]:
    found = []
    for each in year.months():
        try:
            period = period_ending(kind, each)
        except ValueError:
            continue
        if period.start >= year.start:
            found.append(period)
    return found


def _no_pace(target: Target) -> str:
    return {
        TargetForm.TO_BE_CONFIRMED: "the target is to be confirmed",
        TargetForm.UNSTATED: "the sheet does not say which way the target points",
        TargetForm.WITHIN: "a range has no pace",
    }.get(target.form, "")


def does_not_add_up(indicator: Indicator) -> str:
    """Say why an indicator's figures do not add up to its year's; empty where they do."""
    if indicator.unit not in (Unit.NUMBER, Unit.POUNDS):
        return f"figures counted in “{indicator.unit.value}” do not add up over a year"
    if indicator.at_a_date:
        return "a count on a day does not add up over a year"
    if indicator.ratio is not None:
        return "one figure over another does not add up over a year"
    match indicator.calculation:
        case Count() as count if count.each and not count.only_the_first:
            return "who is counted in several periods is one in the year, so they do not add up"
        case None | Count() | Transition() | Entered():
            return ""
    return "its figures do not add up over a year"


def _not_whole(due: Sequence[Period], target: Target, last: Period) -> str:
    if not due or last not in due:
        return f"{last} is no part of {target.period}"
    return ""


def _broken(breaks: Sequence[Break], so_far: Sequence[Period]) -> str:
    across = latest_between(lasting(breaks), so_far[0], so_far[-1])
    return f"{across.said}, within the year" if across else ""


def _not_known(values: Sequence[Value | None]) -> str:
    """Say that a figure of the year is withheld or not known: nothing is made of the others."""
    states = [getattr(value, "state", None) for value in values]
    if State.SUPPRESSED in states:
        return "a figure of the year is withheld"
    unknown = sum(not isinstance(value, Number) for value in values)
    if not unknown:
        return ""
    return f"{exact_text(Fraction(unknown))} of the {len(values)} figures so far are not known"
