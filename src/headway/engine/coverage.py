"""Whether what the exports cover is enough for a period's figure, and when it is known in full."""

from datetime import date, timedelta

from headway.domain.calculation import (
    Average,
    Calculation,
    Count,
    Duration,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    Share,
    Step,
    Window,
)
from headway.domain.periods import Period, day_at, index_of
from headway.domain.values import Absent, State
from headway.domain.working_days import is_working_day
from headway.engine.runner import tables_of
from headway.engine.source import Snapshot
from headway.engine.world import months_after
from headway.tables.paths import resolve


def not_covered(
    calculation: Calculation, table: str, period: Period, snapshot: Snapshot
) -> Absent | None:
    """Say why what the exports cover of a table gives no figure for a period; None if it does."""
    coverage = snapshot.coverage(table) or _by_date(calculation, table, snapshot)
    if coverage is None:
        return None
    first, last = coverage
    if first > _needed_from(calculation, table, period):
        return Absent(State.INCOMPLETE, f"the exports begin on {first.isoformat()}")
    if last < period.last_day:
        return Absent(State.INCOMPLETE, f"the exports end on {last.isoformat()}")
    due = calculation.common.due_after
    if due is not None and last < known_in_full(period, due):
        when = known_in_full(period, due).isoformat()
        return Absent(State.NOT_DUE, f"known in full on {when}")
    return None


def _by_date(calculation: Calculation, table: str, snapshot: Snapshot) -> tuple[date, date] | None:
    """Give the coverage of the table that dates the rows of one without a date of its own.

    The children of an assessment are covered as far as assessments are: without that a month
    after the exports end would show nought.
    """
    path = _date_path(calculation)
    if not path or table != tables_of(calculation)[0]:
        return None
    return snapshot.coverage(resolve(table, path).table)


def _date_path(calculation: Calculation) -> str:
    """Name the date by which a calculation puts rows into periods; nothing where it has none."""
    match calculation:
        case Count() | Share() | Average() | LatestChange():
            return calculation.when
        case Duration():
            return calculation.end
        case OpenAtEnd():
            return calculation.starts[0]
        case _:
            return ""


def _needed_from(calculation: Calculation, table: str, period: Period) -> date:
    """Give the first day whose rows have a say in a period's figure.

    What comes before is looked for a whole window back: without those rows nobody can say that
    nothing did.
    """
    match calculation:
        case OpenAtEnd():
            return period.last_day
        case FollowedBy() if calculation.preceding and table == calculation.follower.table:
            return _back(period.start, calculation.window)
        case _:
            return period.start


def _back(first_of_month: date, window: Window) -> date:
    if window.step is Step.MONTHS:
        return day_at(index_of(first_of_month) - window.length)
    return first_of_month - timedelta(days=window.length)


def known_in_full(period: Period, due: Window) -> date:
    """Give the last day on which something may still happen that belongs to a period's figure."""
    match due.step:
        case Step.DAYS:
            return period.last_day + timedelta(days=due.length)
        case Step.MONTHS:
            return months_after(period.end, due.length) - timedelta(days=1)
        case Step.WORKING_DAYS:
            day, left = period.last_day, due.length
            while left:
                day += timedelta(days=1)
                left -= is_working_day(day)
            return day
