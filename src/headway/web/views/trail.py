"""Who did and who saw what, for the auditor of the trail: the office's and the data folder's."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from headway.domain.trail import Verb
from headway.register.accounts.actions.save_view import save_view
from headway.register.accounts.queries.saved_view import saved_view
from headway.register.trail.actions import record
from headway.register.trail.checking import check_on, check_whole_for
from headway.register.trail.queries import Asked, Source, lines
from headway.services.office.folder_trail import bring_up_to_date, check_folder_trail
from headway.services.office.trail_export import TakenAway, export
from headway.web.forms.trail import TrailForm, TrailPurposeForm
from headway.web.presenters.trail import chains, lines_of, place_of, written
from headway.web.reader import reader_of

ON_A_PAGE = 50
AT_MOST = 100_000
BOTH = "both trails"


def show(request: HttpRequest) -> HttpResponse:
    """Show the newest entries that were asked for."""
    name = request.GET.get("view", "")
    choices = saved_view("trail", name) or {}
    folder = bring_up_to_date(settings.OFFICE.data)
    found = lines(_asked(choices), ON_A_PAGE + 1, place_of(request.GET.get("before", "")))
    shown = found[:ON_A_PAGE]
    values = {
        "form": TrailForm(initial=choices),
        "lines": lines_of(shown),
        "chains": chains(check_on(), folder),
        "view": name if choices else "",
        "older": written(shown[-1].place) if len(found) > ON_A_PAGE else None,
        "is_first": not request.GET.get("before"),
        "purpose": TrailPurposeForm(),
    }
    return render(request, "office/trail.html", values)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep what is asked for under an opaque name, and go there."""
    form = TrailForm(request.POST)
    if not form.is_valid():
        known = chains(check_on(), bring_up_to_date(settings.OFFICE.data))
        values = {"form": form, "lines": (), "chains": known, "is_first": True}
        values["purpose"] = TrailPurposeForm()
        return render(request, "office/trail.html", values, status=422)
    choices = {name: str(value) for name, value in form.cleaned_data.items() if value}
    if not choices:
        return redirect("trail")
    view = save_view(page="trail", choices=choices, by=reader_of(request))
    return redirect(f"{reverse('trail')}?view={view.name}")


def check_whole(request: HttpRequest) -> HttpResponse:
    """Check every entry of both trails, from the first to the last; that it was done is told."""
    reader = reader_of(request)
    bring_up_to_date(settings.OFFICE.data)
    checked = check_whole_for(reader.email)
    findings = [*checked.findings, *check_folder_trail(settings.OFFICE.data)]
    with transaction.atomic():
        told = {"entries": str(checked.link.number), "findings": str(len(findings))}
        record(verb=Verb.VERIFIED, subject=BOTH, by=reader.email, details=told)
    if findings:
        messages.warning(request, f"{findings[0].found[:1].upper()}{findings[0].found[1:]}.")
    else:
        messages.success(request, "Every entry of both trails was checked: the chains are whole.")
    return redirect("trail")


def download(request: HttpRequest) -> HttpResponse:
    """Give the entries that were asked for as a file, with a purpose; that is on the trail."""
    form, name = TrailPurposeForm(request.POST), request.POST.get("view", "")
    if not form.is_valid():
        values = {"form": form, "heading": "Take entries away", "button": "Download"}
        hidden = {"view": name, "back": reverse("trail"), "action": reverse("trail-download")}
        return render(request, "office/download.html", values | hidden, status=422)
    reader, asked = reader_of(request), saved_view("trail", name) or {}
    bring_up_to_date(settings.OFFICE.data)
    taken = TakenAway(reader.email, timezone.now(), form.cleaned_data["purpose"], _words(asked))
    with transaction.atomic():
        told = {"purpose": taken.purpose, "asked for": taken.asked or "everything"}
        record(verb=Verb.READ_TRAIL, subject=BOTH, by=reader.email, details=told)
    found = lines(_asked(asked), AT_MOST + 1)
    contents = export(found[:AT_MOST][::-1], taken, whole=len(found) <= AT_MOST)
    response = HttpResponse(contents, content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="trail.zip"'
    return response


def _words(choices: dict[str, str]) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in choices.items())


def _asked(choices: dict[str, str]) -> Asked:
    form = TrailForm(choices)
    if not form.is_valid():
        return Asked()
    given = form.cleaned_data
    verb = Verb(given["verb"]) if given["verb"] else None
    source = Source[given["source"]] if given["source"] else None
    return Asked(given["by"], verb, given["first_day"], given["last_day"], source)
