"""Made-up sheets of the made-up council's teams: accepted, handed in, returned, begun, and late."""

from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path

from headway.domain.calculation_results import UnitRef
from headway.domain.entry_answers import SheetAnswer
from headway.domain.entry_checks import Filled, remarks_on
from headway.domain.indicator import identifier_from
from headway.domain.roles import Role
from headway.domain.team_sheets import SheetKey, SheetState, TeamSheet
from headway.domain.values import Number, number
from headway.register.accounts.actions.make_up_person import make_up_person
from headway.register.accounts.people import Actor
from headway.register.accounts.queries.actor import actor_of
from headway.register.entries.actions.return_sheet import return_sheet
from headway.register.entries.actions.save_answers import save_answers
from headway.register.entries.actions.submit_sheet import submit_sheet
from headway.register.entries.queries.sheets import sheets_of_period
from headway.services.office.catalogue import current_catalogue
from headway.services.office.entry_deciding import accept
from headway.services.office.entry_sheet import sheet_shown
from headway.services.office.entry_units import units_asked
from headway.services.office.figures import current_figures

SHEET = "framework-by-quarter"
NOTE = "Two group sessions seem to be missing: please look at the contacts again."
COMES_TO = (
    SheetState.RETURNED,
    SheetState.ACCEPTED,
    SheetState.SUBMITTED,
    SheetState.ACCEPTED,
    SheetState.BEING_FILLED_IN,
    SheetState.ACCEPTED,
    SheetState.NOT_STARTED,
)


def make_up_sheets(
    data: Path, overlay: Path | None, *, head: str, first: UnitRef, password: str, today: date
) -> None:
    """Fill the last quarter's sheets in, each in its own way; nothing where any is begun.

    ``head`` is the address of whoever accepts; the sheet of the unit ``first`` came back.
    Each team gets a manager of its own.
    """
    sheet = current_catalogue(overlay).sheets.get(SHEET)
    decides = actor_of(head)
    if sheet is None or decides is None:
        return
    period = sheet.ended_by(today)
    units = [one.ref for one in units_asked(data, sheet, period)]
    units.sort(key=lambda one: one != first)
    kept = sheets_of_period(sheet.id, period, units)
    if any(one.version for one in kept.values()):
        return
    for unit, state in zip(units, cycle(COMES_TO), strict=False):
        manager = _manager(unit, password, today)
        if manager is not None and state is not SheetState.NOT_STARTED:
            _fill_in(data, overlay, sheet, SheetKey(sheet.id, unit, period), manager, state)
            _decide(data, overlay, SheetKey(sheet.id, unit, period), decides, state)


def _manager(unit: UnitRef, password: str, today: date) -> Actor | None:
    email = f"manager.{identifier_from(unit.id)}@council.example"
    make_up_person(
        email=email,
        name=f"Manager of {unit.id}",
        password=password,
        role=Role.TEAM_MANAGER,
        unit=unit,
        since=today,
    )
    return actor_of(email)


def _fill_in(
    data: Path,
    overlay: Path | None,
    sheet: TeamSheet,
    key: SheetKey,
    manager: Actor,
    state: SheetState,
) -> None:
    shown = sheet_shown(data, overlay, key)
    if shown is None:
        return
    answers = {
        one.indicator.id: SheetAnswer(_figure(data, key, one.indicator.id))
        for one in shown.filled.asked
    }
    answers = _noted(replace(shown.filled, answers=answers))
    if state is SheetState.BEING_FILLED_IN:
        answers = dict(list(answers.items())[: len(answers) // 2])
    save_answers(key=key, answers=answers, version=0, token="", by=manager)
    if state is SheetState.BEING_FILLED_IN:
        return
    late = state is SheetState.SUBMITTED
    on = sheet.closes_on(key.period) if late else sheet.due_on(key.period)
    submit_sheet(key=key, version=1, token="", on=on, by=manager)


def _figure(data: Path, key: SheetKey, indicator: str) -> Number:
    """Give what the case rows give for the team and quarter, or a small number of its own."""
    figures = current_figures(data)
    lines = figures.of(key.unit).results.get(indicator, ()) if figures else ()
    found = next((one.value for one in lines if one.period == key.period), None)
    return found if isinstance(found, Number) else number(len(indicator) % 7)


def _noted(filled: Filled) -> dict[str, SheetAnswer]:
    """Give a word on everything that is noticed, as a manager who looked again would."""
    noticed = {one.indicator for one in remarks_on(filled)}
    return {
        name: replace(one, note="Counted again: it is right.") if name in noticed else one
        for name, one in filled.answers.items()
    }


def _decide(data: Path, overlay: Path | None, key: SheetKey, by: Actor, state: SheetState) -> None:
    if state is SheetState.ACCEPTED:
        accept(data, overlay, key, version=2, token="", by=by)
    elif state is SheetState.RETURNED:
        return_sheet(key=key, version=2, note=NOTE, token="", by=by)
