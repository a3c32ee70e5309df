"""The national figures that are loaded, and loading others."""

import secrets

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from headway.domain.asked_work import WorkKind
from headway.domain.problems import Refused
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.register.work.queries.work import latest_work
from headway.services.office.benchmarks import ENDINGS_OF_BENCHMARKS, benchmarks_shown
from headway.services.office.load_files import HandedOver, put_aside, remove
from headway.web import worker
from headway.web.access import access_of
from headway.web.data_access import may_change_data, turned_away
from headway.web.forms.data import BenchmarksForm
from headway.web.permissions import DATA_READERS
from headway.web.reader import reader_of

LOADS_SHOWN = 5


def show(request: HttpRequest) -> HttpResponse:
    """Show each measure with its years and source, and what it stands for."""
    may, office = may_change_data(request), settings.OFFICE
    values = {
        "shown": benchmarks_shown(office.data, office.definitions),
        "asked": latest_work(WorkKind.BENCHMARKS, LOADS_SHOWN) if may else (),
        "may_load": may,
        "may_see_data": access_of(request).any_of(DATA_READERS),
    }
    return render(request, "office/benchmarks.html", values)


def load(request: HttpRequest) -> HttpResponse:
    """Take published files, and put them in the queue."""
    if not may_change_data(request):
        return turned_away(request)
    if request.method != "POST":
        return _form(request, BenchmarksForm(initial={"form": secrets.token_urlsafe(16)}))
    form = BenchmarksForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, status=422)
    folder, name = settings.OFFICE.folder, secrets.token_urlsafe(12)
    given = [_handed(one) for one in form.cleaned_data["published"]]
    try:
        files = put_aside(folder, name, given, ENDINGS_OF_BENCHMARKS)
    except Refused as refusal:
        for one in refusal.findings:
            form.add_error("published", f"{one.place}: {one.found}. {one.done}")
        return _form(request, form, status=422)
    asked = ask_for_work(
        kind=WorkKind.BENCHMARKS,
        name=name,
        form=form.cleaned_data["form"],
        words={"files": files},
        by=reader_of(request),
        details={"files": str(len(files))},
    )
    if asked != name:
        remove(folder, name)  # the form was sent twice
    worker.wake(WorkKind.BENCHMARKS)
    return redirect("data-asked", load=asked)


def _handed(file: "UploadedFile[bytes]") -> HandedOver:
    return HandedOver(file.name or "", file.size or 0, lambda: iter(file.chunks()))


def _form(request: HttpRequest, form: BenchmarksForm, status: int = 200) -> HttpResponse:
    values = {"form": form, "back": reverse("data-benchmarks")}
    return render(request, "office/benchmarks_load.html", values, status=status)
