"""The data: loads, what was found in them, snapshots, benchmarks; and a load in the browser."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from headway.domain.asked_work import WorkKind
from headway.domain.problems import HeadwayError
from headway.register.work.queries.work import latest_work, work_named
from headway.services.office.data import data_shown, verified
from headway.services.office.figures import current_figures
from headway.services.office.load_files import ENDINGS_OF_EXPORTS
from headway.services.office.worklists import found_of, teams_of
from headway.web.data_access import may_change_data, turned_away
from headway.web.forms.loads import LoadForm
from headway.web.handing_over import hand_over
from headway.web.permissions import DATA_READERS
from headway.web.presenters.cases import found_groups
from headway.web.presenters.data import load_lines
from headway.web.unit_pages import open_units

LOADS_SHOWN = 10


def show(request: HttpRequest) -> HttpResponse:
    """Show what the data folder holds, and what the current load found of the reader's teams."""
    figures = current_figures(settings.OFFICE.data)
    units = open_units(request, DATA_READERS)
    teams = (
        frozenset().union(*(teams_of(figures, one) for one in units)) if figures else frozenset()
    )
    shown = data_shown(settings.OFFICE.data)
    values = {
        "data": shown,
        "loads": load_lines(shown) if shown else (),
        "found": found_groups(found_of(figures, teams)) if figures else (),
        "asked": latest_work(WorkKind.LOAD, LOADS_SHOWN),
        "may_load": may_change_data(request),
        "figures": figures,
    }
    return render(request, "office/data.html", values)


def load(request: HttpRequest) -> HttpResponse:
    """Ask for the files of an export, and put them in the queue."""
    if not may_change_data(request):
        return turned_away(request)
    if request.method != "POST":
        return _form(request, LoadForm(initial={"form": secrets.token_urlsafe(16)}))
    form = LoadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, status=422)
    day = form.cleaned_data["as_of"]
    as_of = day.isoformat() if day else ""
    asked = hand_over(request, form, "exports", WorkKind.LOAD, ENDINGS_OF_EXPORTS, as_of=as_of)
    if not asked:
        return _form(request, form, status=422)
    return redirect("data-loading", load=asked)


def loading(request: HttpRequest, load: str) -> HttpResponse:
    """Show how far a load has come, and what came of it."""
    if not may_change_data(request):
        return turned_away(request)
    found = work_named(load, WorkKind.LOAD)
    if found is None:
        raise Http404
    return render(request, "office/loading.html", {"load": found})


def verify(request: HttpRequest) -> HttpResponse:
    """Check every byte of the data folder, and say what came of it."""
    if not may_change_data(request):
        return turned_away(request)
    try:
        findings = verified(settings.OFFICE.data)
    except HeadwayError as problem:
        findings = tuple(problem.findings)
    for one in findings:
        messages.warning(request, f"{one.place}: {one.found}. {one.next_step}")
    if not findings:
        messages.success(request, "Everything that is stored is as it was written.")
    return redirect("data")


def _form(request: HttpRequest, form: LoadForm, status: int = 200) -> HttpResponse:
    values = {"form": form, "back": reverse("data")}
    return render(request, "office/load.html", values, status=status)
