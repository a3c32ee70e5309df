"""What may be compared on a line that breaks: changes and 12-month summaries kept to one side."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from headway.domain.breaks import Break, lasting, latest_between
from headway.domain.history import Sourced, Standing
from headway.domain.movement import Movement, not_compared, over_restated
from headway.domain.periods import Period, month_of
from headway.domain.values import Summary, Value

Find = Callable[[Period], Sourced | None]
"""Gives the figure that stands for a period, with its source; None where none does."""


def breaks_that_hold(breaks: Iterable[Break], figures: Iterable[Sourced | None]) -> list[Break]:
    """Return the breaks that keep figures apart.

    A restated break does not, where every figure was worked out by Headway. What was published or
    entered stands on the footing of its own time, so that there the break holds all the same.
    """
    ours = all(each is None or each.standing is Standing.RECALCULATED for each in figures)
    found = list(breaks)
    return list(lasting(found)) if ours else found


def guarded(
    change: Movement, breaks: Sequence[Break], base: Period, current: Period, find: Find
) -> Movement:
    """Refuse a change that leads over a break; say so where it leads over a restated one."""
    holding = breaks_that_hold(breaks, (find(base), find(current)))
    across = latest_between(holding, base, current)
    if across is not None:
        return not_compared(change, across)
    return over_restated(change, (each for each in breaks if each.lies_between(base, current)))


def summary_since(
    breaks: Sequence[Break],
    periods: Sequence[Period],
    find: Find,
    values: Sequence[Value],
    summarise: Callable[[Iterable[Value]], Summary],
) -> Summary:
    """Summarise the values of periods that follow each other, from the last break on.

    The summary says from when it counts, or on which footing its figures were restated.
    """
    if not periods:
        return summarise(values)
    holding = breaks_that_hold(breaks, map(find, periods))
    across = latest_between(holding, periods[0], periods[-1])
    if across is None:
        over = [each for each in breaks if each.lies_between(periods[0], periods[-1])]
        covers = f"restated on {over[-1].restated}" if over else ""
        return replace(summarise(values), covers=covers)
    kept = [
        value for period, value in zip(periods, values, strict=True) if period.start >= across.day
    ]
    since = f"since {month_of(across.day)}, when the {across.kind.value} changed"
    return replace(summarise(kept), covers=since)
