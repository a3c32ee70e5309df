"""Stretches of time that figures belong to: half-open, comparable, in whole months or weeks.

A period holds its first day and the day after its last. Councils count their year from April,
so quarter 1 is April to June, and the financial year 2018/19 begins on 1 April 2018. A week runs
from Monday to Sunday and belongs to no month.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import total_ordering

FIRST_MONTH_OF_YEAR = 4  # April


class PeriodKind(Enum):
    """The kinds of period, in rising order of length."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR_TO_DATE = "year to date"
    FINANCIAL_YEAR = "financial year"
    ROLLING_12 = "rolling 12 months"


_STEP = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.YEAR_TO_DATE: 1,
    PeriodKind.FINANCIAL_YEAR: 12,
    PeriodKind.ROLLING_12: 1,
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` up to but not including ``end``. Ordered by end, then start, then kind."""

    kind: PeriodKind
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.kind is PeriodKind.WEEK:
            if self.start.weekday() or self.end - self.start != timedelta(days=7):
                raise ValueError("a week runs from a Monday to the Monday after it")
            return
        if self.start.day != 1 or self.end.day != 1 or self.end <= self.start:
            raise ValueError("a period runs from the first of a month to the first of a later one")
        length = index_of(self.end) - index_of(self.start)
        if not _fits(self.kind, self.start, length):
            raise ValueError(f"{self.start} to {self.end} is not a {self.kind.value}")

    def __lt__(self, other: "Period") -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._key < other._key

    @property
    def _key(self) -> tuple[date, date, str]:
        return (self.end, self.start, self.kind.value)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __str__(self) -> str:
        return name_of(self)

    @property
    def last_day(self) -> date:
        """The last day inside the period."""
        return self.end - timedelta(days=1)

    @property
    def financial_year(self) -> int:
        """The calendar year in which the financial year of the last day began."""
        last = self.last_day
        return last.year if last.month >= FIRST_MONTH_OF_YEAR else last.year - 1

    def covers(self, other: "Period") -> bool:
        """Whether every day of ``other`` lies in this period."""
        return self.start <= other.start and other.end <= self.end

    def months(self) -> tuple["Period", ...]:
        """The months of the period, in order; a week has none."""
        if self.kind is PeriodKind.WEEK:
            return ()
        return tuple(month_at(i) for i in range(index_of(self.start), index_of(self.end)))

    def shift(self, steps: int) -> "Period":
        """Move by whole periods of its own kind; a running total moves by months.

        A year to date moved by a month starts anew in April, as the councils' own do.
        """
        if self.kind is PeriodKind.WEEK:
            return week_of(self.start + timedelta(days=7 * steps))
        return self._moved(steps * _STEP[self.kind])

    def previous(self) -> "Period":
        """The period just before, of the same kind."""
        return self.shift(-1)

    def same_period_last_year(self) -> "Period":
        """The same months, a year earlier; of a week, the one 52 weeks before."""
        if self.kind is PeriodKind.WEEK:
            return self.shift(-52)
        return self._moved(-12)

    def _moved(self, months: int) -> "Period":
        if self.kind is PeriodKind.YEAR_TO_DATE:
            return year_to_date(month_at(index_of(self.end) - 1 + months))
        start, end = index_of(self.start) + months, index_of(self.end) + months
        return Period(self.kind, day_at(start), day_at(end))


def _fits(kind: PeriodKind, start: date, length: int) -> bool:
    match kind:
        case PeriodKind.MONTH:
            return length == 1
        case PeriodKind.QUARTER:
            return length == 3 and start.month % 3 == 1
        case PeriodKind.FINANCIAL_YEAR:
            return length == 12 and start.month == FIRST_MONTH_OF_YEAR
        case PeriodKind.YEAR_TO_DATE:
            return length <= 12 and start.month == FIRST_MONTH_OF_YEAR
        case PeriodKind.ROLLING_12:
            return length == 12
        case PeriodKind.WEEK:
            return False  # a week is asked by its days


def index_of(day: date) -> int:
    """Number the months from the year nought, so that they can be counted."""
    return day.year * 12 + day.month - 1


def day_at(index: int) -> date:
    """Return the first day of the month with this number; see ``index_of``."""
    return date(index // 12, index % 12 + 1, 1)


def month_at(index: int) -> Period:
    """Return the month with this number; see ``index_of``."""
    return Period(PeriodKind.MONTH, day_at(index), day_at(index + 1))


def month(year: int, number: int) -> Period:
    """Return a calendar month: ``month(2020, 8)`` is August 2020."""
    if not 1 <= number <= 12:
        raise ValueError(f"a month is 1 to 12, not {number}")
    return month_at(year * 12 + number - 1)


def month_of(day: date) -> Period:
    """Return the month that holds a day."""
    return month(day.year, day.month)


def week_of(day: date) -> Period:
    """Return the week, from Monday to Sunday, that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return Period(PeriodKind.WEEK, monday, monday + timedelta(days=7))


def quarter(financial_year: int, number: int) -> Period:
    """Return a quarter of a financial year: ``quarter(2017, 3)`` is October to December 2017."""
    if not 1 <= number <= 4:
        raise ValueError(f"a quarter is 1 to 4, not {number}")
    first = financial_year * 12 + FIRST_MONTH_OF_YEAR - 1 + 3 * (number - 1)
    return Period(PeriodKind.QUARTER, day_at(first), day_at(first + 3))


def quarter_of(day: date) -> Period:
    """Return the quarter that holds a day."""
    first = index_of(day) - (day.month - 1) % 3
    return Period(PeriodKind.QUARTER, day_at(first), day_at(first + 3))


def financial_year(start_year: int) -> Period:
    """Return a financial year: ``financial_year(2018)`` is 2018/19."""
    first = start_year * 12 + FIRST_MONTH_OF_YEAR - 1
    return Period(PeriodKind.FINANCIAL_YEAR, day_at(first), day_at(first + 12))


def year_to_date(through: Period) -> Period:
    """Return April up to and including the last month of ``through``."""
    return Period(
        PeriodKind.YEAR_TO_DATE,
        date(through.financial_year, FIRST_MONTH_OF_YEAR, 1),
        through.end,
    )


def rolling_12(through: Period) -> Period:
    """Return the twelve months that end with the last month of ``through``."""
    return Period(PeriodKind.ROLLING_12, day_at(index_of(through.end) - 12), through.end)


def period_ending(kind: PeriodKind, last: Period) -> Period:
    """Return the period of ``kind`` that ends with the last month of ``last``.

    Raises ``ValueError`` where no such period ends there (a quarter does not end in January).
    """
    if kind is PeriodKind.YEAR_TO_DATE:
        return year_to_date(last)
    length = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3}.get(kind, 12)
    return Period(kind, day_at(index_of(last.end) - length), last.end)


def periods_between(first: Period, last: Period) -> Iterator[Period]:
    """Yield the periods from ``first`` to ``last``, both included; they are of one kind."""
    if first.kind is not last.kind:
        raise ValueError("both ends are of one kind")
    while first <= last:
        yield first
        first = first.shift(1)


def quarter_number(period: Period) -> int:
    """Return which quarter of the financial year a quarter is, 1 to 4."""
    return (period.start.month - FIRST_MONTH_OF_YEAR) % 12 // 3 + 1


MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def name_of(period: Period) -> str:
    """Name a period in full, as a page does: "August 2020", "quarter 3 2017/18", "2018/19"."""
    year = f"{period.financial_year}/{(period.financial_year + 1) % 100:02}"
    last = f"{MONTH_NAMES[period.last_day.month - 1]} {period.last_day.year}"
    match period.kind:
        case PeriodKind.WEEK:
            return f"week to {period.last_day.day} {last}"
        case PeriodKind.MONTH:
            return last
        case PeriodKind.QUARTER:
            return f"quarter {quarter_number(period)} {year}"
        case PeriodKind.FINANCIAL_YEAR:
            return year
        case PeriodKind.YEAR_TO_DATE:
            return f"year to date to {last}"
        case PeriodKind.ROLLING_12:
            return f"12 months to {last}"
