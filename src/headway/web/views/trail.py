"""Who did and who saw what, for the auditor of the trail."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from headway.domain.trail import Verb, line_of
from headway.register.accounts.actions.save_view import save_view
from headway.register.accounts.queries.saved_view import saved_view
from headway.register.trail.actions import record
from headway.register.trail.queries import Asked, check, entries
from headway.web.forms.trail import TrailForm
from headway.web.presenters.trail import lines_of
from headway.web.reader import reader_of

ON_A_PAGE = 50
AT_MOST = 100_000


def show(request: HttpRequest) -> HttpResponse:
    """Show the newest entries that were asked for."""
    choices = saved_view("trail", request.GET.get("view", "")) or {}
    asked = _asked(choices)
    before = request.GET.get("before", "")
    found = entries(asked, ON_A_PAGE + 1, int(before) if before.isdecimal() else None)
    shown = found[:ON_A_PAGE]
    values = {
        "form": TrailForm(initial=choices),
        "lines": lines_of(shown),
        "findings": check(),
        "view": request.GET.get("view", "") if choices else "",
        "older": shown[-1].number if len(found) > ON_A_PAGE else None,
    }
    return render(request, "office/trail.html", values)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep what is asked for under an opaque name, and go there."""
    form = TrailForm(request.POST)
    if not form.is_valid():
        values = {"form": form, "lines": (), "findings": check(), "view": "", "older": None}
        return render(request, "office/trail.html", values, status=422)
    choices = {name: str(value) for name, value in form.cleaned_data.items() if value}
    if not choices:
        return redirect("trail")
    view = save_view(page="trail", choices=choices, by=reader_of(request))
    return redirect(f"{reverse('trail')}?view={view.name}")


def download(request: HttpRequest) -> HttpResponse:
    """Give the entries that were asked for as lines, oldest first; the reading is on the trail."""
    asked = _asked(saved_view("trail", request.POST.get("view", "")) or {})
    with transaction.atomic():
        record(verb=Verb.READ_TRAIL, subject="the office's trail", by=reader_of(request).email)
    found = entries(asked, AT_MOST)
    if len(found) == AT_MOST:
        messages.warning(request, f"Only the newest {AT_MOST:,} entries fit: choose fewer.")
    text = "".join(f"{line_of(one)}\n" for one in reversed(found))
    response = HttpResponse(text, content_type="application/x-ndjson; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="trail.jsonl"'
    return response


def _asked(choices: dict[str, str]) -> Asked:
    form = TrailForm(choices)
    if not form.is_valid():
        return Asked()
    given = form.cleaned_data
    verb = Verb(given["verb"]) if given["verb"] else None
    return Asked(given["by"], verb, given["first_day"], given["last_day"])
