"""Which units are asked for a sheet: those that stood when its period ended."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from headway.domain.calculation_results import UnitRef
from headway.domain.periods import Period
from headway.domain.team_sheets import TeamSheet
from headway.services.analysis.kept_figures import KeptFigures, KeptUnit
from headway.services.office.figures import current_figures


def units_asked(data: Path, sheet: TeamSheet, period: Period) -> tuple[KeptUnit, ...]:
    """Give the units that are asked for a period's sheet, in order; none while none are known.

    Each has the name that it bore when the period ended.
    """
    figures = current_figures(data)
    if figures is None or not sheet.is_asked_for(period):
        return ()
    return tuple(
        replace(one, name=one.name_on(period.last_day))
        for one in figures.units
        if sheet.asks(one.ref, one.within) and is_known(one) and stood(figures, one, period)
    )


def is_known(unit: KeptUnit) -> bool:
    """Whether the council has such a unit: case rows may name teams that nobody knows."""
    return bool(unit.name or unit.within)


def stood(figures: KeptFigures, unit: KeptUnit, period: Period) -> bool:
    """Whether a unit stood on the last day of a period.

    A unit that ended, or became part of another, is asked for nothing after that; nor is one
    that had not begun. Where neither day is known, its figures say whether it stood.
    """
    day = period.last_day
    if unit.closed or unit.opened:
        begun = unit.opened is None or unit.opened <= day
        return begun and (unit.closed is None or day < unit.closed)
    return _has_figures(figures, unit.ref, period)


@lru_cache(maxsize=1024)
def _has_figures(figures: KeptFigures, unit: UnitRef, period: Period) -> bool:
    """Whether there is a figure of the period's last month, as far as the figures reach."""
    month = min(period.months()[-1], figures.last)
    if month.start < figures.first:
        return True
    lines = figures.of(unit).results
    return any(one.period == month for name in lines for one in reversed(lines[name]))
