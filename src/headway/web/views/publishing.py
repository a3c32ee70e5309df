"""Publishing: an edition is looked at as its readers would see it, then published as it was seen.

Making an edition takes half a minute, so both are asked for and done by a worker; a page waits.
"""

import secrets

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from headway.domain.asked_work import AskedWork, WorkKind, WorkState
from headway.domain.calculation_results import COUNCIL
from headway.domain.disclosure.policy import Audience
from headway.domain.sign_off import SignOffState
from headway.register.editions.queries.months import month_stands
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.register.work.queries.work import latest_work, work_named, work_of_form
from headway.services.office.asked_work import was_refused
from headway.services.office.preview_edition import preview_shown
from headway.services.office.sign_off import SignOffShown
from headway.services.office.to_publish import (
    ToPublish,
    changed_since,
    rests_on,
    to_publish,
    words_of,
)
from headway.web import worker
from headway.web.access import access_of
from headway.web.forms.editions import UNITS, WHOM, PublishForm
from headway.web.permissions import PUBLISHERS
from headway.web.reader import reader_of
from headway.web.views.sign_off import shown_for

LOOKED_AT_SHOWN = 20


def begin(request: HttpRequest, card: str, month: str) -> HttpResponse:
    """Say for whom an edition of a month would be, and ask to look at it."""
    shown = _month(request, card, month)
    if request.method != "POST":
        return _form(request, shown, PublishForm(initial={"form": secrets.token_urlsafe(16)}))
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _form(request, shown, form, status=422)
    given, by = form.cleaned_data, reader_of(request)
    asked = ToPublish(shown.key, Audience[given["audience"]], given["units"], by.email)
    words = words_of(asked)
    name = ask_for_work(
        kind=WorkKind.PREVIEW, form=given["form"], words=words, by=by, details=words
    )
    worker.wake(WorkKind.PREVIEW)
    return redirect("edition-preview", work=name)


def preview(request: HttpRequest, work: str) -> HttpResponse:
    """Show an edition as its readers would see it, and what its audit says, or why it cannot be."""
    found = _work(request, work, WorkKind.PREVIEW)
    values = _values(found)
    is_there = found.state is WorkState.DONE and not found.is_forgotten
    if is_there:
        office, shown = settings.OFFICE, preview_shown(found.result)
        now = rests_on(office.data, office.definitions)
        values |= {"shown": shown, "changed": changed_since(shown.rests, now)}
    return render(request, "office/preview.html", values)


def publish(request: HttpRequest, work: str) -> HttpResponse:
    """Publish what was looked at: once, however often it is asked for."""
    found, by = _work(request, work, WorkKind.PREVIEW), reader_of(request)
    before = work_of_form(found.name, WorkKind.PUBLISH)
    if before is not None:
        return redirect("edition-publishing", work=before.name)
    if found.state is not WorkState.DONE or found.is_forgotten:
        messages.warning(request, "It is published once it was looked at. Nothing was done.")
        return redirect("edition-preview", work=found.name)
    words = {**found.words, "preview": found.name, "rests": found.result["rests"]}
    details = words_of(to_publish(found.words, by.email))
    name = ask_for_work(kind=WorkKind.PUBLISH, form=found.name, words=words, by=by, details=details)
    worker.wake(WorkKind.PUBLISH)
    return redirect("edition-publishing", work=name)


def publishing(request: HttpRequest, work: str) -> HttpResponse:
    """Show how far publishing has come, and what came of it."""
    found = _work(request, work, WorkKind.PUBLISH)
    return render(request, "office/publishing.html", _values(found))


def _form(
    request: HttpRequest, shown: SignOffShown, form: PublishForm, status: int = 200
) -> HttpResponse:
    asked = words_of(ToPublish(shown.key, Audience.PUBLIC, "council", ""))
    looked_at = [
        (one, WHOM[Audience[one.words["audience"]]])
        for one in latest_work(WorkKind.PREVIEW, LOOKED_AT_SHOWN)
        if all(one.words[name] == asked[name] for name in ("card", "month"))
    ]
    values = {
        "form": form,
        "title": shown.title,
        "month": str(shown.key.month),
        "words": asked,
        "is_approved": shown.stands.state is SignOffState.APPROVED,
        "looked_at": looked_at,
    }
    return render(request, "office/publish.html", values, status=status)


def _values(work: AskedWork) -> dict[str, object]:
    asked = to_publish(work.words, work.asked_by)
    return {
        "work": work,
        "is_refused": was_refused(work),
        "month": str(asked.key.month),
        "whom": WHOM[asked.audience],
        "units": UNITS[asked.units],
        "is_approved": month_stands(asked.key).state is SignOffState.APPROVED,
        "published": work_of_form(work.name, WorkKind.PUBLISH),
    }


def _month(request: HttpRequest, card: str, month: str) -> SignOffShown:
    shown = shown_for(request, card, month)
    _refuse_others(request)
    return shown


def _work(request: HttpRequest, name: str, kind: WorkKind) -> AskedWork:
    """Give a piece of work; a preview for staff holds everybody's figures, so it is not for all."""
    found = work_named(name, kind)
    if found is None:
        raise Http404
    _refuse_others(request)
    return found


def _refuse_others(request: HttpRequest) -> None:
    if not access_of(request).may(PUBLISHERS, COUNCIL):
        raise PermissionDenied
