"""Completeness and timeliness of what teams enter: indicators of their own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.domain.entry_totals import HandedIn, Share, completeness, timeliness
from headway.domain.periods import Period
from headway.domain.team_sheets import TeamSheet
from headway.domain.values import Absent, State, Value
from headway.register.entries.kept import SheetKept
from headway.register.entries.queries.sheets import sheets_of_period
from headway.services.analysis.kept_figures import KeptUnit
from headway.services.office.entry_units import units_asked

COMPLETE = "entries-complete-percentage"
ON_TIME = "entries-on-time-percentage"


@dataclass(frozen=True, slots=True)
class SheetsOfPeriod:
    """A sheet with everybody who is asked for it, and where theirs stand."""

    sheet: TeamSheet
    period: Period
    questions: int
    units: tuple[KeptUnit, ...]
    kept: dict[UnitRef, SheetKept]

    def within(self, unit: UnitRef) -> tuple[KeptUnit, ...]:
        """Give the units asked that are a unit or lie in it."""
        return tuple(one for one in self.units if unit in (COUNCIL, one.ref, *one.within))

    def handed_in(self, unit: UnitRef) -> tuple[HandedIn, ...]:
        """Give what a unit, or those in it, handed in."""
        return tuple(
            HandedIn(self.questions, self.kept[one.ref].first_on) for one in self.within(unit)
        )

    def complete(self, unit: UnitRef) -> Share:
        """Give how much of what was asked came before the period closed."""
        return completeness(self.handed_in(unit), self.sheet.closes_on(self.period))

    def on_time(self, unit: UnitRef) -> Share:
        """Give how much of what came, came by the day it was due."""
        return timeliness(self.handed_in(unit), self.sheet.due_on(self.period))


def sheets_of(data: Path, catalogue: Catalogue, sheet: TeamSheet, period: Period) -> SheetsOfPeriod:
    """Give everybody's sheets of a period."""
    units = units_asked(data, sheet, period)
    kept = sheets_of_period(sheet.id, period, [one.ref for one in units])
    return SheetsOfPeriod(sheet, period, len(sheet.asked(catalogue.indicators)), units, kept)


def shares(
    data: Path, catalogue: Catalogue, period: Period, units: Iterable[UnitRef], today: date
) -> dict[tuple[str, UnitRef], Value]:
    """Give completeness and timeliness of units for a period, over all its sheets together.

    Before every sheet closed they are known only where everything was handed in.
    """
    sheets = [
        sheets_of(data, catalogue, one, period)
        for one in catalogue.sheets.values()
        if one.frequency.period_kind is period.kind
    ]
    measures: dict[str, Callable[[SheetsOfPeriod, UnitRef], Share]] = {
        COMPLETE: SheetsOfPeriod.complete,
        ON_TIME: SheetsOfPeriod.on_time,
    }
    return {
        (name, unit): _known(sheets, measure, unit, today)
        for name, measure in measures.items()
        if name in catalogue.indicators
        and catalogue.indicators[name].frequency.period_kind is period.kind
        for unit in units
    }


def _known(
    sheets: Sequence[SheetsOfPeriod],
    measure: Callable[[SheetsOfPeriod, UnitRef], Share],
    unit: UnitRef,
    today: date,
) -> Value:
    asked = [one for one in sheets if one.within(unit)]
    if any(_may_still_come(one, unit, today) for one in asked):
        return Absent(State.NOT_DUE, "sheets may still be handed in")
    found = [measure(one, unit) for one in asked]
    return Share(sum(one.some for one in found), sum(one.of for one in found)).value


def _may_still_come(sheets: SheetsOfPeriod, unit: UnitRef, today: date) -> bool:
    closes = sheets.sheet.closes_on(sheets.period)
    return today <= closes and any(one.first_on is None for one in sheets.handed_in(unit))
