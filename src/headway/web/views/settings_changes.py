"""Asking for a change of the definitions: a target, an audience's policy, the whole folder."""

import hashlib
from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL
from headway.domain.definition_changes import AudienceChange, ChangeState, TargetChange
from headway.domain.disclosure.policy import Audience
from headway.domain.problems import FileMistake
from headway.register.overlay.queries.changes import changes
from headway.register.overlay.queries.in_force import taken
from headway.services.office.catalogue import current_catalogue
from headway.services.office.own_definitions.asking import (
    Asked,
    Why,
    ask_for_audience,
    ask_for_folder,
    ask_for_target,
)
from headway.services.office.own_definitions.folders import files_of, folder_of
from headway.services.office.own_definitions.reading_upload import read_zip
from headway.services.office.take_away import OWN_STAFF, packed, take_away
from headway.web.access import access_of
from headway.web.downloads import file_answer
from headway.web.forms.settings import (
    NUMBERS,
    AudienceForm,
    ReasonForm,
    TargetForm,
    UploadForm,
    new_token,
)
from headway.web.permissions import CHANGERS
from headway.web.presenters.settings import (
    change_lines,
    finding_lines,
    target_line,
    target_lines,
    without_target,
)
from headway.web.reader import reader_of
from headway.web.whole_council import for_the_council

WAITS = "The change is put forward. Somebody else approves it."
MOVED = (
    "It was changed while you had this page open. The page shows what holds now, and the form what"
    " you entered: look at both, and put it forward again"
)


def targets(request: HttpRequest) -> HttpResponse:
    """Show every target, and the indicators that have none."""
    catalogue = current_catalogue(settings.OFFICE.definitions)
    values = {"lines": target_lines(catalogue), "others": without_target(catalogue)}
    return render(request, "office/settings_targets.html", values)


def target(request: HttpRequest, name: str) -> HttpResponse:
    """Show an indicator's targets, and take a change of one."""
    own = settings.OFFICE.definitions
    catalogue = current_catalogue(own)
    if name not in catalogue.indicators:
        raise Http404
    line = target_line(catalogue, name)
    seen = mark_of(line.targets)
    form = TargetForm(request.POST or None, initial={"token": new_token(), "seen": seen})
    asked = None
    if request.method == "POST":
        if refused := for_the_council(request, CHANGERS):
            return refused
        if form.is_valid() and is_fresh(form, seen):
            given = form.cleaned_data
            numbers = {one: given[one] for one in NUMBERS}
            change = TargetChange(name, given["period"], given["form"], **numbers)
            asked = ask_for_target(settings.OFFICE.folder, own, change, why_of(request, form))
    waiting = [one for one in changes(ChangeState.WAITING) if one.what.get("indicator") == name]
    values = {
        "line": line,
        "heading": catalogue.indicators[name].title,
        "waiting": change_lines(waiting),
        "may_change": may_change(request),
    }
    return answer(request, "office/settings_target.html", form, asked, values)


def disclosure(request: HttpRequest) -> HttpResponse:
    """Show which policy of small numbers holds for whom."""
    catalogue = current_catalogue(settings.OFFICE.definitions)
    lines = [
        (one.value, catalogue.policies.get(catalogue.audiences.get(one, ""))) for one in Audience
    ]
    values = {
        "lines": lines,
        "policies": catalogue.policies.values(),
        "may_change": may_change(request),
    }
    return render(request, "office/settings_disclosure.html", values)


def audience(request: HttpRequest, audience: str) -> HttpResponse:
    """Take another policy for an audience."""
    own = settings.OFFICE.definitions
    catalogue = current_catalogue(own)
    known = {one.value: one for one in Audience}
    if audience not in known:
        raise Http404
    held = catalogue.audiences.get(known[audience], "")
    first = {"token": new_token(), "policy": held, "seen": held}
    form = AudienceForm(request.POST or None, initial=first)
    fitting = [one for one in catalogue.policies.values() if known[audience] in one.audiences]
    form.offer([(one.id, one.title) for one in fitting])
    asked = None
    if request.method == "POST":
        if refused := for_the_council(request, CHANGERS):
            return refused
        if form.is_valid() and is_fresh(form, held):
            change = AudienceChange(audience, form.cleaned_data["policy"], held)
            asked = ask_for_audience(settings.OFFICE.folder, own, change, why_of(request, form))
    values = {"heading": f"What {audience} readers may see", "back": reverse("settings-disclosure")}
    return answer(request, "office/settings_form.html", form, asked, values)


