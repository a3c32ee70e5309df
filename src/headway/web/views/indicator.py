"""One indicator: its line and its chart, its parts, what stands beside it, and what it means."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.domain.indicator import Indicator
from headway.register.accounts.actions.save_view import save_view
from headway.register.accounts.queries.saved_view import saved_view
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.office.beside_others import beside_others
from headway.services.office.figures import current_figures
from headway.services.office.groups import groups_parted, units_parted
from headway.services.office.indicators import IndicatorShown, indicator_shown
from headway.services.office.plans import plans_that_depend
from headway.web.access import access_of
from headway.web.choosing import key_of, unit_choices, unit_of, units_open_to
from headway.web.forms.choosing import UnitForm
from headway.web.permissions import CASE_READERS
from headway.web.presenters.commentary_through_time import through_time
from headway.web.presenters.indicator import indicator_text
from headway.web.presenters.indicator_parts import others_text, part_table
from headway.web.presenters.restatement import printed_texts
from headway.web.reader import reader_of

VIEW = "scorecard"  # the views of the two pages are the same: a link from one leads to the other


def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show an indicator for the unit of a shared view, or for the reader's own."""
    figures = current_figures(settings.OFFICE.data)
    allowed = units_open_to(request)
    if figures is None or not allowed:
        return render(request, "office/no_figures.html", {"any": figures is not None})
    view = request.GET.get("view", "")
    kept = saved_view(VIEW, view) or {}
    unit = unit_of(kept.get("unit", "")) or allowed[0]
    if unit not in allowed:
        raise PermissionDenied
    if not kept:
        view = _view_of(request, unit)
    shown = indicator_shown(settings.OFFICE.data, settings.OFFICE.definitions, name, unit)
    if shown is None:
        raise Http404
    values = {
        "page": indicator_text(shown),
        "name": name,
        "unit": unit.label(figures.names),
        "view": view,
        "form": _form(request, figures, {"unit": key_of(unit)}),
        "commentary": through_time(request, name, unit, f"?view={view}" if view else ""),
        "printed": printed_texts(request, name, unit),
        "rows": name if _may_read_rows(request, shown.indicator, unit) else "",
        "plans": plans_that_depend(settings.OFFICE.data, shown.indicator),
        **_parts(request, figures, shown, unit),
        **_beside(figures, shown, unit),
    }
    return render(request, "office/indicator.html", values)


def choose(request: HttpRequest, name: str) -> HttpResponse:
    """Show the indicator for another unit: kept under an opaque name, with the rest of the view."""
    figures = current_figures(settings.OFFICE.data)
    if figures is None:
        return redirect("indicator", name=name)
    form = _form(request, figures, request.POST.dict())
    if not form.is_valid():
        raise PermissionDenied  # nothing that is not offered can be chosen
    before = saved_view(VIEW, request.POST.get("view", "")) or {}
    view = save_view(page=VIEW, choices={**before, **form.cleaned_data}, by=reader_of(request))
    return redirect(f"{reverse('indicator', kwargs={'name': name})}?view={view.name}")


def _view_of(request: HttpRequest, unit: UnitRef) -> str:
    """Name a view of a unit: a page that is led to without one is the whole council's."""
    if unit == COUNCIL:
        return ""
    return save_view(page=VIEW, choices={"unit": key_of(unit)}, by=reader_of(request)).name


def _parts(
    request: HttpRequest, figures: KeptFigures, shown: IndicatorShown, unit: UnitRef
) -> dict[str, object]:
    """Give the figures by unit and by group that the reader may see."""
    units = units_parted(figures, shown.indicator.id, unit, units_open_to(request))
    groups = groups_parted(figures, shown.indicator, unit, reads_rows=_may_read(request, unit))
    return {
        "units": part_table(shown.indicator, units) if units else None,
        "groups": [part_table(shown.indicator, one) for one in groups.found],
        "no_groups": groups.why_none,
    }


def _beside(figures: KeptFigures, shown: IndicatorShown, unit: UnitRef) -> dict[str, object]:
    office, name = settings.OFFICE, shown.indicator.id
    found = beside_others(office.data, office.definitions, name, unit, shown.results, figures.last)
    return {"others": others_text(found)}


def _form(request: HttpRequest, figures: KeptFigures, given: dict[str, str]) -> UnitForm:
    form = UnitForm(given)
    form.offer("unit", [(one.key, one.name) for one in unit_choices(request, figures)])
    return form


def _may_read(request: HttpRequest, unit: UnitRef) -> bool:
    """Whether the rows of a unit are open to the reader; what no unit has is the council's."""
    return access_of(request).may(CASE_READERS, COUNCIL if unit.not_allocated else unit)


def _may_read_rows(request: HttpRequest, indicator: Indicator, unit: UnitRef) -> bool:
    return indicator.calculation is not None and access_of(request).may(CASE_READERS, unit)
