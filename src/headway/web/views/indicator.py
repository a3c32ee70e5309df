"""One indicator: its line, its chart, and what it means."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from headway.domain.calculation_results import UnitRef
from headway.domain.indicator import Indicator
from headway.register.accounts.queries.saved_view import saved_view
from headway.services.office.figures import current_figures
from headway.services.office.indicators import indicator_shown
from headway.web.access import access_of
from headway.web.choosing import unit_of, units_open_to
from headway.web.permissions import CASE_READERS
from headway.web.presenters.commentary_through_time import through_time
from headway.web.presenters.indicator import indicator_text


def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show an indicator for the unit of a shared view, or for the reader's own."""
    figures = current_figures(settings.OFFICE.data)
    allowed = units_open_to(request)
    if figures is None or not allowed:
        return render(request, "office/no_figures.html", {"any": figures is not None})
    view = request.GET.get("view", "")
    kept = saved_view("scorecard", view) or {}
    unit = unit_of(kept.get("unit", "")) or allowed[0]
    if unit not in allowed:
        raise PermissionDenied
    shown = indicator_shown(settings.OFFICE.data, settings.OFFICE.definitions, name, unit)
    if shown is None:
        raise Http404
    values = {
        "page": indicator_text(shown),
        "unit": unit.label(figures.names),
        "view": view if kept else "",
        "commentary": through_time(request, name, unit, f"?view={view}" if kept else ""),
        "rows": name if _may_read_rows(request, shown.indicator, unit) else "",
    }
    return render(request, "office/indicator.html", values)


def _may_read_rows(request: HttpRequest, indicator: Indicator, unit: UnitRef) -> bool:
    return indicator.calculation is not None and access_of(request).may(CASE_READERS, unit)
