"""The pathway: contacts to closings of a unit and a month."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headway.domain.period_labels import short_label
from headway.services.office.catalogue import current_catalogue
from headway.services.office.organisation import current_organisation
from headway.services.office.pathway import by_month, by_unit, pathway_shown
from headway.web.permissions import STAFF
from headway.web.presenters.pathway import compared_text, pathway_text
from headway.web.unit_pages import (
    MONTHS,
    choose_unit,
    months_until,
    open_units,
    unit_page,
    units_beside,
)

PAGE = "pathway"


def show(request: HttpRequest) -> HttpResponse:
    """Show the flow of the unit and month that a shared view names."""
    page = unit_page(request, PAGE, STAFF, months=True)
    shown = pathway_shown(page.figures, page.unit, page.month) if page else None
    if page is None or shown is None:
        return render(request, "office/no_figures.html", {"any": page is None})
    figures, units = page.figures, units_beside(page, open_units(request, STAFF))
    months = months_until(page, MONTHS)
    labels = [one.label(figures.names_on(page.month.last_day)) for one in units]
    own, day = current_catalogue(settings.OFFICE.definitions).unit_names, page.month.last_day
    organisation = current_organisation(settings.OFFICE.data, own, day)
    names = {**(organisation.names if organisation else {}), **figures.names_on(day)}
    values = {
        "page": page,
        "text": pathway_text(shown, names),
        "by_unit": compared_text(labels, by_unit(figures, units, page.month))
        if len(units) > 1
        else None,
        "by_month": compared_text(
            [short_label(one) for one in months], by_month(figures, page.unit, months)
        ),
    }
    return render(request, "office/pathway.html", values)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep what is chosen under an opaque name, and go there."""
    return choose_unit(request, PAGE, STAFF, months=True)
