"""On which definitions and which map of teams figures are worked out, and what that breaks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from headway.domain.basis import THEN, Basis
from headway.domain.breaks import Break
from headway.domain.calculation_results import UnitRef
from headway.domain.definition_history import definition_breaks
from headway.domain.indicator import Indicator
from headway.engine.organisation_breaks import organisation_breaks
from headway.engine.source import Snapshot
from headway.engine.units import Units, units_of


@dataclass(frozen=True, slots=True)
class Bases:
    """The map of teams, and the definitions: each of its own time, the present one, or a day's."""

    organisation: Basis = THEN
    definitions: Basis = THEN


OF_THEIR_TIME = Bases()


def today_of(snapshot: Snapshot) -> date:
    """Return the last day that a snapshot's exports cover: what is "now" for its figures."""
    covers = [snapshot.coverage(table) for table in snapshot.covered_tables]
    return max((cover[1] for cover in covers if cover), default=date.max)


def units_on(snapshot: Snapshot, bases: Bases) -> Units:
    """Read the units of a snapshot, on the map that is asked for."""
    return units_of(snapshot, bases.organisation.on(today_of(snapshot)))


def definitions_day(snapshot: Snapshot, bases: Bases) -> date | None:
    """Return the day whose definitions hold for all periods; None: each period has its own."""
    return bases.definitions.on(today_of(snapshot))


def breaks_of(
    indicators: Iterable[Indicator],
    known: Mapping[str, Indicator],
    units: Units,
    unit: UnitRef,
    names: Mapping[str, str],
    definitions: date | None,
) -> dict[str, tuple[Break, ...]]:
    """Return the breaks of each indicator's line for a unit: its definition's and the unit's."""
    of_unit = organisation_breaks(units, unit, names)
    return {one.id: (*definition_breaks(one, known, definitions), *of_unit) for one in indicators}
