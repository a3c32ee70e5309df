"""Figures in a text, each bound to the value it stands for, so that it shows when that moves.

A number in a text can stand for a kept figure where the figure, rounded half up to as many
decimals as the text shows, is that number, and both are of one kind (a percentage, points, or
neither). What it stands for is proposed here; whoever writes the text says whether it does.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from fractions import Fraction

from headway.domain.periods import MONTH_NAMES
from headway.domain.rounding import decimals_of, round_to


class What(Enum):
    """What a number in a text may stand for. The first that fits is proposed."""

    CURRENT = "the figure"
    CHANGE_LAST_YEAR = "the change on the year before"
    CHANGE_PREVIOUS = "the change on the period before"
    LAST_YEAR = "the figure a year before"
    PREVIOUS = "the figure of the period before"
    TARGET = "the target"
    AVERAGE = "the average of 12 months"
    DIFFERENCE_LAST_YEAR = "the difference from the year before"
    DIFFERENCE_PREVIOUS = "the difference from the period before"
    ABOVE = "the number counted"
    BELOW = "the number it is out of"

    @property
    def is_change(self) -> bool:
        """Whether it says how far a figure moved, which a text often writes without its sign."""
        return self.name.startswith(("CHANGE", "DIFFERENCE"))


class Kind(Enum):
    """What a number is counted in, as far as a text shows it."""

    PLAIN = ""
    PERCENT = "%"
    POINTS = " points"


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that a number may stand for. ``words`` name it: "the figure for October 2026"."""

    what: What
    words: str
    amount: Fraction
    kind: Kind = Kind.PLAIN


@dataclass(frozen=True, slots=True)
class NumberInText:
    """A number as a text shows it, and where: ``text[start:end]`` is ``printed``."""

    start: int
    end: int
    printed: str
    amount: Fraction
    decimals: int
    kind: Kind
    is_signed: bool = False
    like_a_year: bool = False


@dataclass(frozen=True, slots=True)
class Binding:
    """What a writer said a number stands for. ``what`` None: for no figure that is kept.

    ``about`` names the figure in words, and ``then`` is its exact amount when that was said.
    """

    printed: str
    what: What | None
    about: str = ""
    then: Fraction | None = None

    def __post_init__(self) -> None:
        if (self.what is None) is not (self.then is None):
            raise ValueError("a number stands for a figure with its amount, or for none")


@dataclass(frozen=True, slots=True)
class Moved:
    """A bound number that is no longer right: what the text says, and what it is now."""

    binding: Binding
    is_now: str

    @property
    def sentence(self) -> str:
        """Say it: "The text says 263 for the figure for August 2020; it is now 270"."""
        return f"The text says {self.binding.printed} for {self.binding.about}; {self.is_now}"


_NUMBER = re.compile(
    r"(?<![\w.,/])(?P<sign>[-−+])?(?P<pound>£)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<kind>\s?%|\sper\s?cent(?!\w)|\s(?:percentage\s)?points?(?!\w))?(?![\w/]|[.,]\d)"
)
_MONTHS = "|".join(f"{name}|{name[:3]}" for name in MONTH_NAMES)
_NO_FIGURES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b(?:\s+\d{{4}})?"  # 3 December 2026
    rf"|\b(?:{_MONTHS})[\s-]+\d{{2,4}}\b"  # October 2026, Oct-26
    r"|\b\d{4}\s?[/–-]\s?\d{2,4}\b"  # 2018/19
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"  # 31/03/2017
    r"|\b[Qq](?:uarter\s)?\d\b"
    r"|\b\d+[\s-](?:months?|years?|year-olds?)\b"  # a stretch of time is no figure
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def numbers_in(text: str) -> tuple[NumberInText, ...]:
    """Find the numbers of a text that may be figures: no dates, no years, no stretches of time.

    A bare number that could be a year is found and marked so.
    """
    dates = [found.span() for found in _NO_FIGURES.finditer(text)]
    return tuple(
        _number(found)
        for found in _NUMBER.finditer(text)
        if not any(start < found.end("digits") and found.start() < end for start, end in dates)
    )


