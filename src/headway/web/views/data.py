"""The data: loads, what was found in them, snapshots, benchmarks; and a load in the browser."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from headway.domain.asked_work import WorkKind
from headway.domain.calculation_results import COUNCIL
from headway.domain.problems import HeadwayError, Refused
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.register.work.queries.work import latest_work, work_named
from headway.services.office.data import data_shown, verified
from headway.services.office.figures import current_figures
from headway.services.office.load_files import HandedOver, put_aside, remove
from headway.services.office.worklists import found_of, teams_of
from headway.web import worker
from headway.web.access import access_of
from headway.web.forms.loads import LoadForm
from headway.web.permissions import ANALYSTS, DATA_READERS
from headway.web.presenters.cases import found_groups
from headway.web.presenters.data import load_lines
from headway.web.reader import reader_of
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
        "may_load": _may_load(request),
        "figures": figures,
    }
    return render(request, "office/data.html", values)


def load(request: HttpRequest) -> HttpResponse:
    """Ask for the files of an export, and put them in the queue."""
    if not _may_load(request):
        return _turned_away(request)
    if request.method != "POST":
        return _form(request, LoadForm(initial={"form": secrets.token_urlsafe(16)}))
    form = LoadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, status=422)
    given, name = form.cleaned_data, secrets.token_urlsafe(12)
    try:
        files = put_aside(settings.OFFICE.folder, name, [_handed(one) for one in given["exports"]])
    except Refused as refusal:
        for one in refusal.findings:
            form.add_error("exports", f"{one.place}: {one.found}. {one.done}")
        return _form(request, form, status=422)
    as_of = given["as_of"].isoformat() if given["as_of"] else ""
    asked = ask_for_work(
        kind=WorkKind.LOAD,
        name=name,
        form=given["form"],
        words={"files": files, "as_of": as_of},
        by=reader_of(request),
        details={"files": str(len(files))},
    )
    if asked != name:
        remove(settings.OFFICE.folder, name)  # the form was sent twice
    worker.wake(WorkKind.LOAD)
    return redirect("data-loading", load=asked)


def loading(request: HttpRequest, load: str) -> HttpResponse:
    """Show how far a load has come, and what came of it."""
    if not _may_load(request):
        return _turned_away(request)
    found = work_named(load, WorkKind.LOAD)
    if found is None:
        raise Http404
    return render(request, "office/loading.html", {"load": found})


def verify(request: HttpRequest) -> HttpResponse:
    """Check every byte of the data folder, and say what came of it."""
    if not _may_load(request):
        return _turned_away(request)
    try:
        findings = verified(settings.OFFICE.data)
    except HeadwayError as problem:
        findings = tuple(problem.findings)
    for one in findings:
        messages.warning(request, f"{one.place}: {one.found}. {one.next_step}")
    if not findings:
        messages.success(request, "Everything that is stored is as it was written.")
    return redirect("data")


def _turned_away(request: HttpRequest) -> HttpResponse:
    messages.warning(request, "Loading is for analysts of the whole council. Nothing was done.")
    return redirect("data")


def _may_load(request: HttpRequest) -> bool:
    """A load is of the whole council: it becomes what everybody's figures are worked out from."""
    return access_of(request).may(ANALYSTS, COUNCIL)


def _handed(file: "UploadedFile[bytes]") -> HandedOver:
    return HandedOver(file.name or "", file.size or 0, lambda: iter(file.chunks()))


def _form(request: HttpRequest, form: LoadForm, status: int = 200) -> HttpResponse:
    values = {"form": form, "back": reverse("data")}
    return render(request, "office/load.html", values, status=status)
