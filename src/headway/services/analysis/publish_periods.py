"""Periods as editions keep them: as the heads of columns write them, a week by its last day."""

from datetime import date

from headway.domain.period_labels import parse_period, short_label
from headway.domain.periods import MONTH_NAMES, Period, PeriodKind, week_of

_MONTHS = [name[:3] for name in MONTH_NAMES]


def kept_label(period: Period) -> str:
    """Write a period so that ``kept_period`` reads it: "Sep-26", and a week "2026-10-18"."""
    if period.kind is PeriodKind.WEEK:
        return period.last_day.isoformat()
    return short_label(period)


def kept_period(kind: str, label: str) -> Period:
    """Read a period by the name of its kind; a week also as it was once written: "18-Oct-26"."""
    if PeriodKind[kind] is not PeriodKind.WEEK:
        return parse_period(label, PeriodKind[kind])
    if label[:4].isdigit():
        return week_of(date.fromisoformat(label))
    day, month, year = label.split("-")
    return week_of(date(2000 + int(year), 1 + _MONTHS.index(month), int(day)))
