"""What is asked of somebody about teams' sheets, for the page This month."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings

from headway.catalogue.model import Catalogue
from headway.domain.periods import Period
from headway.domain.roles import Access
from headway.domain.team_sheets import DECIDES, FILLS_IN, SheetState, TeamSheet
from headway.register.entries.kept import SheetKept
from headway.register.entries.queries.sheets import closed_period
from headway.services.analysis.kept_figures import KeptUnit
from headway.services.office.catalogue import current_catalogue
from headway.services.office.entry_shares import sheets_of
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
    data, catalogue = settings.OFFICE.data, current_catalogue(settings.OFFICE.definitions)
    if not access.any_of(FILLS_IN | DECIDES):
        return ()
    return tuple(
        task
        for sheet in catalogue.sheets.values()
        for period in periods_open(sheet, today)
        if closed_period(sheet.id, period) is None
        for task in _tasks(data, catalogue, sheet, period, access, today)
    )


def periods_open(sheet: TeamSheet, today: date) -> tuple[Period, ...]:
    """Give the periods of a sheet that ended, newest first, as far back as anybody looks."""
    found = (sheet.ended_by(today, back) for back in range(LOOKED_BACK))
    return tuple(one for one in found if sheet.is_asked_for(one))


def _tasks(
    data: Path,
    catalogue: Catalogue,
    sheet: TeamSheet,
    period: Period,
    access: Access,
    today: date,
) -> Iterator[Task]:
    is_latest = period == sheet.ended_by(today)
    of_period = sheets_of(data, catalogue, sheet, period)
    for unit in of_period.units:
        kept = of_period.kept[unit.ref]
        is_begun = kept.state not in {SheetState.NOT_STARTED, SheetState.ACCEPTED}
        if access.may(FILLS_IN, unit.ref) and (is_latest or is_begun):
            yield _task(sheet, unit, kept, STATES[kept.state], "entry-sheet")
        if access.may(DECIDES, unit.ref) and kept.state is SheetState.SUBMITTED:
            yield _task(sheet, unit, kept, TaskState.NOT_STARTED, "entry-check")


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
