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
from headway.domain.period_labels import short_label
from headway.domain.problems import Refused, sentence
from headway.domain.sign_off import SignOffState
from headway.register.editions.queries.months import month_stands
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.register.work.queries.work import latest_work, work_named, work_of_form
from headway.services.analysis.naming import refuse_naming
from headway.services.office.asked_work import was_refused
from headway.services.office.preview_edition import preview_shown
from headway.services.office.sign_off import MAY_APPROVE, SignOffShown
from headway.services.office.to_publish import (
    ToPublish,
    accepted_words,
    changed_since,
    rests_on,
    to_publish,
    words_of,
)
from headway.web import worker
from headway.web.access import access_of
from headway.web.forms.editions import UNITS, WHOM, AcceptForm, PublishForm
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
    if _out(found):
        form = AcceptForm() if access_of(request).may(MAY_APPROVE, COUNCIL) else None
        return _already_out(request, found, form)
    values = _values(found)
    if _is_there(found):
        office, shown = settings.OFFICE, preview_shown(found.result)
        now = rests_on(office.data, office.definitions)
        values |= {"shown": shown, "changed": changed_since(shown.rests, now)}
    return render(request, "office/preview.html", values)


def accept(request: HttpRequest, work: str) -> HttpResponse:
    """Accept figures that earlier editions gave away as out, all together, and look once more."""
    found, by = _work(request, work, WorkKind.PREVIEW), reader_of(request)
    if not access_of(request).may(MAY_APPROVE, COUNCIL):
        raise PermissionDenied
    out, form = _out(found), AcceptForm(request.POST)
    if not out:
        messages.warning(request, "There is nothing to accept. Nothing was done.")
        return redirect("edition-preview", work=found.name)
    if not form.is_valid() or not _names_nobody(form):
        return _already_out(request, found, form, status=422)
    asked, reason = to_publish(found.words, by.email), form.cleaned_data["reason"]
    words = {**words_of(asked), **accepted_words(asked, out, reason)}
    details = {
        **words_of(asked),
        "accepted": f"{len(words['accepted'])} that earlier editions gave away",
        "reason": reason,
    }
    name = ask_for_work(kind=WorkKind.PREVIEW, form=found.name, words=words, by=by, details=details)
    worker.wake(WorkKind.PREVIEW)
    return redirect("edition-preview", work=name)


def publish(request: HttpRequest, work: str) -> HttpResponse:
    """Publish what was looked at: once, however often it is asked for."""
    found, by = _work(request, work, WorkKind.PREVIEW), reader_of(request)
    before = work_of_form(found.name, WorkKind.PUBLISH)
    if before is not None:
        return redirect("edition-publishing", work=before.name)
    if not _is_there(found):
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


def _is_there(found: AskedWork) -> bool:
    return found.state is WorkState.DONE and not found.is_forgotten and not _out(found)


def _out(found: AskedWork) -> tuple[str, ...]:
    """Name what earlier editions gave away, where an edition is refused for nothing else."""
    return tuple(found.result.get("out", ())) if found.state is WorkState.DONE else ()


def _already_out(
    request: HttpRequest, found: AskedWork, form: AcceptForm | None, status: int = 200
) -> HttpResponse:
    values = {
        **_values(found),
        "is_refused": True,
        "out": _out(found),
        "form": form,
        "accepted_before": work_of_form(found.name, WorkKind.PREVIEW),
    }
    return render(request, "office/preview.html", values, status=status)


def _names_nobody(form: AcceptForm) -> bool:
    """Say whether the reason may stand on the trail."""
    try:
        refuse_naming(settings.OFFICE.data, form.cleaned_data["reason"], "the reason")
    except Refused as refused:
        form.add_error("reason", sentence(refused.findings[0].found))
        return False
    return True


def _form(
    request: HttpRequest, shown: SignOffShown, form: PublishForm, status: int = 200
) -> HttpResponse:
    words = {"card": shown.key.card, "month": short_label(shown.key.month)}
    looked_at = [
        (one, WHOM[Audience[one.words["audience"]]])
        for one in latest_work(WorkKind.PREVIEW, LOOKED_AT_SHOWN)
        if words.items() <= one.words.items()
    ]
    values = {
        "form": form,
        "title": shown.title,
        "month": str(shown.key.month),
        "words": words,
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
