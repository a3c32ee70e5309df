"""The labels councils write for periods, read and written: the same table serves both ways."""

import re
from datetime import date
from enum import Enum

from headway.domain.periods import (
    MONTH_NAMES,
    Period,
    PeriodKind,
    financial_year,
    month,
    month_of,
    quarter,
    quarter_number,
    quarter_of,
    rolling_12,
    year_to_date,
)


class LabelForm(Enum):
    """One way of writing a period; the value shows it."""

    MONTH_SHORT = "Aug-20"
    MONTH_SHORT_YEAR = "Aug 2020"
    MONTH_FULL = "August 2020"
    MONTH_ISO = "2020-08"
    YEAR_DASH = "2018-19"
    YEAR_SLASH = "2018/19"
    YEAR_LONG = "2018/2019"
    YEAR_BRIEF = "18/19"
    QUARTER_FIRST = "Q3 2017/18"
    QUARTER_LAST = "2017-18 Q3"
    QUARTER_WORD = "Quarter 3 2017/18"
    LAST_DAY = "31/03/2017"
    TO_DATE = "YTD Aug 2020"
    ROLLING = "12 months to Aug 2020"


_NAMES = {name.lower(): i + 1 for i, name in enumerate(MONTH_NAMES)}
_NAMES |= {name[:3].lower(): i + 1 for i, name in enumerate(MONTH_NAMES)} | {"sept": 9}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_SPAN = r"(?P<from>\d{4}|\d{2})\s*[-/–]\s*(?P<to>\d{4}|\d{2})"
_QUARTER = r"(?:q(?:uarter|tr)?)\.?\s*(?P<quarter>[1-4])"
_GAP = r"[\s,\-–/'’]*"

_NAMED_MONTH = re.compile(rf"{_MONTH}{_GAP}{_YEAR}", re.IGNORECASE)
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})")
_SLASH_MONTH = re.compile(r"(?P<number>\d{1,2})/(?P<year>\d{4})")
_YEAR_SPAN = re.compile(rf"(?:fy\s*)?{_SPAN}", re.IGNORECASE)
_QUARTER_FIRST = re.compile(rf"{_QUARTER}{_GAP}\(?{_SPAN}\)?", re.IGNORECASE)
_QUARTER_LAST = re.compile(rf"\(?{_SPAN}\)?{_GAP}{_QUARTER}", re.IGNORECASE)
_DATE = re.compile(r"(?P<day>\d{1,2})[/.\-](?P<number>\d{1,2})[/.\-](?P<year>\d{4}|\d{2})")
_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?:[T ].*)?")
_TO_DATE = re.compile(r"(?:ytd|year to date)(?:\s+to)?\s+(?P<rest>.+)", re.IGNORECASE)
_ROLLING = re.compile(
    r"(?:12|twelve|rolling 12|r12m?)\s*(?:months?|mths?)?\s*(?:to)?\s+(?P<rest>.+)", re.IGNORECASE
)


class NotAPeriod(ValueError):
    """The text is not a label of a period; the message says what would be."""


def parse_period(text: str, expect: PeriodKind | None = None) -> Period:
    """Read a label in any of the forms of ``LabelForm`` and close relatives of them.

    ``expect`` settles the few labels that could be two things: "2011-12" is the financial year
    2011/12 unless a month is expected, and "31/03/2017" is the quarter (or month, or financial
    year) that ends that day. Raises ``NotAPeriod``.
    """
    text = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    for read in _READERS:
        period = read(text, expect)
        if period is not None:
            if expect is not None and period.kind is not expect:
                break
            return period
    wanted = f" as a {expect.value}" if expect else ""
    forms = ", ".join(form.value for form in LabelForm)
    raise NotAPeriod(f"“{text[:40]}” cannot be read{wanted}; labels look like {forms}")


def _running(text: str, _expect: PeriodKind | None) -> Period | None:
    if found := _TO_DATE.fullmatch(text):
        return year_to_date(parse_period(found["rest"]))
    if (found := _ROLLING.fullmatch(text)) and not _NAMED_MONTH.fullmatch(text):
        return rolling_12(parse_period(found["rest"]))
    return None


def _named_month(text: str, _expect: PeriodKind | None) -> Period | None:
    found = _NAMED_MONTH.fullmatch(text)
    if found and (number := _NAMES.get(found["month"].lower())):
        return month(_full_year(found["year"]), number)
    return None


def _quarter(text: str, _expect: PeriodKind | None) -> Period | None:
    found = _QUARTER_FIRST.fullmatch(text) or _QUARTER_LAST.fullmatch(text)
    start = _span(found) if found else None
    return quarter(start, int(found["quarter"])) if found and start is not None else None


def _day(text: str, expect: PeriodKind | None) -> Period | None:
    found = _ISO_DATE.fullmatch(text) or _DATE.fullmatch(text)
    if not found:
        return None
    try:
        day = date(_full_year(found["year"]), int(found["number"]), int(found["day"]))
    except ValueError:
        return None
    return period_of_day(day, expect)


def _year(text: str, expect: PeriodKind | None) -> Period | None:
    found = _YEAR_SPAN.fullmatch(text)
    start = _span(found) if found else None
    if start is None or (expect is PeriodKind.MONTH and _ISO_MONTH.fullmatch(text)):
        return None
    return financial_year(start)


