"""What is said of a figure: read, written, checked against the figures, signed off."""

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from headway.domain.bound_figures import Binding, What, bind
from headway.domain.commentary import MAY_SIGN, MAY_WRITE, CommentaryKey, CommentaryState
from headway.domain.period_labels import short_label
from headway.domain.problems import sentence
from headway.register.commentary.queries.history import history_of_commentary
from headway.register.commentary.written import Stale, Words
from headway.services.office.card_rows import cards_with
from headway.services.office.catalogue import current_catalogue
from headway.services.office.closed import ClosedMonth
from headway.services.office.commentary import CommentaryShown
from headway.services.office.figures import current_figures
from headway.services.office.write_commentary import Sent, confirm, give_back, sign, submit, write
from headway.web.access import access_of
from headway.web.commentary_places import key_asked, query_of, shown_of
from headway.web.forms.commentary import (
    NONE,
    CommentaryForm,
    FiguresForm,
    NoteForm,
    StepForm,
)
from headway.web.forms.token import VersionedForm, new_token
from headway.web.permissions import STAFF
from headway.web.presenters.commentary import commentary_text, history_text, paragraphs
from headway.web.presenters.commentary_through_time import open_to
from headway.web.reader import reader_of

BEFORE = "before"


def show(request: HttpRequest, name: str, month: str) -> HttpResponse:
    """Show a commentary with its history, and what its reader may do with it."""
    shown, access = shown_of(key_asked(request, name, month, STAFF)), access_of(request)
    if shown.pointed and not open_to(access, shown.pointed):
        shown = replace(shown, pointed=None)
    if shown.written and not open_to(access, shown.written):
        return render(request, "office/commentary_unready.html", _unready(request, shown))
    return _page(request, shown, NoteForm(initial=_made_from(shown)))


def edit(request: HttpRequest, name: str, month: str) -> HttpResponse:
    """Write a commentary: saved as a draft, whichever button is pressed."""
    key = key_asked(request, name, month, MAY_WRITE)
    shown = shown_of(key)
    if request.method != "POST":
        return _edit_page(request, shown, _form(shown, None))
    form = _form(shown, request.POST)
    if not form.is_valid():
        return _edit_page(request, shown, form, status=422)
    words = _words(shown, form, request.POST.get("take", ""))
    try:
        write(settings.OFFICE.definitions, _sent(request, key, form), words)
    except Stale as stale:
        return _both_page(request, shown, words, stale)
    except ClosedMonth as closed:
        messages.warning(request, sentence(str(closed)))
        return _back(request, "commentary", name, month)
    except ValueError as problem:
        form.add_error("points_to", sentence(str(problem)).rstrip("."))
        return _edit_page(request, shown, form, status=422)
    if "take" in request.POST:
        return redirect(_address("commentary-write", name, month, request) + "#id_text")
    if "check" in request.POST:
        return _back(request, "commentary-figures", name, month)
    messages.success(request, "The draft is saved. Come back to it when you like.")
    return _back(request, "commentary", name, month)


def figures(request: HttpRequest, name: str, month: str) -> HttpResponse:
    """Say what the numbers in the text stand for."""
    key = key_asked(request, name, month, MAY_WRITE)
    shown = shown_of(key)
    if shown.written is None or shown.closed:
        return _back(request, "commentary", name, month)
    form = FiguresForm(request.POST or None, initial=_made_from(shown), label_suffix="")
    form.ask(shown)
    if request.method != "POST" or not form.is_valid():
        values = {
            "form": form,
            "text": commentary_text(shown, _unit(key), query_of(request)),
            "button": "Keep",
        }
        back = _address("commentary-write", name, month, request)
        status = 422 if form.errors else 200
        return render(
            request, "office/commentary_figures.html", values | {"back": back}, status=status
        )
    return _act(
        request,
        key,
        lambda: confirm(
            settings.OFFICE.definitions, _sent(request, key, form), _bound(shown, form)
        ),
        "What the numbers stand for is kept. Read it once more, then submit it.",
    )


