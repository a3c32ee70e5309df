"""What stands in a cell of a national file: an exact number, or a mark with its own meaning.

The marks are those of the national statistics service and of the interactive tool: c, k, u, x,
z, "low", "-", "..", ":". None of them is a number, and none of them is nought.
"""

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from headway.domain.exact import exact_text
from headway.domain.values import Absent, Number, State, Value


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign in place of a figure: what it means, and the state it is held as."""

    sign: str
    meaning: str
    state: State

    @property
    def note(self) -> str:
        """The note that an absent value carries, from which its mark is known again."""
        return f"{self.sign}: {self.meaning}"


_NEARLY_NOUGHT = "rounds to nought but is not nought"
_NOT_AVAILABLE = "not available"
MARKS: dict[str, Mark] = {
    mark.sign: mark
    for mark in (
        Mark("c", "suppressed, to protect people or confidences", State.SUPPRESSED),
        Mark("*", "suppressed, to protect people or confidences", State.SUPPRESSED),
        Mark("k", _NEARLY_NOUGHT, State.NOT_COLLECTED),
        Mark("low", _NEARLY_NOUGHT, State.NOT_COLLECTED),
        Mark("~", _NEARLY_NOUGHT, State.NOT_COLLECTED),
        Mark("u", "too unreliable to publish", State.NOT_COLLECTED),
        Mark("x", _NOT_AVAILABLE, State.NOT_COLLECTED),
        Mark("z", "not applicable", State.NOT_APPLICABLE),
        Mark("n/a", "not applicable", State.NOT_APPLICABLE),
        Mark("-", _NOT_AVAILABLE, State.NOT_COLLECTED),
        Mark("..", _NOT_AVAILABLE, State.NOT_COLLECTED),
        Mark(":", _NOT_AVAILABLE, State.NOT_COLLECTED),
    )
}
_OTHER_SPELLINGS = {"na": "n/a", "#n/a": "n/a", "–": "-", "—": "-", "…": "..", "...": ".."}
NO_ROW = Absent(State.NOT_COLLECTED, "no row: the file holds nothing for this place and year")
BLANK = Absent(State.NOT_COLLECTED, "blank: the cell is empty")
TWO_FIGURES = "two figures"  # what is kept where a file gives two for one place and year
_WHOLE = re.compile(r"-?\d{1,15}")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")


def is_mark(text: str) -> bool:
    """Say whether a text is one of the marks."""
    return _sign(text) in MARKS


@lru_cache(maxsize=400_000)
def tidy_text(text: str) -> str:
    """Write a cell in one way: numbers without a computer's noise, marks in small letters.

    "18.100000000000001" and "18.1" are both "18.1", as a spreadsheet shows them.
    """
    text = text.strip()
    amount = _amount(text)
    if amount is not None:
        return exact_text(amount)
    return _sign(text) if is_mark(text) else text


@lru_cache(maxsize=400_000)
def published_value(text: str) -> Value:
    """Return what a cell holds: a number, a mark's state with its note, or a broken cell."""
    amount = _amount(text)
    if amount is not None:
        return Number(amount)
    if not text.strip():
        return BLANK
    mark = MARKS.get(_sign(text))
    if mark is not None:
        return Absent(mark.state, mark.note)
    if text == TWO_FIGURES:
        return Absent(State.BROKEN, "two figures: the file gives two that differ")
    return Absent(State.BROKEN, "not a figure")


def sign_of(value: Absent) -> str:
    """Return the mark under which a value was published, or the symbol of its state."""
    sign, colon, _ = value.note.partition(": ")
    return sign if colon and sign in MARKS else value.state.symbol


def _sign(text: str) -> str:
    small = text.strip().casefold()
    return _OTHER_SPELLINGS.get(small, small)


def _amount(text: str) -> Fraction | None:
    if _WHOLE.fullmatch(text):
        return Fraction(int(text))
    if not any(each.isdigit() for each in text) or not _NUMBER.fullmatch(text):
        return None
    near = float(text.replace(",", ""))
    # The shortest decimal of the nearest float: what a person typed before a computer stored it.
    return Fraction(repr(near)) if math.isfinite(near) else None
