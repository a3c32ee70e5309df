"""Editions: listed, read, taken, withdrawn."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from headway.domain.calculation_results import COUNCIL, Level
from headway.domain.problems import Refused, sentence
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import current_figures
from headway.services.office.published_editions import (
    EditionShown,
    edition_for,
    editions_for,
    may_read_withdrawn,
    take_file,
    withdraw,
)
from headway.services.office.restatement import may_read
from headway.services.office.sign_off import MAY_APPROVE
from headway.web.access import access_of
from headway.web.downloads import file_answer
from headway.web.forms.editions import WithdrawForm
from headway.web.presenters.editions import WHOLE, files_by_unit, line_of
from headway.web.reader import reader_of


def show_all(request: HttpRequest) -> HttpResponse:
    """Show the editions that the reader may read, newest first."""
    access = access_of(request)
    withdrawn = may_read_withdrawn(access)
    found = [
        line_of(one, reads_withdrawn=withdrawn)
        for one in editions_for(settings.OFFICE.data, access)
    ]
    return render(request, "office/editions.html", {"editions": found})


def show(request: HttpRequest, edition: str) -> HttpResponse:
    """Show an edition as it was published."""
    return _page(request, _edition(request, edition), WithdrawForm())


def download(request: HttpRequest, edition: str) -> HttpResponse:
    """Give a file of an edition, as it was frozen: its marking and readers stand in it."""
    shown, name = _edition(request, edition), request.POST.get("file", "")
    contents = take_file(settings.OFFICE.data, shown, name, reader_of(request))
    if contents is None:
        raise Http404
    return file_answer(contents, name)


def take_back(request: HttpRequest, edition: str) -> HttpResponse:
    """Withdraw an edition, saying why."""
    shown, form = _edition(request, edition), WithdrawForm(request.POST)
    if not access_of(request).may(MAY_APPROVE, COUNCIL):
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, shown, form, status=422)
    try:
        reason = form.cleaned_data["reason"]
        withdraw(settings.OFFICE.data, shown.edition.name, reason, reader_of(request))
    except Refused as refused:
        messages.warning(request, sentence(refused.findings[0].found))
    else:
        messages.success(request, f"Edition {shown.edition.name} is withdrawn.")
    return redirect("editions")


def _edition(request: HttpRequest, name: str) -> EditionShown:
    office = settings.OFFICE
    catalogue = current_catalogue(office.definitions)
    found = edition_for(office.data, catalogue, access_of(request), name)
    if found is None:
        raise Http404
    return found


def _unit_names() -> dict[str, str]:
    """Name the units known today by the stems of their files; an older edition may have others."""
    figures = current_figures(settings.OFFICE.data)
    names = {
        f"{one.ref.level.value}-{one.ref.id}".casefold(): one.name
        for one in (figures.units if figures else ())
    }
    return names | {Level.COUNCIL.value: WHOLE}


def _page(
    request: HttpRequest, shown: EditionShown, form: WithdrawForm, status: int = 200
) -> HttpResponse:
    may = access_of(request).may(MAY_APPROVE, COUNCIL) and not shown.edition.withdrawn
    compare = may_read(access_of(request))
    values = {
        "shown": shown,
        "form": form,
        "files": files_by_unit(shown.files, _unit_names()),
        "about": line_of(shown.edition, reads_withdrawn=True),
        "may_withdraw": may,
        "may_compare": compare,
    }
    return render(request, "office/edition.html", values, status=status)