def _numbered_month(text: str, _expect: PeriodKind | None) -> Period | None:
    found = _ISO_MONTH.fullmatch(text) or _SLASH_MONTH.fullmatch(text)
    if found and 1 <= int(found["number"]) <= 12:
        return month(int(found["year"]), int(found["number"]))
    return None


_READERS = (_running, _named_month, _quarter, _day, _year, _numbered_month)


def period_of_day(day: date, expect: PeriodKind | None = None) -> Period | None:
    """Return the period that a date at the head of a column stands for, or None.

    The first of a month names the month (that is how a spreadsheet holds "Aug-20"). The last
    day of a month names the period that ends there: a quarter where one ends, else the month,
    unless ``expect`` says otherwise.
    """
    this = month_of(day)
    if day.day == 1 and expect in (None, PeriodKind.MONTH):
        return this
    if day != this.last_day:
        return None
    if expect is PeriodKind.FINANCIAL_YEAR:
        return financial_year(this.financial_year) if day.month == 3 else None
    if day.month % 3 == 0 and expect in (None, PeriodKind.QUARTER):
        return quarter_of(day)
    return this if expect in (None, PeriodKind.MONTH) else None


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _span(found: re.Match[str]) -> int | None:
    """Return the year in which "2018-19" starts, or None where the two do not follow on."""
    start, end = _full_year(found["from"]), found["to"]
    follows = int(end) == start + 1 if len(end) == 4 else int(end) == (start + 1) % 100
    return start if follows else None


def write_label(period: Period, form: LabelForm) -> str:
    """Write ``period`` in ``form``; raises ``ValueError`` where the form does not suit its kind."""
    if form not in FORMS_OF[period.kind]:
        raise ValueError(f"{form.value} is not a label for a {period.kind.value}")
    last, name = period.last_day, MONTH_NAMES[period.last_day.month - 1]
    year, after = period.financial_year, (period.financial_year + 1) % 100
    if form is LabelForm.MONTH_FULL:
        return f"{name} {last.year}"
    if period.kind is PeriodKind.QUARTER and form is not LabelForm.LAST_DAY:
        return _write_quarter(form, quarter_number(period), year, after)
    return {
        LabelForm.MONTH_SHORT: f"{name[:3]}-{last.year % 100:02}",
        LabelForm.MONTH_SHORT_YEAR: f"{name[:3]} {last.year}",
        LabelForm.MONTH_ISO: f"{last.year}-{last.month:02}",
        LabelForm.YEAR_DASH: f"{year}-{after:02}",
        LabelForm.YEAR_SLASH: f"{year}/{after:02}",
        LabelForm.YEAR_LONG: f"{year}/{year + 1}",
        LabelForm.YEAR_BRIEF: f"{year % 100:02}/{after:02}",
        LabelForm.LAST_DAY: f"{last:%d/%m/%Y}",
        LabelForm.TO_DATE: f"YTD {name[:3]} {last.year}",
        LabelForm.ROLLING: f"12 months to {name[:3]} {last.year}",
    }[form]


def _write_quarter(form: LabelForm, number: int, year: int, after: int) -> str:
    return {
        LabelForm.QUARTER_FIRST: f"Q{number} {year}/{after:02}",
        LabelForm.QUARTER_LAST: f"{year}-{after:02} Q{number}",
        LabelForm.QUARTER_WORD: f"Quarter {number} {year}/{after:02}",
    }[form]


FORMS_OF: dict[PeriodKind, tuple[LabelForm, ...]] = {
    PeriodKind.WEEK: (),  # no sheet that is read has columns of weeks
    PeriodKind.MONTH: (
        LabelForm.MONTH_SHORT,
        LabelForm.MONTH_SHORT_YEAR,
        LabelForm.MONTH_FULL,
        LabelForm.MONTH_ISO,
        LabelForm.LAST_DAY,
    ),
    PeriodKind.QUARTER: (
        LabelForm.QUARTER_FIRST,
        LabelForm.QUARTER_LAST,
        LabelForm.QUARTER_WORD,
        LabelForm.LAST_DAY,
    ),
    PeriodKind.FINANCIAL_YEAR: (
        LabelForm.YEAR_SLASH,
        LabelForm.YEAR_DASH,
        LabelForm.YEAR_LONG,
        LabelForm.YEAR_BRIEF,
        LabelForm.LAST_DAY,
    ),
    PeriodKind.YEAR_TO_DATE: (LabelForm.TO_DATE,),
    PeriodKind.ROLLING_12: (LabelForm.ROLLING,),
}
SHORT_FORM = {
    PeriodKind.MONTH: LabelForm.MONTH_SHORT,
    PeriodKind.QUARTER: LabelForm.QUARTER_FIRST,
    PeriodKind.FINANCIAL_YEAR: LabelForm.YEAR_SLASH,
    PeriodKind.YEAR_TO_DATE: LabelForm.TO_DATE,
    PeriodKind.ROLLING_12: LabelForm.ROLLING,
}


def short_label(period: Period) -> str:
    """Write a period for the head of a column: "Aug-20", "Q3 2017/18"; a week by its last day."""
    if period.kind is PeriodKind.WEEK:
        last = period.last_day
        return f"{last.day}-{MONTH_NAMES[last.month - 1][:3]}-{last.year % 100:02}"
    return write_label(period, SHORT_FORM[period.kind])
