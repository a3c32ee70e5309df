"""Accepting sheets and closing periods: what is accepted is frozen in the data folder as well."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.domain.entries import TEAM_SHEETS, Entry, EntryKind
from headway.domain.entry_totals import total, worked_out
from headway.domain.periods import Period
from headway.domain.problems import Place
from headway.domain.team_sheets import SheetKey, SheetState, TeamSheet
from headway.domain.values import Absent, State, Value
from headway.register.accounts.people import Actor
from headway.register.entries.actions.accept_sheet import accept_sheet
from headway.register.entries.actions.close_period import close_period
from headway.register.entries.actions.reopen_sheet import reopen_sheet
from headway.register.entries.kept import SheetKept
from headway.services.analysis.holding import holding
from headway.services.analysis.keeping import keep_entries, kept_entries
from headway.services.office.catalogue import current_catalogue
from headway.services.office.entry_shares import shares
from headway.services.office.entry_sheet import values_of
from headway.services.office.entry_units import units_asked

Figures = dict[tuple[UnitRef, str], Value]


def accept(
    data: Path, overlay: Path | None, key: SheetKey, *, version: int, token: str, by: Actor
) -> SheetKept:
    """Accept a sheet, and freeze its figures with the totals they make in the data folder.

    Either both are done or neither. Raises what ``accept_sheet`` raises.
    """
    with _both(data, by):
        kept = accept_sheet(key=key, version=version, token=token, by=by)
        if kept.state is SheetState.ACCEPTED and kept.version == version + 1:
            _freeze(data, current_catalogue(overlay), kept, values_of(kept.answers), by)
    return kept


def reopen(
    data: Path,
    overlay: Path | None,
    key: SheetKey,
    *,
    version: int,
    reason: str,
    token: str,
    by: Actor,
) -> SheetKept:
    """Open an accepted sheet again: its figures are awaited, and its totals incomplete."""
    with _both(data, by):
        kept = reopen_sheet(key=key, version=version, reason=reason, token=token, by=by)
        if kept.state is SheetState.RETURNED and kept.version == version + 1:
            waiting = dict.fromkeys(kept.answers, Absent(State.AWAITED, "the sheet is open again"))
            _freeze(data, current_catalogue(overlay), kept, waiting, by)
    return kept


def close(
    data: Path, overlay: Path | None, sheet: TeamSheet, period: Period, *, reason: str, by: Actor
) -> None:
    """Close a period for everybody, and freeze how complete and how punctual the teams were.

    What is closed already stays as it is.
    """
    catalogue, now = current_catalogue(overlay), timezone.now()
    with _both(data, by):
        today = timezone.localdate()
        version = close_period(
            sheet=sheet.id, period=period, is_closed=True, reason=reason, on=today, by=by
        )
        if not version:
            return
        asked = units_asked(data, sheet, period)
        places = {COUNCIL, *(one.ref for one in asked), *(up for one in asked for up in one.within)}
        found = _shares(data, catalogue, period, places)
        _keep(data, sheet, period, _entries(found, sheet, period, version, by), by, now)


def open_again(sheet: TeamSheet, period: Period, *, reason: str, by: Actor) -> None:
    """Open a closed period again."""
    today = timezone.localdate()
    close_period(sheet=sheet.id, period=period, is_closed=False, reason=reason, on=today, by=by)


@contextmanager
def _both(data: Path, by: Actor) -> Iterator[None]:
    """Hold the data folder, then the register: totals of what others accept are of all of it."""
    with holding(data, by=by.email, at=timezone.now()), transaction.atomic():
        yield


def _freeze(
    data: Path, catalogue: Catalogue, kept: SheetKept, values: Mapping[str, Value], by: Actor
) -> None:
    sheet, key = catalogue.sheets[kept.key.sheet], kept.key
    asked = {one.ref: one for one in units_asked(data, sheet, key.period)}
    above = (*asked[key.unit].within, COUNCIL) if key.unit in asked else (COUNCIL,)
    known = _accepted(data, key.period) | {(key.unit, name): one for name, one in values.items()}
    found: Figures = {(key.unit, name): one for name, one in values.items()}
    for place in above:
        of = [one.ref for one in asked.values() if place == COUNCIL or place in one.within]
        found |= _totals(catalogue, sheet, place, of, known)
    for place in (key.unit, *above):
        own = {name: one for (unit, name), one in found.items() if unit == place}
        for one in sheet.worked_out(catalogue.indicators):
            found[place, one.id] = worked_out(one, own)
    found |= _shares(data, catalogue, key.period, (key.unit, *above))
    entries = _entries(found, sheet, key.period, kept.version, by)
    _keep(data, sheet, key.period, entries, by, timezone.now())


def _totals(
    catalogue: Catalogue,
    sheet: TeamSheet,
    place: UnitRef,
    of: Sequence[UnitRef],
    known: Figures,
) -> Figures:
    """Add the figures of the units in a place up; a missing one makes the total incomplete."""
    found: Figures = {}
    for one in sheet.asked(catalogue.indicators):
        figures = {unit.id: known[unit, one.id] for unit in of if (unit, one.id) in known}
        found[place, one.id] = total(one, figures, [unit.id for unit in of])
    return found


def _accepted(data: Path, period: Period) -> Figures:
    """Give the figures of a period that were accepted before; of each the latest."""
    found: Figures = {}
    for one in kept_entries(data) if data.exists() else ():
        if one.period == period and one.place.file == TEAM_SHEETS and one.figure is not None:
            found[one.unit, one.indicator] = one.figure
    return found


def _shares(data: Path, catalogue: Catalogue, period: Period, places: Iterable[UnitRef]) -> Figures:
    found = shares(data, catalogue, period, places, timezone.localdate())
    return {(unit, name): value for (name, unit), value in found.items()}


def _entries(
    found: Figures, sheet: TeamSheet, period: Period, version: int, by: Actor
) -> list[Entry]:
    """Write figures as entries. The version is that of the sheet, or of the period that is closed.

    The row of their place is that version: a sheet on a page has no rows. So what is accepted or
    closed anew is another artefact, and the latest: the same contents would be stored once, in the
    place of the first.
    """
    place, today = Place(TEAM_SHEETS, sheet.title, version), timezone.localdate()
    order = sorted(found, key=lambda one: (one[0].key, one[1]))
    return [
        Entry(
            name,
            period,
            EntryKind.FIGURE,
            found[unit, name],
            by.name,
            today,
            place=place,
            unit=unit,
        )
        for unit, name in order
    ]


def _keep(
    data: Path,
    sheet: TeamSheet,
    period: Period,
    entries: Sequence[Entry],
    by: Actor,
    at: datetime,
) -> None:
    if entries:
        about = {"sheet": sheet.title, "period": str(period)}
        keep_entries(entries, data, about, by=by.email, at=at)
