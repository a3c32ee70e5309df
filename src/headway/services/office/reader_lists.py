"""How many rows the worklists of somebody's units have, for their first page: counts alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.office.worklists import ListLine, unit_lists

MOST = 4  # units beside each other


@dataclass(frozen=True, slots=True)
class ListsOfUnit:
    """The worklists of a unit, and on how many of its rows the last load found something."""

    unit: UnitRef
    lists: tuple[ListLine, ...]
    found: int
    known_to: date
    ahead_to: date


def widest(figures: KeptFigures, allowed: Iterable[UnitRef]) -> tuple[UnitRef, ...]:
    """Give those units among the allowed that lie in none of the others, widest first."""
    may = {one for one in allowed if one == COUNCIL or one.id}
    if COUNCIL in may:
        return (COUNCIL,)
    within = {one.ref: set(one.within) - {one.ref} for one in figures.units}
    top = (one for one in may if not within.get(one, set()) & may)
    return tuple(sorted(top, key=lambda one: one.key))


def lists_of_reader(figures: KeptFigures, allowed: Iterable[UnitRef]) -> tuple[ListsOfUnit, ...]:
    """Give the worklists of a reader's widest units; nothing where none were kept."""
    found = []
    for unit in widest(figures, allowed)[:MOST]:
        lists = unit_lists(figures, unit)
        if lists is not None:
            rows = sum(one.rows for one in lists.found)
            found.append(ListsOfUnit(unit, lists.lists, rows, lists.known_to, lists.ahead_to))
    return tuple(found)
