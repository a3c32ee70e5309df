"""Working days in England: Monday to Friday without bank holidays.

The holidays are those of the Banking and Financial Dealings Act 1971 and of custom (Good Friday,
Christmas Day), with a day in place of one that falls on a weekend. What royal proclamations
changed is in a dated table, after https://www.gov.uk/bank-holidays (England and Wales), read in
November 2026. A proclamation made later needs a line there.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final

ADDED: Final[Mapping[date, str]] = MappingProxyType({
    date(1999, 12, 31): "the millennium",
    date(2002, 6, 3): "the Golden Jubilee",
    date(2002, 6, 4): "the spring holiday, moved",
    date(2011, 4, 29): "a royal wedding",
    date(2012, 6, 4): "the spring holiday, moved",
    date(2012, 6, 5): "the Diamond Jubilee",
    date(2020, 5, 8): "the early May holiday, moved to the day of victory in Europe",
    date(2022, 6, 2): "the spring holiday, moved",
    date(2022, 6, 3): "the Platinum Jubilee",
    date(2022, 9, 19): "the funeral of Queen Elizabeth II",
    date(2023, 5, 8): "the coronation of King Charles III",
})  # fmt: skip
"""Days that were holidays in one year only, and why."""

TAKEN_AWAY: Final = frozenset(
    {date(2002, 5, 27), date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)}
)
"""Days on which the usual holiday was not held, because it had been moved."""

SATURDAY: Final = 5


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[date]:
    """Return England's bank holidays of a year, all on weekdays."""
    easter = _easter(year)
    usual = {
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _first_monday(date(year, 5, 1)),
        _first_monday(date(year, 5, 25)),
        _first_monday(date(year, 8, 25)),
    }
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        usual.add(_in_place_of(day, usual))
    added = {day for day in ADDED if day.year == year}
    return frozenset((usual - TAKEN_AWAY) | added)


def is_working_day(day: date) -> bool:
    """Say whether offices are open."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_days_between(start: date, end: date) -> int:
    """Count the working days after ``start``, up to and including ``end``; negative backwards.

    From a Friday to the Monday after it is 1.
    """
    if end < start:
        return -working_days_between(end, start)
    weeks, rest = divmod((end - start).days, 7)
    days = weeks * 5 + sum(
        (start + timedelta(days=weeks * 7 + one)).weekday() < SATURDAY for one in range(1, rest + 1)
    )
    held = (day for year in range(start.year, end.year + 1) for day in bank_holidays(year))
    return days - sum(start < day <= end for day in held)


def _in_place_of(day: date, taken: set[date]) -> date:
    """Give the day itself, or the next weekday that is free when it falls on a weekend.

    Boxing Day on a Monday stays where it is; Christmas Day of the Sunday before it then moves on
    to the Tuesday.
    """
    if day.weekday() < SATURDAY:
        return day
    boxing_day = date(day.year, 12, 26)
    while day.weekday() >= SATURDAY or day in taken or day == boxing_day:
        day += timedelta(days=1)
    return day


def _first_monday(earliest: date) -> date:
    return earliest + timedelta(days=-earliest.weekday() % 7)


def _easter(year: int) -> date:
    """Return Easter Sunday by the Gregorian reckoning (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - moon - leap_rest) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
