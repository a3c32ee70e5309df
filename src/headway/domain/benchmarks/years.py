"""The year labels of national figures, read without losing what they say.

One file mixes "2025", "2024-25 (OT)", "2016/17", the pooled years "2014-16" and
"2013/14-15/16", and the six digits of the national statistics service ("202425").
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from headway.domain.periods import Period, PeriodKind, day_at, financial_year, index_of, month

FIRST, LAST = 1900, 2100
_SINGLE = re.compile(r"(\d{4})")
_SPAN = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4}|\d{2})")
_SPLIT_SPAN = re.compile(r"(\d{4})/(\d{2})\s*[-–]\s*(\d{4}|\d{2})/(\d{2})")
_SIX = re.compile(r"(\d{4})(\d{2})")
_MARK = re.compile(r"(.*?)\s*\(([^()]*)\)")
_GRADES = {"prov": 0, "provisional": 0, "p": 0, "": 1, "rev": 2, "revised": 2, "r": 2, "final": 3}


class YearType(Enum):
    """Which twelve months a year of a publication covers."""

    FINANCIAL = "financial year"  # April to March; named by the year in which it ends
    ACADEMIC = "academic year"  # September to August
    CALENDAR = "calendar year"
    UNSTATED = "year"

    @property
    def last_month(self) -> int | None:
        """The month in which such a year ends; None where the source does not say."""
        return {"financial year": 3, "academic year": 8, "calendar year": 12}.get(self.value)


@dataclass(frozen=True, slots=True)
class PublishedYear:
    """A year as its source labels it.

    ``first`` and ``last`` are the calendar years in which it begins and ends; one that is
    ``split`` runs over a new year ("2024-25"). ``years`` is how many are pooled in it, and
    ``mark`` what stands in brackets: "OT" for outturn, "prov", "Rev", "Final".
    """

    label: str
    first: int
    last: int
    split: bool = False
    years: int = 1
    mark: str = ""

    def __post_init__(self) -> None:
        if self.last - self.first != self.years - 1 + self.split:
            raise ValueError(f"“{self.label}” does not cover {self.years} years")

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts years by end, then start; a provisional edition stands before a final one."""
        return (self.last, self.first, _GRADES.get(self.mark.casefold(), 1))

    @property
    def provisional(self) -> bool:
        """Whether the source says that the figures will still change."""
        return _GRADES.get(self.mark.casefold(), 1) == 0

    @property
    def form(self) -> tuple[bool, int]:
        """What years must share to stand one after the other: split or not, and how many."""
        return (self.split, self.years)

    def follows(self, earlier: "PublishedYear") -> bool:
        """Say whether this is the very next year of the same form."""
        return self.form == earlier.form and self.last == earlier.last + 1

    def words(self, kind: YearType = YearType.UNSTATED) -> str:
        """Name the year for a reader: "2024-25", or the label where that says more."""
        if self.years > 1 or self.split or kind.last_month in {None, 12}:
            return self.label
        return f"{self.last - 1}-{self.last % 100:02}" + (f" ({self.mark})" if self.mark else "")

    def period(self, kind: YearType) -> Period | None:
        """Return the twelve months it covers; None where the source does not say which."""
        if self.years > 1 or kind.last_month is None:
            return None
        if kind is YearType.FINANCIAL:
            return financial_year(self.last - 1)
        end = index_of(month(self.last, kind.last_month).end)
        return Period(PeriodKind.ROLLING_12, day_at(end - 12), day_at(end))


@lru_cache(maxsize=4096)
def read_year(label: str) -> PublishedYear | None:
    """Read a year's label; None for what is none, such as "0"."""
    text, mark = label.strip(), ""
    if bracketed := _MARK.fullmatch(text):
        text, mark = bracketed[1], bracketed[2].strip()
    found = _ends(text)
    if found is None:
        return None
    first, last, split = found
    years = last - first + 1 - split
    if not (FIRST <= first <= last <= LAST and 1 <= years <= 10):
        return None
    return PublishedYear(label.strip(), first, last, split, years, mark)


def _ends(text: str) -> tuple[int, int, bool] | None:
    """Give the first and last calendar year, and whether it runs over a new year."""
    if one := _SINGLE.fullmatch(text):
        return int(one[1]), int(one[1]), False
    if six := _SIX.fullmatch(text):
        last = _second(int(six[1]), six[2])
        return (int(six[1]), last, True) if last == int(six[1]) + 1 else None
    if span := _SPAN.fullmatch(text):
        first = int(span[1])
        last = _second(first, span[2])
        return first, last, last == first + 1
    if pooled := _SPLIT_SPAN.fullmatch(text):
        first = int(pooled[1])
        start = _second(first, pooled[3])
        last = _second(start, pooled[4])
        if _second(first, pooled[2]) == first + 1 and last == start + 1:
            return first, last, True
    return None


def _second(first: int, text: str) -> int:
    """Complete the second year of a span: 25 after 2024 is 2025, 00 after 1999 is 2000."""
    if len(text) == 4:
        return int(text)
    year = first // 100 * 100 + int(text)
    return year if year >= first else year + 100


def year_type(words: str) -> YearType:
    """Read what a source calls its years: "Financial Year", "Academic year", "Calendar Year"."""
    text = words.casefold()
    for kind in (YearType.FINANCIAL, YearType.ACADEMIC, YearType.CALENDAR):
        if kind.value in text:
            return kind
    return YearType.UNSTATED
