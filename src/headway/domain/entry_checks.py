"""What is noticed about a team's sheet before it is handed in.

An error is something that cannot be, and must be put right. A warning is something that is seldom
so: the team looks again and says why it is right; what is true is never refused. Every check is
exact, and says the figures it rests on.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from headway.domain.entry_answers import BLANK, SheetAnswer
from headway.domain.exact import exact_text
from headway.domain.indicator import Indicator, Unit
from headway.domain.show import show
from headway.domain.team_sheets import PartOf, limits_of_question
from headway.domain.values import Absent, Number, Value

LIMIT_FACTOR = Fraction("2.66")  # 3 ÷ 1.128: three standard deviations from moving ranges of two
FEWEST_PAST = 6  # figures, before anything is called usual
LARGE_ENOUGH = 10  # a smaller figure is often the same twice
SEVERAL = 3  # figures that are all the same as before, however small


@dataclass(frozen=True, slots=True)
class Remark:
    """Something noticed about the answer to an indicator; ``said`` is a sentence."""

    indicator: str
    said: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: an indicator, and the unit's own figures before, oldest first.

    ``past`` holds numbers only; ``before`` is the figure of the period just before, if any.
    """

    indicator: Indicator
    past: tuple[Fraction, ...] = ()
    before: Value | None = None

    def text(self, amount: Fraction) -> str:
        """Write an amount as the indicator's figures are written."""
        return show(Number(amount), self.indicator.unit, self.indicator.decimals)


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet as it stands: what is asked, and what is answered; see ``remarks_on``."""

    asked: tuple[Asked, ...]
    answers: Mapping[str, SheetAnswer]
    parts: tuple[PartOf, ...] = ()
    worked_out: tuple[Indicator, ...] = ()
    period_word: str = "period"
    by_id: Mapping[str, Asked] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {one.indicator.id: one for one in self.asked})

    def amount(self, indicator: str) -> Fraction | None:
        """The number answered; None where there is none."""
        return self.answers.get(indicator, BLANK).amount


def remarks_on(filled: Filled) -> tuple[Remark, ...]:
    """Return everything noticed, in the order of the questions, errors first of each."""
    found = [remark for check in CHECKS for remark in check(filled)]
    order = {one.indicator.id: place for place, one in enumerate(filled.asked)}
    return tuple(sorted(found, key=lambda one: (order[one.indicator], not one.is_error)))


def unanswered(remarks: Iterable[Remark], answers: Mapping[str, SheetAnswer]) -> tuple[Remark, ...]:
    """Return what still stands in the way: errors, and warnings without a word on them."""
    return tuple(
        one for one in remarks if one.is_error or not answers.get(one.indicator, BLANK).note.strip()
    )


def blank(filled: Filled) -> Iterator[Remark]:
    """Find questions without an answer: "not applicable" and "awaited" are answers."""
    for one in filled.asked:
        if filled.answers.get(one.indicator.id, BLANK).is_blank:
            yield Remark(
                one.indicator.id,
                "Enter a number, or choose “not applicable” or “awaited”.",
                is_error=True,
            )


def cannot_be(filled: Filled) -> Iterator[Remark]:
    """Find figures that cannot be: part of a person, or less than none."""
    for one in filled.asked:
        amount = filled.amount(one.indicator.id)
        if amount is None:
            continue
        if why := limits_of_question(one.indicator).broken_by(Number(amount)):
            yield Remark(one.indicator.id, f"{exact_text(amount)} cannot be: {why}.", is_error=True)


def part_larger_than_whole(filled: Filled) -> Iterator[Remark]:
    """Find a part that is larger than its whole.

    Where the sheet names the two as part and whole it cannot be. Of the two figures of any other
    percentage it seldom is, so that it is only asked about.
    """
    named = {(one.part, one.whole): True for one in filled.parts}
    shares = [one.ratio for one in filled.worked_out if one.unit is Unit.PERCENTAGE and one.ratio]
    asked_about = {(one.numerator, one.denominator): False for one in shares}
    for (part, whole), is_error in (asked_about | named).items():
        above, below = filled.amount(part), filled.amount(whole)
        if above is not None and below is not None and above > below:
            first, second = filled.by_id[part], filled.by_id[whole]
            said = (
                f"{first.text(above)} is more than the {second.text(below)} given for "
                f"“{second.indicator.title}”, of which it is a part."
            )
            yield Remark(part, said, is_error)


def over_100(filled: Filled) -> Iterator[Remark]:
    """Find percentages over 100: true of few things."""
    for one in filled.asked:
        amount = filled.amount(one.indicator.id)
        if amount is not None and one.indicator.unit is Unit.PERCENTAGE and amount > 100:
            yield Remark(one.indicator.id, f"{one.text(amount)} is over 100%.")


def outside_usual_range(filled: Filled) -> Iterator[Remark]:
    """Find figures outside the range that the unit's own past figures make usual."""
    for one in filled.asked:
        amount, usual = filled.amount(one.indicator.id), usual_range(one.past)
        if amount is None or usual is None:
            continue
        low, high = _possible(one.indicator, usual)
        if low <= amount <= high:
            continue
        more = "more" if amount > high else "less"
        said = (
            f"{one.text(amount)} is {more} than usual: from the last {len(one.past)} figures, "
            f"{_between(one, low, high)} would be expected."
        )
        yield Remark(one.indicator.id, said)


