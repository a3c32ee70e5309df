"""An indicator's line with what was entered: the figure stands that the scorecard shows."""

from collections.abc import Sequence
from dataclasses import replace

from headway.domain.calculation_results import Result, UnitRef
from headway.domain.entries import Entry
from headway.domain.history import Sourced, Standing, history_of
from headway.domain.published import Figure
from headway.services.analysis.entered import entered_figures, entries_of


def entered_of(entries: Sequence[Entry], indicator: str, unit: UnitRef) -> tuple[Sourced, ...]:
    """Give what was entered of an indicator of a unit."""
    ours = [one for one in entries if one.indicator == indicator and one.unit == unit]
    return entered_figures(entries_of(ours, unit))


def with_entered(
    results: Sequence[Result], entered: Sequence[Sourced], unit: UnitRef
) -> tuple[Result, ...]:
    """Put what was entered in its places, by the rule of every scorecard (``history_of``).

    A figure that was entered has no numerator and denominator of its own.
    """
    if not entered:
        return tuple(results)
    worked_out = [
        Sourced(one.indicator, Figure(one.period, one.value, one.period), "", Standing.RECALCULATED)
        for one in results
    ]
    by_period = {one.period: one for one in results}
    found = []
    for stands in history_of([*worked_out, *entered]).series(entered[0].indicator):
        period, value = stands.figure.period, stands.figure.value
        line = by_period.get(period)
        if line is None:
            line = Result(stands.indicator, period, unit, None, None, None, value)
        elif stands.standing is Standing.ENTERED:
            line = replace(line, numerator=None, denominator=None, value=value)
        found.append(line)
    return tuple(found)
