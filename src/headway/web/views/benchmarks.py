"""The national figures that are loaded, and loading others."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from headway.domain.asked_work import WorkKind
from headway.register.work.queries.work import latest_work
from headway.services.office.benchmarks import ENDINGS_OF_BENCHMARKS, benchmarks_shown
from headway.web.access import access_of
from headway.web.data_access import may_change_data, turned_away
from headway.web.forms.data import BenchmarksForm
from headway.web.handing_over import hand_over
from headway.web.permissions import DATA_READERS

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
    asked = hand_over(request, form, "published", WorkKind.BENCHMARKS, ENDINGS_OF_BENCHMARKS)
    if not asked:
        return _form(request, form, status=422)
    return redirect("data-asked", load=asked)


def _form(request: HttpRequest, form: BenchmarksForm, status: int = 200) -> HttpResponse:
    values = {"form": form, "back": reverse("data-benchmarks")}
    return render(request, "office/benchmarks_load.html", values, status=status)
