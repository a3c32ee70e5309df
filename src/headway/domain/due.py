"""Which figure is due under which column, when a sheet mixes monthly, quarterly and annual."""

from headway.domain.indicator import Frequency
from headway.domain.periods import (
    Period,
    PeriodKind,
    index_of,
    month_at,
    period_ending,
)

_LENGTH = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.FINANCIAL_YEAR: 12}


def due_period(column: Period, frequency: Frequency) -> Period | None:
    """Return the period whose figure is due under ``column``, or None where none is.

    Under the month June a quarterly figure stands for April to June; under July none is due.
    Under a column longer than the frequency the figure stands for the column itself.
    """
    kind = frequency.period_kind
    if column.kind not in _LENGTH or _LENGTH[column.kind] >= _LENGTH[kind]:
        return column
    try:
        return period_ending(kind, month_at(index_of(column.end) - 1))
    except ValueError:
        return None


def periods_of_last_12_months(last: Period, frequency: Frequency) -> tuple[Period, ...]:
    """Return the periods of ``frequency`` that ended within the 12 months up to ``last``'s end.

    Monthly: the twelve months. Quarterly: four quarters, the latest the last one ended. A
    column longer than the frequency is counted in its own kind, and a week in 52 weeks.
    """
    if last.kind is PeriodKind.WEEK:
        return tuple(last.shift(-back) for back in reversed(range(52)))
    kind = frequency.period_kind
    if last.kind in _LENGTH and _LENGTH[last.kind] > _LENGTH[kind]:
        kind = last.kind
    end = index_of(last.end)
    found = []
    for ended in range(end - 11, end + 1):
        try:
            found.append(period_ending(kind, month_at(ended - 1)))
        except ValueError:
            continue
    return tuple(found)
