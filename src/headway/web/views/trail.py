"""Who did and who saw what, for the auditor of the trail: the office's and the data folder's."""

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from headway.domain.asked_work import WorkKind
from headway.domain.trail import Verb
from headway.register.accounts.actions.save_view import save_view
from headway.register.accounts.queries.saved_view import saved_view
from headway.register.trail.checking import check_on
from headway.register.trail.queries import Asked, Source, lines
from headway.register.work.queries.work import work_named
from headway.services.office.check_trails import BOTH, ask_for_check
from headway.services.office.folder_trail import bring_up_to_date
from headway.services.office.take_away import OF_THE_TRAIL, SENSITIVE, take_away
from headway.services.office.trail_export import Extract, export
from headway.web import worker
from headway.web.downloads import file_answer
from headway.web.forms.trail import TrailForm, TrailPurposeForm
from headway.web.presenters.trail import chains, check_text, lines_of, place_of, written
from headway.web.reader import reader_of

ON_A_PAGE = 50
AT_MOST = 100_000


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
        "form_token": secrets.token_urlsafe(16),
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
    """Ask for a check of every entry of both trails, from the first to the last."""
    form = request.POST.get("form", "")[:40] or secrets.token_urlsafe(16)
    name = ask_for_check(form=form, by=reader_of(request))
    worker.wake(WorkKind.TRAILS)
    return redirect("trail-checking", load=name)


def checking(request: HttpRequest, load: str) -> HttpResponse:
    """Show how far a check of every entry has come, and what came of it."""
    work = work_named(load, WorkKind.TRAILS)
    if work is None:
        raise Http404
    return render(request, "office/asked.html", {"work": work, "text": check_text(work)})


def download(request: HttpRequest) -> HttpResponse:
    """Give the entries that were asked for as a file, with a purpose; that is on the trail."""
    form, name = TrailPurposeForm(request.POST), request.POST.get("view", "")
    if not form.is_valid():
        values = {"form": form, "heading": "Take entries away", "button": "Download"}
        hidden = {"view": name, "back": reverse("trail"), "action": reverse("trail-download")}
        return render(request, "office/download.html", values | hidden, status=422)
    reader, asked = reader_of(request), saved_view("trail", name) or {}
    bring_up_to_date(settings.OFFICE.data)
    now = timezone.now()
    extract = Extract(reader.email, now, _words(asked))
    taken = take_away(
        subject=BOTH,
        marking=SENSITIVE,
        purpose=form.cleaned_data["purpose"],
        on=timezone.localdate(now),
        by=reader,
        kept_for=OF_THE_TRAIL,
        verb=Verb.READ_TRAIL,
        details={"asked for": extract.asked or "everything"},
    )
    found = lines(_asked(asked), AT_MOST + 1)
    contents = export(found[:AT_MOST][::-1], extract, taken, whole=len(found) <= AT_MOST)
    return file_answer(contents, "trail.zip")


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
