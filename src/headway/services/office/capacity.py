"""Who holds what: a unit's families against its room, and its workers' caseloads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from headway.domain.calculation_results import Level, Result, UnitRef
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.analysis.kept_pages import CASELOADS
from headway.services.office.kept_pages import page_file

INDICATORS = (
    "families-in-early-help",
    "early-help-cases-open",
    "family-capacity",
    "case-holding-percentage",
    "early-help-throughput-percentage",
    "families-waiting-for-assessment",
    "families-waiting-over-30-days",
    "early-help-assessments-within-30-days-percentage",
)


@dataclass(frozen=True, slots=True)
class UnitCapacity:
    """A unit's figures of a month, in the order of the indicators; None for one it lacks."""

    unit: UnitRef
    results: tuple[Result | None, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A worker's caseload: the role by its code, the room if it is stated, what they lead."""

    worker: str
    role: str
    room: int | None
    families: int
    plans: int


@dataclass(frozen=True, slots=True)
class Workers:
    """The workers of a team on a day."""

    on: date
    held: tuple[Held, ...]


def indicators_of(known: Mapping[str, Indicator]) -> tuple[Indicator, ...]:
    """Give the indicators of capacity that the definitions in force have."""
    return tuple(known[one] for one in INDICATORS if one in known)


def capacity(
    figures: KeptFigures,
    units: tuple[UnitRef, ...],
    indicators: tuple[Indicator, ...],
    month: Period,
) -> tuple[UnitCapacity, ...]:
    """Give the figures of some units for the last period that ended by a month's end."""
    return tuple(
        UnitCapacity(one, tuple(_latest(figures, one, each.id, month) for each in indicators))
        for one in units
    )


def workers(figures: KeptFigures, team: UnitRef) -> Workers | None:
    """Give the workers of a team; None for another unit, and where none were kept."""
    kept = page_file(figures, CASELOADS)
    if kept is None or team.level is not Level.TEAM or team.id not in kept["teams"]:
        return None
    held = tuple(Held(*one) for one in kept["teams"][team.id])
    return Workers(date.fromisoformat(kept["on"]), held)


def _latest(figures: KeptFigures, unit: UnitRef, name: str, month: Period) -> Result | None:
    lines = figures.of(unit).results.get(name, ())
    ended = [one for one in lines if one.period.end <= month.end]
    return ended[-1] if ended else None