def hand_in(request: HttpRequest, name: str, month: str) -> HttpResponse:
    """Submit a draft."""
    key = key_asked(request, name, month, MAY_WRITE)
    form = _step(request)
    office = settings.OFFICE
    return _act(
        request,
        key,
        lambda: submit(office.data, office.definitions, _sent(request, key, form)),
        "It is submitted. Somebody else signs it off.",
    )


def sign_off(request: HttpRequest, name: str, month: str) -> HttpResponse:
    """Sign off what somebody else wrote."""
    key = key_asked(request, name, month, MAY_SIGN)
    form = _step(request)
    office = settings.OFFICE
    return _act(
        request,
        key,
        lambda: sign(office.data, office.definitions, _sent(request, key, form)),
        "It is signed off.",
    )


def send_back(request: HttpRequest, name: str, month: str) -> HttpResponse:
    """Return it with a note."""
    key = key_asked(request, name, month, MAY_SIGN)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, shown_of(key), form, status=422)
    note = form.cleaned_data["note"]
    return _act(
        request,
        key,
        lambda: give_back(settings.OFFICE.definitions, _sent(request, key, form), note),
        "It is returned with your note.",
    )


def _act(
    request: HttpRequest, key: CommentaryKey, do: Callable[[], None], done: str
) -> HttpResponse:
    """Do it and go back to the commentary, saying what came of it."""
    try:
        do()
    except Stale:
        messages.warning(request, "Somebody changed it since you opened it. Read it once more.")
    except ValueError as problem:
        messages.warning(request, sentence(str(problem)))
    else:
        messages.success(request, done)
    return _back(request, "commentary", key.indicator, short_label(key.period.months()[-1]))


def _page(
    request: HttpRequest, shown: CommentaryShown, note: NoteForm, status: int = 200
) -> HttpResponse:
    key, query = shown.key, query_of(request)
    access, state = access_of(request), shown.written.state if shown.written else None
    writes = access.may(MAY_WRITE, key.unit) and shown.closed is None
    signs = access.may(MAY_SIGN, key.unit) and shown.closed is None
    own = shown.written is not None and request.user.pk in shown.written.writers
    to_do = state in {CommentaryState.DRAFT, CommentaryState.RETURNED}
    values = {
        "text": commentary_text(shown, _unit(key), query),
        # Drafts stand in it, and notes about them: those who write and sign read it.
        "history": history_text(history_of_commentary(key))
        if access.may(MAY_WRITE | MAY_SIGN, key.unit)
        else (),
        "closed": sentence(shown.closed.reason) if shown.closed else "",
        "words": {"name": key.indicator, "month": short_label(key.period.months()[-1])},
        "query": query,
        "may_write": writes,
        "may_submit": writes and to_do and not shown.unconfirmed,
        "may_confirm": writes and to_do and bool(shown.numbers),
        "may_sign": signs and state is CommentaryState.SUBMITTED and not own,
        "own": signs and state is CommentaryState.SUBMITTED and own,
        "may_return": signs and state in {CommentaryState.SUBMITTED, CommentaryState.SIGNED},
        "step": StepForm(initial=_made_from(shown), auto_id=False),
        "form": note,
    }
    return render(request, "office/commentary.html", values, status=status)


def _unready(request: HttpRequest, shown: CommentaryShown) -> dict[str, object]:
    """Give what may be said of a draft to those who do not write it: whose it is, and no more."""
    return {
        "title": shown.indicator.title,
        "period": str(shown.key.period),
        "unit": _unit(shown.key),
        "name": shown.key.indicator,
        "query": query_of(request),
    }


