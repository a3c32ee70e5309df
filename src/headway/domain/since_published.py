"""What was published beside what is known now: figure by figure, each absence as itself.

What was published stands as it was published; what is known otherwise since is a restatement
beside it. Whether a figure moved is told from what was known then and what is known now, both
exactly. Where an edition withheld or rounded a figure, its symbol can be compared with nothing:
then what stood behind it is, and where that is not kept, the figure is not compared at all.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from headway.domain.calculation_results import UnitRef
from headway.domain.indicator import Indicator, Unit
from headway.domain.periods import Period
from headway.domain.rounding import round_to
from headway.domain.show import show, show_decimal
from headway.domain.values import Absent, Number, State, Value


class Since(Enum):
    """What became of a published figure."""

    MOVED = "moved"
    KNOWN_SINCE = "known since"
    NO_LONGER = "no figure now"
    OTHER_REASON = "no figure, for another reason"
    WITHIN = "moved by less than is printed"
    OTHERWISE = "printed otherwise, then and now"
    UNCHANGED = "unchanged"
    STILL_NONE = "no figure then or now"
    NOT_KEPT = "nothing is kept of it now"
    NOT_COMPARED = "cannot be compared"

    @property
    def about(self) -> str:
        """Say what it means."""
        return _ABOUT[self]

    @property
    def is_compared(self) -> bool:
        """Whether it had a figure, and that could be set beside what is known now."""
        return self.has_moved or self in {Since.WITHIN, Since.OTHERWISE, Since.UNCHANGED}

    @property
    def has_moved(self) -> bool:
        """Whether it had a figure, and would be printed otherwise now."""
        return self in {Since.MOVED, Since.NO_LONGER}

    @property
    def is_news(self) -> bool:
        """Whether a reader of the edition would see something else in its place now."""
        return self.has_moved or self in {Since.KNOWN_SINCE, Since.OTHER_REASON}


_ABOUT = {
    Since.MOVED: "it would be printed otherwise now",
    Since.KNOWN_SINCE: "there was no figure, and there is one now",
    Since.NO_LONGER: "there was a figure, and there is none now",
    Since.OTHER_REASON: "no figure then and none now, for another reason",
    Since.WITHIN: "the exact figure moved, but would be printed as it was",
    Since.OTHERWISE: "what is worked out has not moved, but another figure was published",
    Since.UNCHANGED: "it is the same figure",
    Since.STILL_NONE: "no figure then and none now, for the same reason",
    Since.NOT_KEPT: "nothing is kept of it now: it is older than what is worked out",
    Since.NOT_COMPARED: "withheld or rounded when published, and what stood behind is not kept",
}


@dataclass(frozen=True, slots=True)
class SinceFigure:
    """A figure of an edition, and what is known of it now.

    ``printed`` is what the edition shows, and ``shown`` its text there. ``then`` is what was known
    when it was published, and ``now`` what is known today, before anything is withheld or rounded;
    None where nothing is kept of it. ``rounds`` says that the edition's policy rounds figures, so
    that the number it shows need not be what was known.
    """

    indicator: Indicator
    unit: UnitRef
    period: Period
    printed: Value
    then: Value | None
    now: Value | None
    rounds: bool = False
    shown: str = ""

    @property
    def was_withheld(self) -> bool:
        """Whether the edition withholds it."""
        return isinstance(self.printed, Absent) and self.printed.state is State.SUPPRESSED

    @property
    def base(self) -> Value | None:
        """What it is compared with: what was printed, or what stood behind it; None: not kept."""
        rounded = self.rounds and isinstance(self.printed, Number)
        return self.then if rounded or self.was_withheld else self.printed

    @property
    def became(self) -> Since:
        """What became of it."""
        if self.base is None:
            return Since.NOT_COMPARED
        if self.now is None:
            return Since.STILL_NONE if isinstance(self.base, Absent) else Since.NOT_KEPT
        if isinstance(self.base, Number) and isinstance(self.now, Number):
            return self._numbers(self.base.amount, self.now.amount)
        if isinstance(self.base, Absent) and isinstance(self.now, Absent):
            same = self.base.state is self.now.state
            return Since.STILL_NONE if same else Since.OTHER_REASON
        return Since.KNOWN_SINCE if isinstance(self.base, Absent) else Since.NO_LONGER

    def _numbers(self, base: Fraction, now: Fraction) -> Since:
        if base == now:
            return Since.UNCHANGED
        if self._rounded(base) == self._rounded(now):
            return Since.WITHIN
        return Since.OTHERWISE if self.then == self.now else Since.MOVED

    def _rounded(self, amount: Fraction) -> Decimal:
        return round_to(amount, self.indicator.decimals)

    @property
    def difference(self) -> Decimal | None:
        """What is known now less what it is compared with, both as they are printed."""
        if isinstance(self.base, Number) and isinstance(self.now, Number):
            return self._rounded(self.now.amount) - self._rounded(self.base.amount)
        return None

    @property
    def proportion(self) -> Fraction:
        """By how much it moved in proportion to what it was, or to one where that was less."""
        if isinstance(self.base, Number) and isinstance(self.now, Number):
            by = abs(self.now.amount - self.base.amount)
            return by / max(abs(self.base.amount), Fraction(1))
        return Fraction(0)

    @property
    def was_rounded(self) -> bool:
        """Whether the edition's policy printed another number than was known."""
        both = isinstance(self.printed, Number) and isinstance(self.then, Number)
        return self.rounds and both and self.printed != self.then

    @property
    def mark(self) -> str:
        """Say how it is marked: what became of it, and whether it was withheld or rounded."""
        if self.was_withheld:
            return f"{self.became.value}; withheld when published"
        beside = "; rounded when published" if self.was_rounded else ""
        return self.became.value + beside

    def text(self, value: Value | None) -> str:
        """Write one of its values in its own unit and decimals; nothing for what is not kept."""
        if value is None:
            return ""
        return show(value, self.indicator.unit, self.indicator.decimals)

    @property
    def difference_text(self) -> str:
        """Write the difference with its sign: "+3", "-3.4 points"; empty where there is none."""
        by = self.difference
        if by is None:
            return ""
        plus = "+" if by > 0 else ""
        if self.indicator.unit is Unit.PERCENTAGE:
            return f"{plus}{show_decimal(by)} points"
        return plus + show_decimal(by, self.indicator.unit)


