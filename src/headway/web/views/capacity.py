"""Capacity: what units hold, and, for those entitled, what their workers hold."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headway.domain.calculation_results import Level
from headway.services.office.capacity import capacity, columns_of, value_in, workers
from headway.services.office.catalogue import current_catalogue
from headway.web.access import access_of
from headway.web.permissions import CASE_READERS, STAFF
from headway.web.presenters.capacity import capacity_lines, months_text, worker_lines
from headway.web.unit_pages import (
    MONTHS,
    choose_unit,
    months_until,
    open_units,
    unit_page,
    units_beside,
)

PAGE = "capacity"


def show(request: HttpRequest) -> HttpResponse:
    """Show the units within the one that a shared view names, and that team's workers."""
    page = unit_page(request, PAGE, STAFF, months=True)
    if page is None:
        return render(request, "office/no_figures.html", {"any": True})
    known = current_catalogue(settings.OFFICE.definitions).indicators
    figures, columns = page.figures, columns_of(known)
    shown = units_beside(page, open_units(request, STAFF))
    names = figures.names_on(page.month.last_day)
    lines = capacity_lines(capacity(figures, shown, columns, page.month), columns, names)
    months = months_until(page, MONTHS)
    series = [[value_in(figures, page.unit, one, each) for each in months] for one in columns]
    may = access_of(request).may(CASE_READERS, page.unit)
    held = workers(figures, page.unit) if may else None
    values = {
        "page": page,
        "lines": lines,
        "columns": columns,
        "by_month": months_text(months, columns, series),
        "workers": worker_lines(held.held) if held else (),
        "on": held.on if held else None,
        "is_team": page.unit.level is Level.TEAM,
        "may": may,
    }
    return render(request, "office/capacity.html", values)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep what is chosen under an opaque name, and go there."""
    return choose_unit(request, PAGE, STAFF, months=True)
