"""A month on its way to publication: who has commented, who has not, and who approves."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL
from headway.domain.commentary import MAY_SIGN, due_on
from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.problems import capital, sentence
from headway.domain.sign_off import SignOffState
from headway.register.editions.standing import StaleMonth
from headway.services.office.approve_month import approve_and_freeze
from headway.services.office.cards_in_use import cards_in_use, cards_with_figures
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import current_figures
from headway.services.office.owners import holders, owners_on
from headway.services.office.reminders import send_reminders, to_remind
from headway.services.office.sign_off import (
    MAY_APPROVE,
    MAY_PUT_FORWARD,
    MonthSent,
    SignOffShown,
    open_again,
    put_month_forward,
    send_month_back,
    sign_off_shown,
)
from headway.web.access import access_of
from headway.web.choosing import month_key, month_of_key, months_known
from headway.web.forms.commentary import StepForm
from headway.web.forms.sign_off import PutForwardForm, ReasonForm
from headway.web.forms.token import VersionedForm, new_token
from headway.web.links import address_of_office
from headway.web.permissions import SIGN_OFF_READERS
from headway.web.presenters.sign_off import sign_off_text
from headway.web.reader import reader_of

LATEST = 6  # months that the page leads to


def begin(request: HttpRequest) -> HttpResponse:
    """Go to the latest month of the first scorecard in use."""
    figures, office = current_figures(settings.OFFICE.data), settings.OFFICE
    known = current_catalogue(office.definitions)
    used = cards_in_use(known, office.scorecards, figures.last) if figures else ()
    if figures is None or not used:
        return render(request, "office/no_figures.html", {"any": False})
    return redirect("sign-off-month", card=used[0], month=month_key(figures.last))


def show(request: HttpRequest, card: str, month: str) -> HttpResponse:
    """Show a month's sign-off."""
    shown = shown_for(request, card, month)
    return _page(request, shown, PutForwardForm(initial=_made_from(shown)), None)


def put_forward(request: HttpRequest, card: str, month: str) -> HttpResponse:
    """Put the month forward for approval."""
    shown = shown_for(request, card, month)
    form = PutForwardForm(request.POST)
    if not form.is_valid():
        raise PermissionDenied
    office, reason = settings.OFFICE, form.cleaned_data["reason"]
    sent = _sent(request, shown, form)
    try:
        put_month_forward(office.data, office.definitions, sent, reason, shown.due)
    except StaleMonth as stale:
        messages.warning(request, sentence(str(stale)))
    except ValueError as problem:
        if shown.stands.state is not SignOffState.OPEN:  # no form stands on the page any more
            messages.warning(request, sentence(str(problem)))
            return _back(shown)
        form.add_error("reason", capital(str(problem)))
        return _page(request, shown, form, None, status=422)
    else:
        messages.success(request, "It is put forward. A head of service approves it.")
    return _back(shown)


def approve(request: HttpRequest, card: str, month: str) -> HttpResponse:
    """Approve the month."""
    shown = shown_for(request, card, month)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise PermissionDenied
    sent = _sent(request, shown, form)
    office = settings.OFFICE
    return _act(
        request,
        shown,
        lambda: approve_and_freeze(office.data, office.definitions, sent, shown.due),
        "The month is approved.",
    )


def reopen(request: HttpRequest, card: str, month: str) -> HttpResponse:
    """Send the month back, or open an approved one again; either takes a reason."""
    shown = shown_for(request, card, month)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, PutForwardForm(initial=_made_from(shown)), form, status=422)
    sent, reason = _sent(request, shown, form), form.cleaned_data["reason"]
    if shown.stands.state is SignOffState.PUT_FORWARD:
        return _act(request, shown, lambda: send_month_back(sent, reason), "It is sent back.")
    return _act(request, shown, lambda: open_again(sent, reason), "It is open again.")


def remind(request: HttpRequest, card: str, month: str) -> HttpResponse:
    """Write to those who are asked for something and were not reminded today."""
    shown, today = shown_for(request, card, month), timezone.localdate()
    address = address_of_office(request)
    posted = send_reminders(to_remind(shown, today), today, address, reader_of(request).email)
    people = "1 person is" if posted.sent == 1 else f"{posted.sent or 'no'} people are"
    if posted.sent or not posted.failed:
        messages.success(request, sentence(f"{people} reminded"))
    for one in posted.failed:
        messages.warning(
            request, f"The letter to {one.person.name} could not be sent: {one.why}. Try again."
        )
    return _back(shown)


