"""Periods as headings and titles mention them: whole labels, parts of labels, many in a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from headway.domain.period_labels import NotAPeriod, parse_period, period_of_day
from headway.domain.periods import (
    MONTH_NAMES,
    Period,
    PeriodKind,
    financial_year,
    month,
    period_ending,
    quarter,
    quarter_of,
)
from headway.intake.looks import tidy

_NAMES = {name.casefold(): at for at, name in enumerate(MONTH_NAMES, start=1)}
_NAMES |= {name[:3]: at for name, at in _NAMES.items()} | {"sept": 9}
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_SPAN = r"(?:20\d{2}|\d{2})\s*[-/–]\s*(?:20\d{2}|\d{2})"
_MENTION = re.compile(
    rf"(?:q(?:uarter|tr)?\.?\s*[1-4]\s*,?\s*\(?{_SPAN}\)?)|(?:{_SPAN}\s*q[1-4]\b)"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH})[\s.,\-–/'’]*(?:20\d{{2}}|\d{{2}})(?!\d)"
    rf"|\b20\d{{2}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d{{2}}\b"
    rf"|(?<![\d/\-]){_SPAN}(?![\d/]|\s*[-–]\s*\d)|(?<![\d£,.])20\d{{2}}(?![\d%,])",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(rf"^\d{{1,2}}(?:st|nd|rd|th)?\s+(?=(?:{_MONTH}))", re.IGNORECASE)
_LOOSE_SPAN = re.compile(r"(?<!\d)((?:20)?\d{2})\s*[-/–]?\s*((?:20)?\d{2})(?!\d)")
_LEAD_IN = re.compile(
    r"^(?:position |snapshot |figures? |data )?(?:as )?(?:at|on|of|to|for)(?: the)?(?: end of)?\s+"
    r"|^(?:(?:month|period)[ -])?(?:end(?:ing|ed)?|to)(?: of)?:?\s+"
    r"|^(?:month|period)(?: of)?:?\s+(?=[a-z]{3})",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(quarter|year)[ -](?:end(?:ing|ed)?|to)(?: of)?:?\s+(.+)", re.IGNORECASE)
_KINDS = {"quarter": PeriodKind.QUARTER, "year": PeriodKind.FINANCIAL_YEAR}
_DAY = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\.?,?\s*(20\d{{2}}|\d{{2}})", re.IGNORECASE
)
_RANGE = re.compile(
    rf"({_MONTH})\.?\s*(20\d{{2}}|\d{{2}})?\s*(?:-|–|/|to)\s*"
    rf"({_MONTH})\.?[\s'’-]*(20\d{{2}}|\d{{2}})",
    re.IGNORECASE,
)
_BARE_MONTH = re.compile(rf"({_MONTH})\.?", re.IGNORECASE)
_BARE_QUARTER = re.compile(r"q(?:uarter|tr)?\.?\s*([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"(?:cy\s*)?(20\d{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartLabel:
    """A month or quarter whose year is not said: "Jul", "Q1"."""

    kind: PeriodKind
    number: int

    def in_year_from(self, start: int) -> Period:
        """Return it in the financial year that begins in ``start``."""
        if self.kind is PeriodKind.QUARTER:
            return quarter(start, self.number)
        return month(start if self.number >= 4 else start + 1, self.number)

    def in_calendar_year(self, year: int) -> Period:
        """Return it in a calendar year: its last month lies there."""
        if self.kind is PeriodKind.QUARTER:
            return quarter(year if self.number < 4 else year - 1, self.number)
        return month(year, self.number)


def whole_label(text: str, expect: PeriodKind | None = None) -> Period | None:
    """Return the period that a text is the label of, or None."""
    text = tidy(text).strip("*:• ")
    if (ending := _ENDING.fullmatch(text)) and (last := whole_label(ending[2])):
        return _ending_with(_KINDS[ending[1].casefold()], last)
    for candidate in dict.fromkeys(_ways_to_read(text)):
        try:
            return parse_period(candidate, expect)
        except NotAPeriod:
            if found := _day(candidate, expect) or _quarter_of_months(candidate):
                return found
    return None


def _ways_to_read(text: str) -> Iterator[str]:
    """Give a label as it stands, closed up, without its lead-in, and its parts by brackets."""
    yield text
    yield re.sub(r"\s*[-–]\s*", "-", text)
    yield _LEAD_IN.sub("", text)
    outside = re.sub(r"\(.*?\)", "", text).strip()
    yield outside
    if part_label(outside) is not None:
        yield from (part.strip() for part in re.findall(r"\((.*?)\)", text))


def _ending_with(kind: PeriodKind, last: Period) -> Period | None:
    """Return the quarter or year that ends with a period: "Quarter ending June 2020"."""
    try:
        return period_ending(kind, last.months()[-1])
    except ValueError:
        return None


def _day(text: str, expect: PeriodKind | None) -> Period | None:
    """Return the period that a day written in words stands for: "31 March 2020"."""
    found = _DAY.fullmatch(text)
    if not found:
        return None
    try:
        day = date(_year_of(found[3]), _NAMES[found[2].casefold()], int(found[1]))
    except ValueError:
        return None
    return period_of_day(day, expect)


def _quarter_of_months(text: str) -> Period | None:
    """Return the quarter that a range of months is: "Apr-Jun 2019"."""
    found = _RANGE.fullmatch(text)
    if not found:
        return None
    first, last = _NAMES[found[1].casefold()], _NAMES[found[3].casefold()]
    years = {_year_of(year) for year in (found[2], found[4]) if year}
    if last - first != 2 or last % 3 or len(years) != 1:
        return None
    return quarter_of(date(years.pop(), last, 1))


def _year_of(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def part_label(text: str) -> PartLabel | None:
    """Return the month or quarter that a text names without its year, or None."""
    text = tidy(text).strip("*:•()")
    if found := _BARE_MONTH.fullmatch(text):
        return PartLabel(PeriodKind.MONTH, _NAMES[found[1].casefold()])
    if found := _BARE_QUARTER.fullmatch(text):
        return PartLabel(PeriodKind.QUARTER, int(found[1]))
    return None


def calendar_year(text: str) -> int | None:
    """Return the year that a text is, or None: "2019"."""
    found = _YEAR.fullmatch(tidy(text).strip("*:•()"))
    return int(found[1]) if found else None


def periods_in(text: str) -> tuple[Period, ...]:
    """Return every period that a line mentions, in order; years on their own are left out."""
    return tuple(found for found in _mentions(text) if isinstance(found, Period))


def years_in(text: str) -> tuple[int, ...]:
    """Return every calendar year that a line mentions on its own, in order."""
    return tuple(found for found in _mentions(text) if isinstance(found, int))


def _mentions(text: str) -> Iterator[Period | int]:
    for found in _MENTION.finditer(tidy(text)):
        label = _DAY_BEFORE.sub("", found[0])
        if (year := calendar_year(label)) is not None:
            yield year
        elif (period := whole_label(label)) is not None:
            yield period


def loose_year(text: str) -> Period | None:
    """Return the one financial year a damaged text holds: "Target 17- 18", "Target 18 19"."""
    found = [_following(first, second) for first, second in _LOOSE_SPAN.findall(text)]
    years = [year for year in found if year is not None]
    return financial_year(years[0]) if len(years) == 1 else None


def _following(first: str, second: str) -> int | None:
    start = int(first) if len(first) == 4 else 2000 + int(first)
    end = int(second) if len(second) == 4 else 2000 + int(second)
    return start if end == start + 1 else None


def complete(
    parts: Sequence[tuple[int, PartLabel]],
    known: Sequence[tuple[int, Period]],
    last: Period | None,
    last_filled: int | None = None,
) -> dict[int, Period] | None:
    """Give months or quarters without a year theirs, or return None where nothing tells it.

    ``parts`` and ``known`` go from column to label, both rising; the columns run in order of
    time. ``known`` are labels of the same row with their year; failing these, the last column
    with anything under it, ``last_filled``, is the latest one not after ``last``, the period
    that the title or heading names.
    """
    found: dict[int, Period] = {}
    anchors = [(column, period) for column, period in known if period.kind is parts[0][1].kind]
    if not anchors and last is not None:
        column, label = next((part for part in parts if part[0] == last_filled), parts[-1])
        anchors = [(column, _latest(label, last))]
    if not anchors:
        return None
    for column, label in parts:
        near, anchor = min(anchors, key=lambda each: abs(each[0] - column))
        found[column] = _nearest(label, anchor, after=column > near, same=column == near)
    return found


def _latest(label: PartLabel, last: Period) -> Period:
    tried = (label.in_calendar_year(last.last_day.year - back) for back in (-1, 0, 1, 2))
    return next(period for period in tried if period.end <= last.end)


def _nearest(label: PartLabel, anchor: Period, *, after: bool, same: bool) -> Period:
    """Return the label's first turn after, or last turn before, the anchor."""
    year = anchor.last_day.year
    turns = [label.in_calendar_year(year + away) for away in (-2, -1, 0, 1, 2)]
    if same:
        return min(turns, key=lambda turn: abs((turn.end - anchor.end).days))
    if after:
        return next(turn for turn in turns if turn.end > anchor.end)
    return next(turn for turn in reversed(turns) if turn.end < anchor.end)
