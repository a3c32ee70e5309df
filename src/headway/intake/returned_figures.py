"""A figure or a date as a person typed it into a marked cell: read for certain, or asked about."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from headway.domain.entries import Limits, state_from, state_words
from headway.domain.indicator import Unit
from headway.domain.periods import MONTH_NAMES
from headway.domain.rounding import round_to
from headway.domain.safe_text import restore
from headway.domain.values import Absent, Number, Value
from headway.readers.grid import Cell, CellKind

_NUMBER = re.compile(r"([+\-−–]?)\s*£?\s*(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?\s*(%?)")
_MONTHS = {name.lower()[:3]: at for at, name in enumerate(MONTH_NAMES, 1)}
_IN_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([A-Za-z]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})")


class Unclear(ValueError):
    """What was typed cannot be taken: why, and what to type instead."""

    def __init__(self, found: str, next_step: str) -> None:
        """Take both as sentences without a full stop."""
        super().__init__(found)
        self.found = found
        self.next_step = next_step


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure that was read; ``doubt`` says on what evidence where a person should look."""

    value: Value
    doubt: str = ""


def read_figure(cell: Cell, limits: Limits) -> Typed:
    """Read a marked cell as a figure within ``limits``; raises ``Unclear``."""
    typed = _typed(cell, limits)
    if isinstance(typed.value, Number):
        typed = Typed(_settled(typed.value), typed.doubt)
    if reason := limits.broken_by(typed.value):
        raise Unclear(
            f"the figure “{_shown(cell)}” cannot be: {reason}",
            f"Correct it; allowed is: {limits.words}",
        )
    return typed


def _typed(cell: Cell, limits: Limits) -> Typed:
    if cell.kind is CellKind.NUMBER and cell.number is not None:
        return _from_number(cell, cell.number, limits)
    if cell.kind is CellKind.TEXT:
        return _from_text(cell, restore(cell.text), limits)
    found = {
        CellKind.DATE: "the cell holds a date, not a figure",
        CellKind.TRUTH: "the cell holds TRUE or FALSE, not a figure",
    }.get(cell.kind, "the cell holds a formula without a result, or an error")
    raise Unclear(found, f"Type the figure itself; allowed is: {limits.words}")


def _from_number(cell: Cell, stored: Fraction, limits: Limits) -> Typed:
    if limits.unit is not Unit.PERCENTAGE:
        if cell.percent:
            raise _not_a_percentage(cell, limits)
        return Typed(Number(stored))
    if not cell.percent:
        return _plain_percentage(cell, stored)
    if limits.up_to_100 and 1 < stored <= 100:
        # 6.8 that came into a percentage cell from elsewhere shows as 680%, which cannot be.
        doubt = f"“{_shown(cell)}” cannot be, and was taken as {_plain(stored)}%"
        return Typed(Number(stored), doubt)
    return Typed(Number(stored * 100))


def _from_text(cell: Cell, words: str, limits: Limits) -> Typed:
    if state := state_from(words):
        return Typed(Absent(state, words))
    found = _NUMBER.fullmatch(words.strip())
    if not found or not (found[2] or found[3]):
        raise Unclear(
            f"“{_shown(cell)}” is neither a number nor one of the words for having none",
            f"Type a figure ({limits.words}) or one of: {', '.join(state_words())}",
        )
    amount = Fraction(f"{(found[2] or '0').replace(',', '')}{found[3] or ''}")
    amount = -amount if found[1] in ("-", "−", "–") else amount
    if found[4] and limits.unit is not Unit.PERCENTAGE:
        raise _not_a_percentage(cell, limits)
    if found[4] or limits.unit is not Unit.PERCENTAGE:
        return Typed(Number(amount))
    return _plain_percentage(cell, amount)


def _plain_percentage(cell: Cell, amount: Fraction) -> Typed:
    """Take a number without a percent sign as a percentage where it can be nothing else."""
    if 0 < abs(amount) <= 1:
        as_fraction, as_spoken = _plain(amount * 100), _plain(amount)
        raise Unclear(
            f"“{_shown(cell)}” may mean {as_spoken}% or {as_fraction}%",
            f"Type it with the sign: {as_spoken}% or {as_fraction}%",
        )
    return Typed(Number(amount))


def _not_a_percentage(cell: Cell, limits: Limits) -> Unclear:
    return Unclear(
        f"“{_shown(cell)}” is a percentage, and this indicator is not",
        f"Type the figure itself; allowed is: {limits.words}",
    )


def _settled(value: Number) -> Number:
    """Take away the dust of a spreadsheet's own arithmetic: 0.30000000000000004 is 0.3."""
    return Number(Fraction(round_to(value.amount, 10)))


def _plain(amount: Fraction) -> str:
    return f"{round_to(amount, 10).normalize():f}"


def _shown(cell: Cell) -> str:
    return " ".join(cell.text.split())[:40]


def read_day(cell: Cell) -> date:
    """Read a marked cell as a day, the day before the month as on the sheet; raises ``Unclear``."""
    if cell.date is not None:
        return cell.date
    words = restore(cell.text).strip()
    day = _day_in(words)
    if day is None:
        raise Unclear(f"the date “{_shown(cell)}” cannot be read", "Type a date such as 14/09/2020")
    return day


def _day_in(words: str) -> date | None:
    if found := _ISO.fullmatch(words):
        return _date(found[1], int(found[2]), found[3])
    if found := _IN_NUMBERS.fullmatch(words):
        return _date(found[3], int(found[2]), found[1])
    if found := _IN_WORDS.fullmatch(words):
        return _date(found[3], _month_named(found[2]), found[1])
    return None


def _month_named(word: str) -> int:
    """Return the number of a month from its name or the first letters of it, or 0."""
    number = _MONTHS.get(word.lower()[:3], 0)
    whole = MONTH_NAMES[number - 1].lower() if number else ""
    return number if whole.startswith(word.lower()) or word.lower() == "sept" else 0


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, int(day))
    except ValueError:
        return None