def definitions(request: HttpRequest) -> HttpResponse:
    """Show what is in force, and every set of definitions that was."""
    files = files_of(settings.OFFICE.definitions)
    values = {
        "files": sorted(files),
        "taken": change_lines(taken()),
        "may_change": may_change(request),
    }
    return render(request, "office/settings_definitions.html", values)


def download(request: HttpRequest) -> HttpResponse:
    """Give the definitions in force as a zip file: changed, it can be put forward as it is.

    Beside their folder lies a text with the marking, the purpose and the last day.
    """
    files = sorted(files_of(settings.OFFICE.definitions).items())
    taken = take_away(
        subject="the council’s own definitions",
        marking=OWN_STAFF,
        purpose="to look at them, or change them and put them forward",
        on=timezone.localdate(),
        by=reader_of(request),
    )
    held = {f"our-definitions/{path}": text for path, text in files}
    return file_answer(packed(held, taken), "our-definitions.zip")


def upload(request: HttpRequest) -> HttpResponse:
    """Take a folder of definitions in place of the one in force."""
    form = UploadForm(request.POST or None, request.FILES or None, initial={"token": new_token()})
    asked = None
    if request.method == "POST":
        if refused := for_the_council(request, CHANGERS):
            return refused
        if form.is_valid():
            asked = _uploaded(request, form)
    values = {
        "heading": "Put a folder of definitions forward",
        "back": reverse("settings-definitions"),
        "files": True,
    }
    return answer(request, "office/settings_form.html", form, asked, values)


def restore(request: HttpRequest, number: int) -> HttpResponse:
    """Put definitions that were in force forward again."""
    found = next((one for one in taken() if one.number == number), None)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST or None, initial={"token": new_token()})
    asked = None
    if request.method == "POST":
        if refused := for_the_council(request, CHANGERS):
            return refused
        if form.is_valid():
            office = settings.OFFICE
            files = files_of(folder_of(office.folder, found.contents))
            asked = ask_for_folder(office.folder, office.definitions, files, why_of(request, form))
    lead = [f"As they stood after change {number}. Everything approved since is undone."]
    values = {
        "heading": "Bring earlier definitions back",
        "lead": lead,
        "back": reverse("settings-definitions"),
    }
    return answer(request, "office/settings_form.html", form, asked, values)


def may_change(request: HttpRequest) -> bool:
    """Say whether the reader may put anything forward: who may not is not asked to."""
    return access_of(request).may(CHANGERS, COUNCIL)


def mark_of(held: tuple[object, ...]) -> str:
    """Give a short mark of what a page shows, which is another where any of it changes."""
    return hashlib.sha256(repr(held).encode()).hexdigest()[:16]


def is_fresh(form: ReasonForm, seen: str) -> bool:
    """Say whether what the form was made from (``seen``) still stands; if not, it says so."""
    if form.cleaned_data.get("seen", "") in {"", seen}:
        return True
    form.add_error(None, MOVED)
    form.data = {**dict(form.data.items()), "seen": seen}
    return False


def _uploaded(request: HttpRequest, form: UploadForm) -> Asked:
    office = settings.OFFICE
    try:
        files = read_zip(form.cleaned_data["folder"].read())
    except FileMistake as mistake:
        return Asked(None, tuple(mistake.findings))
    return ask_for_folder(office.folder, office.definitions, files, why_of(request, form))


def why_of(request: HttpRequest, form: ReasonForm) -> Why:
    """Give why the reader asks, by a form that was checked."""
    given = form.cleaned_data
    return Why(given["reason"], given["token"], reader_of(request))


def answer(
    request: HttpRequest,
    template: str,
    form: ReasonForm,
    asked: Asked | None,
    values: Mapping[str, object],
) -> HttpResponse:
    """Show the form, with what was found where the change was not taken; else go to the change."""
    if asked is not None and asked.number is not None:
        messages.success(request, WAITS)
        return redirect("settings-change", number=asked.number)
    findings = finding_lines(asked.findings) if asked else ()
    status = 422 if findings or form.errors else 200
    return render(request, template, {**values, "form": form, "findings": findings}, status=status)
