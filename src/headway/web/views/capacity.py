"""Capacity: what units hold, and, for those entitled, what their workers hold."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headway.domain.calculation_results import Level, UnitRef
from headway.services.office.capacity import capacity, indicators_of, workers
from headway.services.office.catalogue import current_catalogue
from headway.web.access import access_of
from headway.web.permissions import CASE_READERS, STAFF
from headway.web.presenters.cases import capacity_lines, worker_lines
from headway.web.unit_pages import UnitPage, choose_unit, open_units, unit_page

PAGE = "capacity"


def show(request: HttpRequest) -> HttpResponse:
    """Show the units within the one that a shared view names, and that team's workers."""
    page = unit_page(request, PAGE, STAFF, months=True)
    if page is None:
        return render(request, "office/no_figures.html", {"any": True})
    known = indicators_of(current_catalogue(settings.OFFICE.definitions).indicators)
    shown = _within(page, open_units(request, STAFF))
    names = page.figures.names
    lines = capacity_lines(capacity(page.figures, shown, known, page.month), known, names)
    may = access_of(request).may(CASE_READERS, page.unit)
    held = workers(page.figures, page.unit) if may else None
    values = {
        "page": page,
        "lines": lines,
        "headings": tuple(one.title for one in known),
        "workers": worker_lines(held.held) if held else (),
        "on": held.on if held else None,
        "is_team": page.unit.level is Level.TEAM,
        "may": may,
    }
    return render(request, "office/capacity.html", values)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep what is chosen under an opaque name, and go there."""
    return choose_unit(request, PAGE, STAFF, months=True)


def _within(page: UnitPage, allowed: tuple[UnitRef, ...]) -> tuple[UnitRef, ...]:
    """Give the unit, and the units one step down that its reader may see."""
    if page.unit.level is Level.TEAM:
        return (page.unit,)
    if page.unit.level is Level.COUNCIL:
        inside = [one for one in allowed if one.level is Level.LOCALITY]
    else:
        known = {one.ref: one.within for one in page.figures.units}
        inside = [one for one in allowed if one.level is Level.TEAM and page.unit in known[one]]
    return (page.unit, *inside)
