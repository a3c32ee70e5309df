"""What is asked of somebody about teams' sheets, for the page This month."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from django.conf import settings

from headway.domain.periods import Period
from headway.domain.roles import Access
from headway.domain.team_sheets import DECIDES, FILLS_IN, SheetState, TeamSheet
from headway.register.entries.kept import SheetKept
from headway.register.entries.queries.sheets import closed_period
from headway.services.analysis.kept_figures import KeptUnit
from headway.services.office.catalogue import current_catalogue
from headway.services.office.entry_shares import SheetsOfPeriod, sheets_of
from headway.services.office.tasks import Task, TaskState

LOOKED_BACK = 4  # periods; of the earlier ones only what was begun and not accepted is asked

STATES = {
    SheetState.NOT_STARTED: TaskState.NOT_STARTED,
    SheetState.BEING_FILLED_IN: TaskState.STARTED,
    SheetState.RETURNED: TaskState.RETURNED,
    SheetState.SUBMITTED: TaskState.WAITING,
    SheetState.ACCEPTED: TaskState.DONE,
}


def entry_tasks(access: Access, today: date) -> tuple[Task, ...]:
    """Give the sheets that somebody is to fill in, and those handed in that they are to look at."""
    if not access.any_of(FILLS_IN | DECIDES):
        return ()
    office = settings.OFFICE
    return tasks_of(sheets_open(office.data, office.definitions, today), access)


def tasks_of(found: Iterable[tuple[SheetsOfPeriod, bool]], access: Access) -> tuple[Task, ...]:
    """Give what is asked of somebody among the sheets that ``sheets_open`` gives."""
    return tuple(task for one, is_latest in found for task in _tasks(one, access, is_latest))


def sheets_open(
    data: Path, overlay: Path | None, today: date
) -> Iterator[tuple[SheetsOfPeriod, bool]]:
    """Give the sheets of every period that is not closed, and whether it is the latest."""
    catalogue = current_catalogue(overlay)
    for sheet in catalogue.sheets.values():
        for period in periods_open(sheet, today):
            if closed_period(sheet.id, period) is None:
                latest = period == sheet.ended_by(today)
                yield sheets_of(data, catalogue, sheet, period), latest


def is_asked(kept: SheetKept, is_latest: bool) -> bool:
    """Whether a sheet is asked of its team: the latest, and an earlier one that was begun."""
    if kept.state.is_handed_in:
        return False
    return is_latest or kept.state is not SheetState.NOT_STARTED


def periods_open(sheet: TeamSheet, today: date) -> tuple[Period, ...]:
    """Give the periods of a sheet that ended, newest first, as far back as anybody looks."""
    found = (sheet.ended_by(today, back) for back in range(LOOKED_BACK))
    return tuple(one for one in found if sheet.is_asked_for(one))


def _tasks(found: SheetsOfPeriod, access: Access, is_latest: bool) -> Iterator[Task]:
    for unit in found.units:
        kept = found.kept[unit.ref]
        waits = kept.state is SheetState.SUBMITTED
        if access.may(FILLS_IN, unit.ref) and (is_latest or waits or is_asked(kept, is_latest)):
            yield _task(found.sheet, unit, kept, STATES[kept.state], "entry-sheet")
        if access.may(DECIDES, unit.ref) and waits:
            yield _task(found.sheet, unit, kept, TaskState.NOT_STARTED, "entry-check")


def _task(sheet: TeamSheet, unit: KeptUnit, kept: SheetKept, state: TaskState, page: str) -> Task:
    period = kept.key.period
    what = "Look at: " if page == "entry-check" else ""
    label = unit.ref.label({unit.ref.id: unit.name})
    returned = f"It came back: {kept.note}" if kept.state is SheetState.RETURNED else ""
    return Task(
        f"{what}{sheet.title}, {period}, {label}",
        page,
        (("sheet", sheet.id), ("period", period_key(period)), ("unit", unit.ref.id)),
        sheet.due_on(period),
        state,
        returned or (f"{kept.submitted_by} handed it in" if what else ""),
    )


def period_key(period: Period) -> str:
    """Write a period as an address does: by the first month in it, "2026-07"."""
    return f"{period.start:%Y-%m}"


def period_of_key(sheet: TeamSheet, key: str) -> Period | None:
    """Read what ``period_key`` wrote; None for anything else."""
    kind = sheet.frequency.period_kind
    try:
        start = date.fromisoformat(f"{key}-01")
        months = sheet.frequency.months
        index = start.year * 12 + start.month - 1 + months
        return Period(kind, start, date(index // 12, index % 12 + 1, 1))
    except ValueError:
        return None