def carried_forward(filled: Filled) -> Iterator[Remark]:
    """Find figures that are the same as the period before.

    A figure of 10 or more seldom is. Where all of three or more figures are, even small ones were
    perhaps carried over from the last sheet.
    """
    same, other = [], 0
    for one in filled.asked:
        amount = filled.amount(one.indicator.id)
        if not amount or not isinstance(one.before, Number):
            continue
        if one.before.amount == amount:
            same.append((one, amount))
        else:
            other += 1
    all_the_same = len(same) >= SEVERAL and not other
    for one, amount in same:
        if all_the_same or amount >= LARGE_ENOUGH:
            said = (
                f"{one.text(amount)} is exactly what was given for the {filled.period_word} before."
            )
            yield Remark(one.indicator.id, said)


CHECKS: tuple[Callable[[Filled], Iterator[Remark]], ...] = (
    blank,
    cannot_be,
    part_larger_than_whole,
    over_100,
    outside_usual_range,
    carried_forward,
)
"""Every check, in the order in which its remarks are told."""


def usual_range(past: Sequence[Fraction]) -> tuple[Fraction, Fraction] | None:
    """Return the range in which the next figure is to be expected; None with under six figures.

    The average, and 2.66 times the average move from one figure to the next on either side: the
    natural limits of an XmR chart (Wheeler; see ``control_charts.limits``).
    """
    if len(past) < FEWEST_PAST:
        return None
    moves = [abs(later - earlier) for earlier, later in pairwise(past)]
    centre = sum(past, Fraction(0)) / len(past)
    reach = LIMIT_FACTOR * sum(moves, Fraction(0)) / len(moves)
    return centre - reach, centre + reach


def _possible(indicator: Indicator, usual: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    """Keep a usual range to what can be, in steps of the indicator's own decimals, outwards."""
    low, high = usual
    if limits_of_question(indicator).from_nought:
        low = max(low, Fraction(0))
    step = Fraction(1, 10**indicator.decimals)
    return (low // step) * step, -((-high) // step) * step


def _between(one: Asked, low: Fraction, high: Fraction) -> str:
    if low == high:
        return one.text(low)
    return f"{one.text(low)} to {one.text(high)}"


def state_of(value: Value | None) -> str:
    """Name what stands in place of a number: "awaited", "not answered"."""
    if value is None:
        return "not answered"
    return value.state.value if isinstance(value, Absent) else ""
