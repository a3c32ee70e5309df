"""The first page: what is asked of its reader this month, what changed, and what waits."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL
from headway.domain.commentary import MAY_SIGN, MAY_WRITE
from headway.domain.roles import Access, Role
from headway.domain.team_sheets import SEES
from headway.services.office.catalogue import current_catalogue
from headway.services.office.change_tasks import MAY_DECIDE, change_tasks, changes_waiting
from headway.services.office.entry_progress import progress_of
from headway.services.office.entry_shares import SheetsOfPeriod
from headway.services.office.entry_tasks import sheets_open, tasks_of
from headway.services.office.figures import current_figures
from headway.services.office.months_asked import months_asked
from headway.services.office.newest_edition import newest_edition
from headway.services.office.people_waiting import people_waiting
from headway.services.office.reader_lists import lists_of_reader
from headway.services.office.sign_off import SignOffShown
from headway.services.office.this_month import Whose, asked_of, latest_month, stands_out
from headway.services.office.trail_state import trail_state
from headway.web.access import access_of
from headway.web.choosing import units_open_to
from headway.web.permissions import ADMINISTRATORS, AUDITORS, SETTERS
from headway.web.presenters.this_month import (
    month_lines,
    nothing_asked,
    sheet_lines,
    task_texts,
)
from headway.web.presenters.this_month_panels import (
    edition_text,
    lists_text,
    people_text,
    trail_text,
)
from headway.web.reader import reader_of

READS_EDITIONS = frozenset({Role.BOARD_MEMBER})


def show(request: HttpRequest) -> HttpResponse:
    """Show what each of its reader's roles is asked for, and what concerns their units."""
    access = access_of(request)
    values: dict[str, object] = {"roles": sorted(access.roles, key=lambda one: one.value)}
    values |= _asked(request, access) | _changed(request)
    office = settings.OFFICE
    if access.any_of(READS_EDITIONS):
        found = newest_edition(office.data, current_catalogue(office.definitions), access)
        values |= {"reads_editions": True, "newest": edition_text(found) if found else None}
    if access.any_of(AUDITORS):
        values["trail"] = trail_text(trail_state(office.data))
    if access.any_of(ADMINISTRATORS):
        values["people"] = people_text(people_waiting(), timezone.now())
    if access.any_of(SETTERS) and not access.may(MAY_DECIDE, COUNCIL):
        values["waiting"] = changes_waiting()
    return render(request, "office/this_month.html", values)


def _asked(request: HttpRequest, access: Access) -> dict[str, object]:
    """Give the tasks, and how far the sheets and months are that the reader looks over."""
    office, today, me = settings.OFFICE, timezone.localdate(), reader_of(request).pk
    months: tuple[SignOffShown, ...] = ()
    sheets: tuple[tuple[SheetsOfPeriod, bool], ...] = ()
    if access.may(MAY_WRITE | MAY_SIGN, COUNCIL):
        months = months_asked(
            office.data, office.definitions, office.commentary_days, office.scorecards
        )
    if access.any_of(SEES):
        sheets = tuple(sheets_open(office.data, office.definitions, today))
    others = (*tasks_of(sheets, access), *change_tasks(access, me))
    tasks = asked_of(Whose(access, me, today), months, others)
    asked = task_texts((one for one in tasks if one.state.is_open), today)
    return {
        "asked": asked,
        "nothing": () if asked else nothing_asked(access),
        "done": task_texts((one for one in tasks if not one.state.is_open), today),
        "months": month_lines(months, today) if access.may(MAY_SIGN, COUNCIL) else (),
        "sheets": sheet_lines(progress_of(sheets, access), today),
    }


def _changed(request: HttpRequest) -> dict[str, object]:
    """Give what stands out for the reader's widest unit, and the numbers of their worklists."""
    figures, open_to, office = (
        current_figures(settings.OFFICE.data),
        units_open_to(request),
        settings.OFFICE,
    )
    if figures is None or not open_to:
        return {}
    return {
        "noticed": stands_out(office.data, office.definitions, open_to[0]),
        "unit": open_to[0].label(figures.names),
        "month": latest_month(office.data),
        "lists": lists_text(lists_of_reader(figures, open_to), figures.names),
    }
