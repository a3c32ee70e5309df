"""The rows behind a figure, for those entitled to the unit, with a purpose and on the trail."""

import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from headway.domain.calculation_results import UnitRef
from headway.domain.indicator import Indicator
from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.problems import HeadwayError
from headway.services.analysis.rows import RowsAsked, RowsRead
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import current_figures
from headway.services.office.rows import figure_rows
from headway.web.choosing import key_of, unit_of
from headway.web.forms.choosing import RowsForm
from headway.web.permissions import CASE_READERS
from headway.web.presenters.cases import row_headings
from headway.web.reader import reader_of
from headway.web.unit_pages import open_units

ASKED = "rows-asked"
ON_A_PAGE = 50
AT_ONCE = 20  # what a session remembers having asked for


def show(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for unit, period and purpose; or show the rows that were asked for in this session."""
    indicator = _indicator(name)
    remembered: dict[str, dict[str, str]] = request.session.get(ASKED, {})
    asked = remembered.get(request.GET.get("asked", ""))
    if not asked or asked["indicator"] != name:
        return _ask(request, indicator, _form(request, indicator, None))
    unit, period = unit_of(asked["unit"]), _period(indicator, asked["period"])
    if unit is None or period is None or unit not in open_units(request, CASE_READERS):
        raise PermissionDenied
    try:
        read = _read(request, indicator, unit, period, asked["purpose"])
    except HeadwayError as problem:
        values = {
            "findings": problem.findings,
            "heading": "No rows are shown",
            "back": reverse("indicator", kwargs={"name": name}),
        }
        return render(request, "office/refused.html", values, status=422)
    return _shown(request, indicator, unit, read)


def ask(request: HttpRequest, name: str) -> HttpResponse:
    """Keep what is asked for in the session, under a name that says nothing, and go there."""
    indicator = _indicator(name)
    form = _form(request, indicator, request.POST.dict())
    if not form.is_valid():
        if request.POST.get("unit") and "unit" in form.errors:
            raise PermissionDenied  # nothing that is not offered can be chosen
        return _ask(request, indicator, form, status=422)
    token = secrets.token_urlsafe(12)
    before = list(request.session.get(ASKED, {}).items())[1 - AT_ONCE :]
    request.session[ASKED] = {**dict(before), token: {"indicator": name, **form.cleaned_data}}
    return redirect(f"{reverse('indicator-rows', kwargs={'name': name})}?asked={token}")


def _read(
    request: HttpRequest, indicator: Indicator, unit: UnitRef, period: Period, purpose: str
) -> RowsRead:
    reader, office = reader_of(request), settings.OFFICE
    asked = RowsAsked(indicator.id, period, unit, purpose, reader.email, timezone.now())
    return figure_rows(office.data, office.definitions, asked, reader)


def _shown(
    request: HttpRequest, indicator: Indicator, unit: UnitRef, read: RowsRead
) -> HttpResponse:
    figures, found = current_figures(settings.OFFICE.data), read.found
    pages = max(1, -(-len(found.rows) // ON_A_PAGE))
    given = request.GET.get("page", "")
    number = min(max(int(given) if given.isdecimal() and len(given) < 7 else 1, 1), pages)
    values = {
        "indicator": indicator,
        "unit": unit.label(figures.names if figures else {}),
        "period": read.period,
        "headings": row_headings(found.headings),
        "rows": [
            (tuple(zip(row_headings(found.headings), one.key, strict=True)), one)
            for one in found.rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        ],
        "count": len(found.rows),
        "above": found.above,
        "withheld": found.withheld,
        "number": number,
        "pages": pages,
        "asked": request.GET.get("asked", ""),
    }
    return render(request, "office/indicator_rows.html", values)


def _indicator(name: str) -> Indicator:
    found = current_catalogue(settings.OFFICE.definitions).indicators.get(name)
    if found is None or found.calculation is None:
        raise Http404
    return found


def _form(request: HttpRequest, indicator: Indicator, given: dict[str, str] | None) -> RowsForm:
    figures, units = current_figures(settings.OFFICE.data), open_units(request, CASE_READERS)
    form = RowsForm(given)
    names = figures.names if figures else {}
    form.offer("unit", [(key_of(one), one.label(names)) for one in units])
    form.offer("period", [(short_label(one), str(one)) for one in _periods(indicator)])
    return form


def _periods(indicator: Indicator) -> tuple[Period, ...]:
    """Give the periods that are worked out, newest first."""
    figures = current_figures(settings.OFFICE.data)
    found: set[Period] = set()
    for one in figures.units[:1] if figures else ():
        own = figures.of(one.ref) if figures else None
        found |= {each.period for each in own.results.get(indicator.id, ())} if own else set()
    return tuple(sorted(found, reverse=True))


def _period(indicator: Indicator, label: str) -> Period | None:
    return next((one for one in _periods(indicator) if short_label(one) == label), None)


def _ask(
    request: HttpRequest, indicator: Indicator, form: RowsForm, status: int = 200
) -> HttpResponse:
    values = {
        "form": form,
        "heading": f"Rows behind: {indicator.title}",
        "lead": ["These are rows of children and families. That they were read is on the trail."],
        "button": "Show the rows",
        "action": reverse("indicator-rows-ask", kwargs={"name": indicator.id}),
        "back": reverse("indicator", kwargs={"name": indicator.id}),
    }
    return render(request, "office/form_page.html", values, status=status)
