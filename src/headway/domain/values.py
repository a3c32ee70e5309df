"""A value is a number, or one of seven ways of not being one. Absent is never nought."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias


class State(Enum):
    """Why there is no number; each shows as itself on every page and in every file."""

    NOT_APPLICABLE = "not applicable"  # no number could exist: nothing to divide by, no base
    NOT_COLLECTED = "not collected"  # nobody gathers it, or no such figure is published
    AWAITED = "awaited"  # "tbc": it will come
    NOT_DUE = "not due"  # a quarterly figure in a month that ends no quarter; too early to know
    INCOMPLETE = "incomplete"  # a figure was due here and the place for it is empty, or part of it
    SUPPRESSED = "suppressed"  # withheld to protect people
    BROKEN = "broken"  # something stands there that cannot be read as a figure

    @property
    def symbol(self) -> str:
        """What stands in the figure's place where there is little room."""
        return _SYMBOLS[self]


_SYMBOLS = {
    State.NOT_APPLICABLE: "n/a",
    State.NOT_COLLECTED: "-",
    State.AWAITED: "tbc",
    State.NOT_DUE: "not due",
    State.INCOMPLETE: "missing",
    State.SUPPRESSED: "*",
    State.BROKEN: "?",
}


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number. A percentage is held as it is spoken: 6.8% is 6.8."""

    amount: Fraction

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Fraction):
            raise TypeError("an amount is an exact Fraction; use number(...) to make one")


@dataclass(frozen=True, slots=True)
class Absent:
    """No number, and why. ``note`` adds what is known, such as the text found.

    ``sign`` stands in the figure's place instead of the state's own symbol, where a policy of
    disclosure control names one.
    """

    state: State
    note: str = ""
    sign: str = ""

    @property
    def symbol(self) -> str:
        """What stands in the figure's place where there is little room."""
        return self.sign or self.state.symbol


Value: TypeAlias = Number | Absent


def number(amount: int | str | Fraction) -> Number:
    """Make an exact number from a whole number, a fraction or decimal text ("6.8"); no floats."""
    if isinstance(amount, float):
        raise TypeError("give exact text such as '6.8', not a float")
    return Number(Fraction(amount))


def divide(numerator: Value, denominator: Value, scale: int = 1) -> Value:
    """Return numerator ÷ denominator × scale; nought below the line is not applicable.

    An absent part makes the whole absent with that part's state, numerator first.
    """
    if isinstance(numerator, Absent):
        return numerator
    if isinstance(denominator, Absent):
        return denominator
    if denominator.amount == 0:
        return Absent(State.NOT_APPLICABLE, "nothing to divide by")
    return Number(numerator.amount * scale / denominator.amount)


def add(values: Iterable[Value]) -> Value:
    """Return the sum, or refuse: one absent part makes the sum absent, saying how many are."""
    amounts: list[Fraction] = []
    missing: Counter[State] = Counter()
    for value in values:
        if isinstance(value, Number):
            amounts.append(value.amount)
        else:
            missing[value.state] += 1
    if missing:
        words = ", ".join(f"{count} {state.value}" for state, count in missing.items())
        return Absent(State.INCOMPLETE, f"cannot be added up: {words}")
    if not amounts:
        return Absent(State.NOT_APPLICABLE, "nothing to add up")
    return Number(sum(amounts, Fraction(0)))


@dataclass(frozen=True, slots=True)
class Summary:
    """A mean or a maximum of what is known, and how much that is.

    ``due`` is how many figures the stretch should hold, ``known`` how many it does hold;
    ``left_out`` counts the others by state. ``covers`` says which part of the stretch is meant,
    where a break keeps the rest of it out.
    """

    value: Value
    known: int
    due: int
    left_out: tuple[tuple[State, int], ...] = ()
    covers: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.known <= self.due:
            raise ValueError("what is known lies between none and all that is due")
        absent = isinstance(self.value, Absent)
        withheld = isinstance(self.value, Absent) and self.value.state is State.SUPPRESSED
        if (self.known == 0) is not absent and not withheld:
            raise ValueError("a summary of nothing is absent, and of something is a number")

    @property
    def complete(self) -> bool:
        """Whether every figure that is due is known."""
        return self.known == self.due

    @property
    def words(self) -> str:
        """Say what the summary rests on: "6 of 12 known"."""
        known = f"{self.known} of {self.due} known"
        return f"{known}, {self.covers}" if self.covers else known


def mean(values: Iterable[Value]) -> Summary:
    """Return the exact mean of the numbers among ``values``; states are counted, never nought."""
    return _summary(list(values), lambda amounts: sum(amounts, Fraction(0)) / len(amounts))


def maximum(values: Iterable[Value]) -> Summary:
    """Return the largest number among ``values``; states are counted, never nought."""
    return _summary(list(values), max)


def _summary(values: list[Value], work_out: Callable[[list[Fraction]], Fraction]) -> Summary:
    amounts = [value.amount for value in values if isinstance(value, Number)]
    states = Counter(value.state for value in values if isinstance(value, Absent))
    # What is not due, and what could not exist, is not missing: it is left out of the count due.
    waived = states.pop(State.NOT_DUE, 0) + states.pop(State.NOT_APPLICABLE, 0)
    left_out = tuple(sorted(states.items(), key=lambda item: item[0].value))
    due = len(values) - waived
    if not amounts:
        return Summary(Absent(State.NOT_APPLICABLE, "nothing is known"), 0, due, left_out)
    return Summary(Number(work_out(amounts)), len(amounts), due, left_out)