def _edit_page(
    request: HttpRequest, shown: CommentaryShown, form: CommentaryForm, status: int = 200
) -> HttpResponse:
    if shown.closed:
        messages.warning(request, sentence(shown.closed.reason))
        return _back(
            request, "commentary", shown.key.indicator, short_label(shown.key.period.months()[-1])
        )
    before = shown.before if shown.before and shown.before.words.text else None
    values = {
        "form": form,
        "text": commentary_text(shown, _unit(shown.key), query_of(request)),
        "sentences": tuple(enumerate(shown.sentences)),
        "before": paragraphs(before.words.text) if before else (),
        "before_period": str(before.key.period) if before else "",
        "taking": BEFORE,
        "words": {"name": shown.key.indicator},
        "query": query_of(request),
        "back": _address(
            "commentary",
            shown.key.indicator,
            short_label(shown.key.period.months()[-1]),
            request,
        ),
    }
    return render(request, "office/commentary_write.html", values, status=status)


def _both_page(
    request: HttpRequest, shown: CommentaryShown, words: Words, stale: Stale
) -> HttpResponse:
    """Show what is there now and what was sent; nothing is lost, and nothing is overwritten."""
    form = _form(shown, None)
    mine = {"text": words.text, "points_to": words.points_to, "version": stale.now.version}
    form.initial = {**form.initial, **mine}
    values = {
        "form": form,
        "text": commentary_text(shown, _unit(shown.key), query_of(request)),
        "theirs": paragraphs(stale.now.words.text),
        "theirs_by": stale.now.by,
        "theirs_at": stale.now.at,
    }
    return render(request, "office/commentary_both.html", values, status=409)


def _form(shown: CommentaryShown, sent: QueryDict | None) -> CommentaryForm:
    written = shown.written.words if shown.written else Words("")
    initial = {"text": written.text, "points_to": written.points_to} | _made_from(shown)
    form = CommentaryForm(sent, initial=initial)
    catalogue = current_catalogue(settings.OFFICE.definitions)
    card = catalogue.scorecards[cards_with(catalogue, shown.key.indicator)[0]]
    form.offer(
        [
            (one, catalogue.indicators[one].title)
            for one in card.indicators
            if one != shown.key.indicator
        ]
    )
    return form


def _words(shown: CommentaryShown, form: CommentaryForm, take: str) -> Words:
    """Give the words that were sent, with the sentence that their owner took beside them."""
    text, points_to = form.cleaned_data["text"], form.cleaned_data["points_to"]
    if take == BEFORE and shown.before:
        old = shown.before.words.text
        carried = "" if text else str(shown.before.key.period)
        return Words(f"{text}\n{old}".strip(), points_to, carried)
    if take.isdigit() and int(take) < len(shown.sentences):
        text = f"{text}\n{shown.sentences[int(take)]}".strip()
    return Words(text, points_to)


def _bound(shown: CommentaryShown, form: FiguresForm) -> list[Binding]:
    known = {one.what: one for one in shown.known}
    found = []
    for at, one in enumerate(shown.numbers):
        chosen = form.chosen(at)
        found.append(bind(one.number, None if chosen == NONE else known[What[chosen]]))
    return found


def _step(request: HttpRequest) -> StepForm:
    form = StepForm(request.POST)
    if not form.is_valid():
        raise PermissionDenied  # no page of the office sends it so
    return form


def _sent(request: HttpRequest, key: CommentaryKey, form: VersionedForm) -> Sent:
    given = form.cleaned_data
    return Sent(key, given["version"], given["token"], reader_of(request))


def _made_from(shown: CommentaryShown) -> dict[str, object]:
    version = shown.written.version if shown.written else 0
    return {"version": version, "token": new_token()}


def _unit(key: CommentaryKey) -> str:
    kept = current_figures(settings.OFFICE.data)
    return key.unit.label(kept.names_on(key.period.last_day) if kept else {})


def _back(request: HttpRequest, page: str, name: str, month: str) -> HttpResponse:
    return redirect(_address(page, name, month, request))


def _address(page: str, name: str, month: str, request: HttpRequest) -> str:
    return reverse(page, kwargs={"name": name, "month": month}) + query_of(request)
