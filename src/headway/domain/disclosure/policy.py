"""A policy of disclosure control, as data: what is small, what is shown instead, and to whom."""

from dataclasses import dataclass
from enum import Enum


class Audience(Enum):
    """Who is to see an edition."""

    INTERNAL = "internal"
    PARTNERS = "partners"
    PUBLIC = "public"


class Zeros(Enum):
    """What noughts do: stand as they are, or count as small."""

    SHOWN = "shown"
    PROTECTED = "protected"


class PartsUsed(Enum):
    """From which parts a percentage is worked out."""

    EXACT = "exact"
    ROUNDED = "rounded"


class Contributors(Enum):
    """Whose own knowledge the audit reckons with."""

    NOBODY = "nobody"  # outsiders alone
    SINGLE = "single"  # one who is the only one counted in a figure knows that figure
    UNITS = "units"  # and whoever runs a team or locality knows every figure of it


class DerivedKind(Enum):
    """Kinds of figure, sign or sentence that are worked out from other figures."""

    PERCENTAGE = "percentage"
    RATE = "rate"
    CHANGE = "change"
    PERCENT_CHANGE = "percent change"
    ARROW = "arrow"
    COLOUR = "colour"
    AVERAGE = "average"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    LIMITS = "control limits"
    RANK = "rank"
    COMMENTARY = "commentary"


@dataclass(frozen=True, slots=True)
class Percentages:
    """How percentages are given; those of fewer than ``minimum_denominator`` are withheld."""

    parts: PartsUsed = PartsUsed.EXACT
    minimum_denominator: int = 1

    def __post_init__(self) -> None:
        if self.minimum_denominator < 1:
            raise ValueError("a minimum denominator is 1 or more")


@dataclass(frozen=True, slots=True)
class Symbols:
    """What stands in place of a figure.

    ``small`` stands for figures withheld because they are small, ``others`` for those withheld so
    that the small ones cannot be worked out. Where the two are the same sign, nobody is told
    which is which, and less is given away. ``under_half`` stands for a percentage above nought
    that would be rounded to it; empty where there is no such sign.
    """

    small: str = "*"
    others: str = "*"
    under_half: str = ""

    def __post_init__(self) -> None:
        for sign in (self.small, self.others):
            if not sign.strip() or sign.strip().isdigit():
                raise ValueError("a symbol is a sign that cannot be taken for a figure")

    @property
    def tell_apart(self) -> bool:
        """Whether a reader can see which figures are the small ones."""
        return self.small != self.others


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be shown. Counts from 1 to ``threshold`` - 1 are small; 1 makes none small.

    ``least_possible`` is how many whole numbers a small figure must still be able to be, for all
    that a reader can work out. ``derived`` names the kinds of derived figure that may be shown
    over withheld figures where the audit proves that they give nothing away; all others are
    withheld with any of their parts. ``complements`` makes what a numerator leaves of its
    denominator as protected as the numerator. With ``small_are_known`` the audit reckons with
    readers who know which of the withheld figures are the small ones although one symbol stands
    for all: safer, and far more is withheld.
    """

    id: str
    title: str
    audiences: frozenset[Audience]
    threshold: int
    zeros: Zeros = Zeros.SHOWN
    rounding_base: int = 1
    least_possible: int = 2
    percentages: Percentages = Percentages()
    symbols: Symbols = Symbols()
    derived: frozenset[DerivedKind] = frozenset()
    contributors: Contributors = Contributors.SINGLE
    complements: bool = True
    small_are_known: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        problems = [text for wrong, text in self._wrongs() if wrong]
        if problems:
            raise ValueError("; ".join(problems))

    def _wrongs(self) -> tuple[tuple[bool, str], ...]:
        most = len(self.small_range) if self.threshold > 1 else 2
        return (
            (not self.id or not self.title, "a policy has an identifier and a title"),
            (not self.audiences, "a policy is meant for one audience or more"),
            (self.threshold < 1, "a threshold is 1 or more"),
            (self.threshold == 2 and self.zeros is Zeros.SHOWN, _TWO),
            (self.rounding_base < 1, "a rounding base is 1 or more"),
            (self.least_possible < 2, "at least two numbers must remain possible"),
            (
                self.threshold > 2 and self.least_possible > most,
                f"a small figure can be {most} different numbers at most",
            ),
        )

    @property
    def small_range(self) -> range:
        """The whole numbers that are small."""
        return range(0 if self.zeros is Zeros.PROTECTED else 1, self.threshold)

    @property
    def withholds(self) -> bool:
        """Whether there is anything small by this policy."""
        return self.threshold > 1

    def is_small(self, count: int) -> bool:
        """Whether a count is withheld for its smallness."""
        return self.withholds and count in self.small_range

    def shown(self, count: int) -> int:
        """Return a count as it is shown: to the nearest multiple of the base, halves up."""
        base = self.rounding_base
        return (2 * count + base) // (2 * base) * base

    def possible(self, shown: int) -> tuple[int, int]:
        """Return the lowest and highest count that is shown as ``shown``; none of them is small."""
        base = self.rounding_base
        low = max(0, -((base - 2 * shown) // 2))
        high = (2 * shown + base - 1) // 2
        counts = [one for one in range(low, high + 1) if not self.is_small(one)]
        return counts[0], counts[-1]


_TWO = "a threshold of 2 would make the sign itself say 1: use 3 or more"