def most_moved_first(figures: Iterable[SinceFigure]) -> tuple[SinceFigure, ...]:
    """Sort figures: those that moved first, most in proportion before less, then by what of."""
    return tuple(sorted(figures, key=_moved))


def _moved(one: SinceFigure) -> tuple[bool, Fraction, str, Period, tuple[int, str]]:
    title = one.indicator.title.casefold()
    return (not one.became.is_news, -one.proportion, title, one.period, one.unit.key)


@dataclass(frozen=True, slots=True)
class SinceCount:
    """How many figures there are of each kind of what became of them."""

    counts: tuple[tuple[Since, int], ...]

    @property
    def compared(self) -> int:
        """How many could be set side by side."""
        return sum(count for became, count in self.counts if became.is_compared)

    @property
    def moved(self) -> int:
        """How many would be printed otherwise now."""
        return sum(count for became, count in self.counts if became.has_moved)

    def of(self, became: Since) -> int:
        """Return how many became that."""
        return dict(self.counts).get(became, 0)


def count_since(figures: Iterable[SinceFigure]) -> SinceCount:
    """Count figures by what became of them."""
    found = Counter(one.became for one in figures)
    return SinceCount(tuple((became, found[became]) for became in Since if found[became]))


def moved_sentence(figures: Sequence[SinceFigure]) -> str:
    """Say in a sentence how many of these figures moved since they were published."""
    counted = count_since(figures)
    if not counted.compared:
        return "None of these figures can be compared with what is known now."
    of = _figures(counted.compared)
    if not counted.moved:
        return f"Nothing moved: {_all(counted.compared)} would be printed as published."
    return f"{counted.moved:,} of {of} moved since this edition was published."


def largest_sentence(figures: Iterable[SinceFigure]) -> str:
    """Say which figure moved most in proportion; empty where none did.

    The unit is left for the reader to see: the figures are of one.
    """
    one = next(iter(most_moved_first(figures)), None)
    if one is None or one.became is not Since.MOVED:
        return ""
    return (
        f"The largest: {one.indicator.title}, {one.period}: "
        f"{one.text(one.base)} then, {one.text(one.now)} now ({one.difference_text})."
    )


def beside_sentence(figures: Iterable[SinceFigure]) -> str:
    """Say what else became of these figures; empty where nothing did."""
    counted = count_since(figures)
    words = {
        Since.KNOWN_SINCE: "not known then and known now",
        Since.OTHER_REASON: "absent then and now, for another reason",
        Since.WITHIN: "moved by less than is printed",
        Since.OTHERWISE: "printed otherwise than worked out, then and now",
        Since.NOT_COMPARED: "withheld or rounded, and not to be compared",
        Since.NOT_KEPT: "not kept now",
    }
    parts = [
        f"{counted.of(became):,} {said}" for became, said in words.items() if counted.of(became)
    ]
    return f"Besides: {'; '.join(parts)}." if parts else ""


def _figures(count: int) -> str:
    return "1 figure" if count == 1 else f"{count:,} figures"


def _all(count: int) -> str:
    return "the one figure" if count == 1 else f"all {count:,} figures"
