"""The first page: what is asked of its reader this month, and what changed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from headway.services.office.entry_tasks import entry_tasks
from headway.services.office.figures import current_figures
from headway.services.office.this_month import Whose, asked_of, latest_month, stands_out
from headway.web.access import access_of
from headway.web.choosing import units_open_to
from headway.web.presenters.this_month import task_texts
from headway.web.reader import reader_of


def show(request: HttpRequest) -> HttpResponse:
    """Show what each of its reader's roles is asked for, and what stands out for their unit."""
    access, today, office = access_of(request), timezone.localdate(), settings.OFFICE
    whose = Whose(access, reader_of(request).pk, today)
    tasks = asked_of(office.data, office.definitions, whose, office.commentary_days, entry_tasks)
    open_to = units_open_to(request)
    figures = current_figures(office.data)
    unit = open_to[0] if open_to else None
    values = {
        "roles": sorted(access.roles, key=lambda one: one.value),
        "asked": task_texts((one for one in tasks if one.state.is_open), today),
        "done": task_texts((one for one in tasks if not one.state.is_open), today),
        "noticed": stands_out(office.data, office.definitions, unit) if unit else (),
        "unit": unit.label(figures.names) if unit and figures else "",
        "month": latest_month(office.data) if unit else None,
    }
    return render(request, "office/this_month.html", values)
