"""The pathway: contacts to closings of a unit and a month."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headway.services.office.pathway import pathway_shown
from headway.web.permissions import STAFF
from headway.web.presenters.pathway import pathway_text
from headway.web.unit_pages import choose_unit, unit_page

PAGE = "pathway"


def show(request: HttpRequest) -> HttpResponse:
    """Show the flow of the unit and month that a shared view names."""
    page = unit_page(request, PAGE, STAFF, months=True)
    shown = pathway_shown(page.figures, page.unit, page.month) if page else None
    if page is None or shown is None:
        return render(request, "office/no_figures.html", {"any": page is None})
    values = {"page": page, "text": pathway_text(shown, page.figures.names)}
    return render(request, "office/pathway.html", values)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep what is chosen under an opaque name, and go there."""
    return choose_unit(request, PAGE, STAFF, months=True)