def shown_for(request: HttpRequest, card: str, month: str) -> SignOffShown:
    """Give a month's sign-off; it is the whole council's, and for those who see all of it."""
    figures, at = current_figures(settings.OFFICE.data), month_of_key(month)
    known = current_catalogue(settings.OFFICE.definitions).scorecards
    if figures is None or at is None or at not in months_known(figures) or card not in known:
        raise Http404
    if not access_of(request).may(SIGN_OFF_READERS, COUNCIL):
        raise PermissionDenied
    return shown_of_month(card, at)


def shown_of_month(card: str, month: Period) -> SignOffShown:
    """Give the sign-off of a scorecard's month, with the day by which it is asked for."""
    office = settings.OFFICE
    due = due_on(month, office.commentary_days)
    return sign_off_shown(office.data, office.definitions, card, month, due)


def _page(
    request: HttpRequest,
    shown: SignOffShown,
    form: PutForwardForm,
    reason: ReasonForm | None,
    status: int = 200,
) -> HttpResponse:
    access, today, state = access_of(request), timezone.localdate(), shown.stands.state
    figures = current_figures(settings.OFFICE.data)
    own = shown.stands.put_forward_by == request.user.pk
    approves = access.may(MAY_APPROVE, COUNCIL)
    prepares = access.may(MAY_PUT_FORWARD, COUNCIL)
    values = {
        "text": sign_off_text(
            shown,
            owners_on(today),
            holders(MAY_SIGN, today),
            to_remind(shown, today),
            today,
        ),
        "words": {"card": shown.key.card, "month": short_label(shown.key.month)},
        "months": _months(shown) if figures else (),
        "cards": _cards(shown),
        "form": reason or form,
        "put_forward": form,
        "reason": reason or ReasonForm(initial=_made_from(shown)),
        "step": StepForm(initial=_made_from(shown), auto_id=False),
        "may_put_forward": prepares and state is SignOffState.OPEN,
        "may_approve": approves and state is SignOffState.PUT_FORWARD and not own,
        "own": approves and state is SignOffState.PUT_FORWARD and own,
        "may_reopen": approves and state.is_closed,
        "is_approved": state is SignOffState.APPROVED,
        "may_remind": prepares or approves,
    }
    return render(request, "office/sign_off.html", values, status=status)


def _months(shown: SignOffShown) -> tuple[tuple[str, str, bool], ...]:
    """Give the latest months, each with its address and whether it is the one shown."""
    figures = current_figures(settings.OFFICE.data)
    known = months_known(figures)[:LATEST] if figures else ()
    return tuple(
        (
            str(one),
            reverse("sign-off-month", kwargs={"card": shown.key.card, "month": month_key(one)}),
            one == shown.key.month,
        )
        for one in known
    )


def _cards(shown: SignOffShown) -> tuple[tuple[str, str, bool], ...]:
    """Give the other scorecards of the month with their addresses, and which are in use."""
    office, month = settings.OFFICE, shown.key.month
    known = current_catalogue(office.definitions)
    used = cards_in_use(known, office.scorecards, month)
    words = {"month": short_label(month)}
    return tuple(
        (
            known.scorecards[one].title,
            reverse("sign-off-month", kwargs=words | {"card": one}),
            one in used,
        )
        for one in dict.fromkeys((*used, *cards_with_figures(known, month)))
        if one != shown.key.card
    )


def _act(
    request: HttpRequest, shown: SignOffShown, do: Callable[[], None], done: str
) -> HttpResponse:
    try:
        do()
    except (StaleMonth, ValueError) as problem:
        messages.warning(request, sentence(str(problem)))
    else:
        messages.success(request, done)
    return _back(shown)


def _sent(request: HttpRequest, shown: SignOffShown, form: VersionedForm) -> MonthSent:
    given = form.cleaned_data
    return MonthSent(shown.key, given["version"], given["token"], reader_of(request))


def _made_from(shown: SignOffShown) -> dict[str, object]:
    return {"version": shown.stands.version, "token": new_token()}


def _back(shown: SignOffShown) -> HttpResponse:
    return redirect("sign-off-month", card=shown.key.card, month=short_label(shown.key.month))
