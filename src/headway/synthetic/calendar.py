"""The days of the made-up council: numbers for them, seasons, holidays and a lockdown.

A day is the number of days since 1 January 1900, so that parents' birthdays count as well.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from headway.domain.working_days import bank_holidays, is_working_day
from headway.synthetic.dice import Dice, Whole

FIRST: Final = date(1900, 1, 1)
LAST: Final = date(2199, 12, 31)
ABSENT: Final = -1

# Each month's share of a year's referrals to children's social care in England, times twelve,
# rounded: our own figures, from the national counts by month of the children in need census
# (Department for Education, Explore education statistics), years ending March 2013 to 2024
# without the two that the pandemic bent.
SEASON: Final = {
    4: 0.91, 5: 1.07, 6: 1.07, 7: 1.05, 8: 0.84, 9: 1.0,
    10: 1.06, 11: 1.07, 12: 0.88, 1: 1.03, 2: 0.95, 3: 1.06,
}  # fmt: skip

# How much of a usual month came in while schools were shut, before the dial of the dip.
LOCKDOWN: Final = {
    (2020, 4): 0.72, (2020, 5): 0.76, (2020, 6): 0.9, (2020, 7): 0.97,
    (2021, 1): 0.8, (2021, 2): 0.84, (2021, 3): 1.05,
}  # fmt: skip

_BY_WEEKDAY: Final = (100, 102, 101, 99, 92, 16, 10)
_HOLIDAY: Final = 8


def number_of(day: date) -> int:
    """Give the number of a day."""
    return (day - FIRST).days


def day_of(number: int) -> date:
    """Give the day of a number."""
    return FIRST + timedelta(days=int(number))


@lru_cache(maxsize=1)
def texts_of_days() -> npt.NDArray[np.uint8]:
    """Give the ten letters of each day from the first, as a table of bytes: 2026-10-14."""
    days = np.arange(np.datetime64(FIRST), np.datetime64(LAST) + 1)
    texts = np.datetime_as_string(days, unit="D").astype("S10")
    return texts.view(np.uint8).reshape(len(days), 10)


@lru_cache(maxsize=1)
def _firsts() -> Whole:
    days = np.arange(np.datetime64(FIRST), np.datetime64(LAST) + 1)
    firsts = days.astype("datetime64[M]").astype("datetime64[D]")
    return (firsts - np.datetime64(FIRST)).astype(np.int32)


def first_of_month(days: Whole) -> Whole:
    """Give the first day of the month of each day; absent stays absent."""
    return np.where(days < 0, ABSENT, _firsts()[np.maximum(days, 0)]).astype(np.int32)


@lru_cache(maxsize=8)
def _next_working() -> Whole:
    """Give for each day between 2000 and 2080 the next one on which offices are open."""
    table = np.arange(number_of(date(2080, 1, 1)), dtype=np.int32)
    for number in range(number_of(date(2079, 12, 20)), number_of(date(2000, 1, 1)), -1):
        if not is_working_day(day_of(number)):
            table[number] = table[number + 1]
    return table


def working(days: Whole) -> Whole:
    """Move each day that is a weekend or bank holiday on to the next working day."""
    table = _next_working()
    return table[np.clip(days, 0, len(table) - 1)]


def is_school_holiday(day: date) -> bool:
    """Say whether schools are shut, by the usual English terms, roughly."""
    marks = (day.month, day.day)
    if (7, 23) <= marks <= (9, 2) or marks >= (12, 21) or marks <= (1, 3):
        return True
    easter = max(bank for bank in bank_holidays(day.year) if bank.month in {3, 4})
    if -10 <= (day - easter).days <= 5:
        return True
    halves = {(2, 15): 7, (5, 26): 7, (10, 25): 7}
    return any(
        0 <= (day - date(day.year, *start)).days < length for start, length in halves.items()
    )


class Seasons:
    """How much comes in on which day of the years that are made up."""

    def __init__(self, start: int, end: int, lockdown: float, season: float) -> None:
        """Take the first day, the first day after, and two strengths: 0 none, 1 as in life."""
        self.start = start
        days = [day_of(number) for number in range(start, end)]
        self.school_shut = np.array([is_school_holiday(day) for day in days], dtype=np.bool_)
        weights = _weights(days, lockdown, season)
        self._passed = np.cumsum(weights)
        self._total = int(self._passed[-1])

    def draw(self, dice: Dice, count: int) -> Whole:
        """Draw days by season, day of the week and holiday."""
        thrown = (dice.fine(count) * self._total) >> 32
        found = np.searchsorted(self._passed, thrown, side="right")
        return (self.start + found).astype(np.int32)

    def is_school_shut(self, on: Whole) -> npt.NDArray[np.bool_]:
        """Say whether schools are shut on these days."""
        return self.school_shut[np.clip(on - self.start, 0, len(self.school_shut) - 1)]


def _weights(days: list[date], lockdown: float, season: float) -> npt.NDArray[np.int64]:
    """Give each day a whole weight, so that the months of a year stand as their seasons say."""
    plain: dict[tuple[int, int], int] = {}
    each = []
    for day in days:
        holiday = day in bank_holidays(day.year)
        weight = _HOLIDAY if holiday else _BY_WEEKDAY[day.weekday()]
        each.append(weight)
        month = (day.year, day.month)
        plain[month] = plain.get(month, 0) + weight
    whole_months = _days_in_months(plain)
    weights = []
    for day, weight in zip(days, each, strict=True):
        month = (day.year, day.month)
        dip = 1 - lockdown * (1 - LOCKDOWN.get(month, 1.0))
        usual = 1 + season * (SEASON[day.month] - 1)
        wanted = 100_000 * usual * max(dip, 0.0) * whole_months[month]
        weights.append(int(wanted * weight / plain[month]))
    return np.array(weights, dtype=np.int64)


def _days_in_months(months: dict[tuple[int, int], int]) -> dict[tuple[int, int], float]:
    """Give how much of its weight each month has inside the years made up: 1, less at the ends."""
    found = {}
    for (year, month), inside in months.items():
        first = date(year, month, 1)
        after = date(year + month // 12, month % 12 + 1, 1)
        full = sum(
            _HOLIDAY if day in bank_holidays(year) else _BY_WEEKDAY[day.weekday()]
            for day in (first + timedelta(days=n) for n in range((after - first).days))
        )
        found[(year, month)] = inside / full
    return found
