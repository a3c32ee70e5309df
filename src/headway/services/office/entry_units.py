"""Which units are asked for a sheet: those that stood when its period ended."""

from functools import lru_cache
from pathlib import Path

from headway.domain.calculation_results import UnitRef
from headway.domain.periods import Period
from headway.domain.team_sheets import TeamSheet
from headway.services.analysis.kept_figures import KeptFigures, KeptUnit
from headway.services.office.figures import current_figures


def units_asked(data: Path, sheet: TeamSheet, period: Period) -> tuple[KeptUnit, ...]:
    """Give the units that are asked for a period's sheet, in order; none while none are known."""
    figures = current_figures(data)
    if figures is None or not sheet.is_asked_for(period):
        return ()
    return tuple(
        one for one in figures.units if sheet.asks(one.ref) and stood(figures, one.ref, period)
    )


@lru_cache(maxsize=1024)
def stood(figures: KeptFigures, unit: UnitRef, period: Period) -> bool:
    """Whether a unit stood in the last month of a period, as far as the figures reach.

    A unit that ended, or became part of another, is asked for nothing after that; one of whose
    past nothing is known is taken to have stood.
    """
    month = min(period.months()[-1], figures.last)
    if month.start < figures.first:
        return True
    lines = figures.of(unit).results
    return any(one.period == month for name in lines for one in reversed(lines[name]))