def _number(found: re.Match[str]) -> NumberInText:
    digits, kind = found["digits"], (found["kind"] or "").strip()
    sign = -1 if found["sign"] in {"-", "−"} else 1
    counted = Kind.PLAIN
    if kind:
        counted = Kind.POINTS if "point" in kind else Kind.PERCENT
    bare = not kind and not found["sign"] and not found["pound"]
    return NumberInText(
        found.start(),
        found.end(),
        found[0],
        sign * Fraction(digits.replace(",", "")),
        decimals_of(digits),
        counted,
        is_signed=bool(found["sign"]),
        like_a_year=bare and bool(_YEAR.fullmatch(digits)),
    )


def asked_about(text: str, known: Sequence[Known]) -> tuple[NumberInText, ...]:
    """Give the numbers that a writer is asked about; a year only where a figure is the same."""
    return tuple(one for one in numbers_in(text) if not one.like_a_year or proposed(one, known))


def proposed(number: NumberInText, known: Iterable[Known]) -> tuple[Known, ...]:
    """Give the figures that a number may stand for, the likeliest first."""
    order = list(What)
    fitting = [one for one in known if fits(number, one)]
    return tuple(sorted(fitting, key=lambda one: order.index(one.what)))


def fits(number: NumberInText, known: Known) -> bool:
    """Whether a figure, rounded half up to the decimals shown, is the number in the text."""
    bare_percentage = number.kind is Kind.PLAIN and known.kind is Kind.PERCENT
    same_kind = number.kind is known.kind or (bare_percentage and not known.what.is_change)
    rounded = Fraction(round_to(known.amount, number.decimals))
    if known.what.is_change and not number.is_signed:
        return same_kind and abs(rounded) == number.amount
    return same_kind and rounded == number.amount


def bind(number: NumberInText, known: Known | None) -> Binding:
    """Bind a number to a figure, or say that it stands for none that is kept."""
    if known is None:
        return Binding(number.printed, None)
    if not fits(number, known):
        raise ValueError(f"{number.printed} is not {known.words}")
    return Binding(number.printed, known.what, known.words, known.amount)


def still_bound(
    before: Sequence[Binding], numbers: Sequence[NumberInText]
) -> tuple[Binding | None, ...]:
    """Carry what was said over to a changed text: one for each of its numbers, None for a new one.

    Numbers keep what was said of them as long as they stand in the same order.
    """
    found: list[Binding | None] = [None] * len(numbers)
    own = [one.printed for one in numbers]
    matcher = SequenceMatcher(None, [one.printed for one in before], own, autojunk=False)
    for block in matcher.get_matching_blocks():
        for at in range(block.size):
            found[block.b + at] = before[block.a + at]
    return tuple(found)


def moved(bindings: Iterable[Binding], known: Mapping[What, Known]) -> tuple[Moved, ...]:
    """Give the bound numbers that are right no longer; a figure that prints the same is right."""
    return tuple(
        found
        for one in bindings
        if (found := _moved(one, known.get(one.what) if one.what else None))
    )


def _moved(binding: Binding, now: Known | None) -> Moved | None:
    if binding.what is None:
        return None
    if now is None:
        return Moved(binding, "there is no such figure now")
    numbers = numbers_in(binding.printed)
    if not numbers or fits(numbers[0], now):
        return None
    return Moved(binding, f"it is now {shown_like(numbers[0], now)}")


def shown_like(number: NumberInText, known: Known) -> str:
    """Write a figure as a text wrote another: as many decimals, and its sign or unit."""
    amount = round_to(known.amount, number.decimals)
    pound = "£" if "£" in number.printed else ""
    return f"{'-' if amount < 0 else ''}{pound}{abs(amount):,}{known.kind.value}"
