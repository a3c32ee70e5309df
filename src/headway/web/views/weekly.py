"""The weekly report of a unit."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headway.services.office.catalogue import current_catalogue
from headway.services.office.weekly import teams_within, weekly_of
from headway.web.permissions import STAFF
from headway.web.presenters.weekly import week_text
from headway.web.unit_pages import choose_unit, open_units, unit_page

PAGE = "weekly"


def show(request: HttpRequest) -> HttpResponse:
    """Show the last whole week of the unit that a shared view names."""
    page = unit_page(request, PAGE, STAFF)
    if page is None:
        return render(request, "office/no_figures.html", {"any": True})
    allowed = frozenset(open_units(request, STAFF))
    teams = [one for one in teams_within(page.figures, page.unit) if one in allowed]
    known = current_catalogue(settings.OFFICE.definitions)
    report = weekly_of(page.figures, known, page.unit, teams)
    values = {"page": page, "text": week_text(report) if report else None}
    return render(request, "office/weekly.html", values)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep what is chosen under an opaque name, and go there."""
    return choose_unit(request, PAGE, STAFF)
