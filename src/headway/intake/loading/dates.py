"""Dates as exports write them, and in which order a whole column means its figures.

03/04/2026 is a day in April or in March; only the column can say. Dates that can be read one way
alone are the evidence. A column that shows both orders is told, and its ambiguous dates are not
taken; one that shows neither is taken day first, as the United Kingdom writes, and that is told.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from headway.intake.maps.schema import DateOrder

_PARTS = re.compile(r"(\d{1,4})\s*([-/.\s])\s*(\d{1,2})\s*\2\s*(\d{1,4})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*([a-z]{3,9})[\s\-/.,]*(\d{4}|\d{2})")
_NAME_FIRST = re.compile(r"([a-z]{3,9})[\s\-/.]*(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]+(\d{4})")
_TIME = re.compile(
    r"(?:t|\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]m)?\s*(?:z|[+-]\d{2}:?\d{2})?$"
)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 7_306, 73_415  # 1920 to 2100: a number outside is no date here
_AHEAD = 10  # years: a two-figure year further ahead than this is of the last century


class Written(Enum):
    """How a date is written."""

    YEAR_FIRST = "year first"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    EITHER = "day first or month first: it cannot be told"
    NAMED = "with the month's name"
    SERIAL = "as a number of days, as spreadsheets store them"
    NOT = "not a date"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text may mean: with the day first, and with the month first, where they differ."""

    written: Written
    day_first: date | None = None
    month_first: date | None = None
    short_year: bool = False

    def by(self, order: DateOrder, *, mixed: bool = False) -> date | None:
        """Return the date under an order; in a column of mixed orders an ambiguous one is none."""
        if self.written is Written.EITHER:
            if mixed or order is DateOrder.YEAR_FIRST:
                return None
            return self.month_first if order is DateOrder.MONTH_FIRST else self.day_first
        contradicts = {
            Written.DAY_FIRST: DateOrder.MONTH_FIRST,
            Written.MONTH_FIRST: DateOrder.DAY_FIRST,
        }
        if not mixed and contradicts.get(self.written) is order:
            return None
        return self.day_first


def read_date(text: str, today: date) -> Reading:
    """Read one text that should be a date; ``today`` places years of two figures."""
    text = _TIME.sub("", text.strip().casefold())
    if text.isdigit():
        return _from_digits(text)
    if found := _PARTS.fullmatch(text):
        return _from_parts(found[1], int(found[3]), found[4], today)
    text = _WEEKDAY.sub("", text)
    if found := _NAMED.fullmatch(text):
        day, name, year = found[1], found[2], found[3]
    elif found := _NAME_FIRST.fullmatch(text):
        name, day, year = found[1], found[2], found[3]
    else:
        return Reading(Written.NOT)
    return _one(Written.NAMED, _year(year, today), _MONTHS.get(name, 0), int(day), len(year) == 2)


def _from_digits(text: str) -> Reading:
    if len(text) == 8:
        return _one(Written.YEAR_FIRST, int(text[:4]), int(text[4:6]), int(text[6:]))
    number = int(text) if len(text) < 8 else 0
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return Reading(Written.SERIAL, _EPOCH + timedelta(days=number))
    return Reading(Written.NOT)


def _from_parts(first: str, second: int, last: str, today: date) -> Reading:
    if len(first) == 4:
        return (
            _one(Written.YEAR_FIRST, int(first), second, int(last))
            if len(last) < 3
            else Reading(Written.NOT)
        )
    if len(first) == 3 or len(last) in (1, 3):
        return Reading(Written.NOT)
    year, short = _year(last, today), len(last) == 2
    day_first, month_first = _date(year, second, int(first)), _date(year, int(first), second)
    if day_first and month_first and day_first != month_first:
        return Reading(Written.EITHER, day_first, month_first, short)
    if day_first:
        same = day_first == month_first
        written = Written.NAMED if same else Written.DAY_FIRST
        return Reading(written, day_first, day_first, short)
    if month_first:
        return Reading(Written.MONTH_FIRST, month_first, month_first, short)
    return Reading(Written.NOT)


def _one(written: Written, year: int, month: int, day: int, short: bool = False) -> Reading:
    found = _date(year, month, day)
    return Reading(written, found, found, short) if found else Reading(Written.NOT)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str, today: date) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    year += today.year - today.year % 100
    return year - 100 if year > today.year + _AHEAD else year


@dataclass(frozen=True, slots=True)
class Decided:
    """How a column's dates are read, and what is to be said about it (empty: nothing)."""

    order: DateOrder
    mixed: bool = False
    said: str = ""
    done: str = ""


def decide(texts: Iterable[str], stated: DateOrder, today: date) -> Decided:
    """Decide from the different texts of a column how its dates are meant.

    An order that the map states is followed; dates against it are then wrong, not re-read.
    """
    seen: Counter[Written] = Counter()
    short = 0
    for text in texts:
        reading = read_date(text, today)
        seen[reading.written] += 1
        short += reading.short_year
    if stated is not DateOrder.EVIDENCE:
        return Decided(stated)
    return _by_evidence(seen, short)


def _by_evidence(seen: Counter[Written], short: int) -> Decided:
    day, month, either = seen[Written.DAY_FIRST], seen[Written.MONTH_FIRST], seen[Written.EITHER]
    if day and month:
        return Decided(
            DateOrder.DAY_FIRST,
            True,
            f"the column mixes two orders: {day:,} different dates can only have the day first, "
            f"{month:,} only the month first, and {either:,} could be either",
            "Those that could be either were not taken; ask for an export in one order",
        )
    if month:
        return Decided(
            DateOrder.MONTH_FIRST,
            said=f"{month:,} different dates can only have the month first, none only the day",
            done=f"All were read so, among them {either:,} that could be either",
        )
    if either and not day:
        return Decided(
            DateOrder.DAY_FIRST,
            said="nothing in the column says whether the day or the month comes first"
            f" ({either:,} different dates)",
            done="The day was taken to come first; if it does, say “dates: day first” in the map",
        )
    if short:
        return Decided(
            DateOrder.DAY_FIRST,
            said=f"{short:,} different dates have years of two figures",
            done="They were taken for the nearest past, up to ten years ahead",
        )
    return Decided(DateOrder.DAY_FIRST)
