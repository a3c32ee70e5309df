"""Periods as a person types them in a command or a worked example."""

import re
from datetime import date

from headway.domain.periods import (
    Period,
    financial_year,
    month,
    quarter,
    rolling_12,
    week_of,
    year_to_date,
)

_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"(\d{4})/(\d\d)")
_QUARTER = re.compile(r"(\d{4})/(\d\d) q(?:uarter )?([1-4])", re.IGNORECASE)
_WEEK = re.compile(r"week to (\d{4}-\d\d-\d\d)", re.IGNORECASE)
FORMS = (
    "2026-10, 2026/27, “2026/27 Q3”, “year to 2026-10”, “12 months to 2026-10” or "
    "“week to 2026-10-25”"
)


def period_from(text: str) -> Period:
    """Read a period.

    "2026-10" is a month, "2026/27" a financial year, "2026/27 Q3" a quarter of it, "year to
    2026-10" runs from April, "12 months to 2026-10" ends there, and "week to 2026-10-25" is the
    week that holds that day. Raises ``ValueError`` in words.
    """
    plain = " ".join(text.split())
    for words, make in (("year to ", year_to_date), ("12 months to ", rolling_12)):
        if plain.lower().startswith(words):
            return make(_month(plain[len(words) :]))
    if found := _WEEK.fullmatch(plain):
        return _week(found[1], plain)
    if found := _QUARTER.fullmatch(plain):
        return quarter(_year(found[1], found[2], plain), int(found[3]))
    if found := _YEAR.fullmatch(plain):
        return financial_year(_year(found[1], found[2], plain))
    return _month(plain)


def _week(day: str, text: str) -> Period:
    try:
        return week_of(date.fromisoformat(day))
    except ValueError:
        raise ValueError(f"“{text}” is not a period: write {FORMS}") from None


def _month(text: str) -> Period:
    found = _MONTH.fullmatch(text.strip())
    if not found or not 1 <= int(found[2]) <= 12 or not 1990 <= int(found[1]) <= 2059:
        raise ValueError(f"“{text}” is not a period: write {FORMS}")
    return month(int(found[1]), int(found[2]))


def _year(first: str, second: str, text: str) -> int:
    if (int(first) + 1) % 100 != int(second):
        raise ValueError(f"“{text}” is not a financial year: 2026/27 follows 2025/26")
    return int(first)
