"""What is asked of teams: the list, and the figures' completeness and timeliness."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL
from headway.domain.periods import Period
from headway.domain.team_sheets import CLOSES, SEES, TeamSheet
from headway.register.entries.queries.sheets import closed_period
from headway.services.office.catalogue import current_catalogue
from headway.services.office.entry_deciding import close as close_and_freeze
from headway.services.office.entry_deciding import open_again as open_period
from headway.services.office.entry_shares import sheets_of
from headway.services.office.entry_tasks import period_key, period_of_key, periods_open
from headway.services.office.entry_units import units_asked
from headway.services.office.figures import current_figures
from headway.web.access import access_of
from headway.web.forms.entry import ClosingForm
from headway.web.presenters.entry import PeriodTable, rows_of
from headway.web.reader import reader_of


def show(request: HttpRequest) -> HttpResponse:
    """Show the sheets that are asked for, the latest period of each first."""
    return _page(request)


def close(request: HttpRequest, sheet: str, period: str) -> HttpResponse:
    """Close a period: nothing more is entered for it."""
    definition, which = _period(request, sheet, period)
    form = _form(definition, which, request.POST)
    if not form.is_valid():
        return _page(request, form)
    close_and_freeze(
        settings.OFFICE.data,
        settings.OFFICE.definitions,
        definition,
        which,
        reason=form.cleaned_data["reason"],
        by=reader_of(request),
    )
    return redirect("entry")


def open_again(request: HttpRequest, sheet: str, period: str) -> HttpResponse:
    """Open a closed period again."""
    definition, which = _period(request, sheet, period)
    form = _form(definition, which, request.POST)
    if not form.is_valid():
        return _page(request, form)
    open_period(definition, which, reason=form.cleaned_data["reason"], by=reader_of(request))
    return redirect("entry")


def _page(request: HttpRequest, form: ClosingForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    sheets = current_catalogue(settings.OFFICE.definitions).sheets.values()
    tables = [
        [
            table
            for period in periods_open(one, today)
            if (table := _table(request, one, period, form))
        ]
        for one in sheets
    ]
    values = {
        "latest": [found[0] for found in tables if found],
        "earlier": [table for found in tables for table in found[1:]],
        "form": form,
    }
    return render(request, "office/entry.html", values, status=422 if form else 200)


def _form(sheet: TeamSheet, period: Period, sent: QueryDict | None = None) -> ClosingForm:
    """Give the form that closes one period: there is one for each, so each is named apart."""
    return ClosingForm(sent, auto_id=f"%s-{sheet.id}-{period_key(period)}", label_suffix="")


def _table(
    request: HttpRequest, sheet: TeamSheet, period: Period, sent: ClosingForm | None
) -> PeriodTable | None:
    data, today = settings.OFFICE.data, timezone.localdate()
    catalogue, figures = current_catalogue(settings.OFFICE.definitions), current_figures(data)
    found = sheets_of(data, catalogue, sheet, period)
    access = access_of(request)
    rows = rows_of(found, access.units(SEES), figures.names if figures else {}, today)
    if not rows or not found.units:
        return None
    closed = closed_period(sheet.id, period)
    said = f"{closed.by} closed it: {closed.reason}" if closed else ""
    form = _form(sheet, period)
    return PeriodTable(
        sheet.title,
        str(period),
        sheet.id,
        period_key(period),
        sheet.due_on(period),
        closed is not None,
        said,
        rows,
        access.may(CLOSES, COUNCIL),
        sent if sent is not None and sent.auto_id == form.auto_id else form,
    )


def _period(request: HttpRequest, sheet: str, period: str) -> tuple[TeamSheet, Period]:
    definition = current_catalogue(settings.OFFICE.definitions).sheets.get(sheet)
    which = period_of_key(definition, period) if definition else None
    if definition is None or which is None or which.end > timezone.localdate():
        raise Http404
    if not units_asked(settings.OFFICE.data, definition, which):
        raise Http404
    if not access_of(request).may(CLOSES, COUNCIL):
        raise PermissionDenied
    return definition, which
