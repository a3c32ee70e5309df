"""Dates and times as spreadsheets store them: days counted from an epoch, shown by a format."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.periods import MONTH_NAMES
from headway.domain.rounding import round_to
from headway.readers.number_formats import NumberFormat, Token, is_minutes

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SECONDS = 86_400
_LAST_DAY = 2_958_465  # 31 December 9999
_DAYS_BETWEEN_EPOCHS = 1_462  # from Excel's 1900 to the Macintosh's 1904


@dataclass(frozen=True, slots=True)
class Moment:
    """A serial number taken apart. ``date`` is None for "00/01/1900", which is no day."""

    date: dt.date | None
    seconds: int  # of the day
    total_seconds: int  # since the epoch, for lengths of time


def moment_of(serial: Fraction, *, from_1904: bool) -> Moment | None:
    """Return the moment of a serial number; None when it is before or after all dates.

    Excel counts a 29 February 1900 that never was: days before 1 March 1900 are one off.
    """
    if from_1904:
        serial += _DAYS_BETWEEN_EPOCHS
    total = int(round_to(serial * _SECONDS))
    days, seconds = divmod(total, _SECONDS)
    if not 0 <= days <= _LAST_DAY:
        return None
    epoch = dt.date(1899, 12, 31 if days < 60 else 30)
    date = epoch + dt.timedelta(days=days) if days else None
    elapsed = total - _DAYS_BETWEEN_EPOCHS * _SECONDS if from_1904 else total
    return Moment(date, seconds, elapsed)


def shown_moment(moment: Moment, form: NumberFormat) -> str:
    """Return the moment by a date or time format: "Aug-20", "01/08/2020", "14:30"."""
    section = form.sections[0].tokens
    half_day = any(token.kind == "half" for token in section)
    return "".join(
        _shown_token(moment, section, at, half_day=half_day) for at in range(len(section))
    ).strip()


def shown_length(seconds: int) -> str:
    """Return a length of time as hours, minutes and seconds: "26:30:00"."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def shown_date(date: dt.date, time: dt.time | None = None) -> str:
    """Return a date whose format is not known, as the United Kingdom writes it."""
    if time is None or time == dt.time():
        return f"{date:%d/%m/}{date.year:04}"
    return f"{date:%d/%m/}{date.year:04} {shown_time(time)}"


def shown_time(time: dt.time) -> str:
    """Return a time of day, with seconds only where there are some: "14:30"."""
    return f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"


def _shown_token(moment: Moment, section: tuple[Token, ...], at: int, *, half_day: bool) -> str:
    token = section[at]
    letter, width = token.text[:1].lower(), len(token.text)
    if token.kind == "half":
        return "AM" if moment.seconds < _SECONDS // 2 else "PM"
    if token.kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[letter]
        return str(moment.total_seconds // unit).rjust(width, "0")
    if token.kind != "date":
        return _shown_literal(token)
    if letter in "hs" or (letter == "m" and is_minutes(section, at)):
        return _shown_clock(moment.seconds, letter, width, half_day=half_day)
    return _shown_calendar(moment.date, letter, width)


def _shown_literal(token: Token) -> str:
    if token.kind in {"colour", "condition", "fill", "general"}:
        return ""
    return " " if token.kind == "space" else token.text


def _shown_clock(seconds: int, letter: str, width: int, *, half_day: bool) -> str:
    hours = seconds // 3600
    if half_day:
        hours = hours % 12 or 12
    value = {"h": hours, "m": seconds // 60 % 60, "s": seconds % 60}[letter]
    return f"{value:02}" if width > 1 else str(value)


def _shown_calendar(date: dt.date | None, letter: str, width: int) -> str:
    # Serial number 0 is shown by Excel as day 0 of January 1900, a Saturday.
    year, month, day, weekday = (
        (date.year, date.month, date.day, _DAYS[date.weekday()])
        if date
        else (1900, 1, 0, "Saturday")
    )
    if letter == "y":
        return f"{year:04}" if width > 2 else f"{year % 100:02}"
    name = MONTH_NAMES[month - 1]
    names = (
        (str(day), f"{day:02}", weekday[:3], weekday, weekday)
        if letter == "d"
        else (str(month), f"{month:02}", name[:3], name, name[0])
    )
    return names[min(width, len(names)) - 1]
