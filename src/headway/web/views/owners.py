"""Who owns which indicator: seen by those who comment and sign, kept by those who name them."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL
from headway.register.commentary.actions.end_owner import end_owner
from headway.register.commentary.actions.name_owner import name_owner
from headway.register.commentary.queries.owners import ever_owned
from headway.services.office.cards_in_use import cards_in_use
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import current_figures
from headway.services.office.owners import owners_on
from headway.web.access import access_of
from headway.web.forms.owners import OwnersForm
from headway.web.permissions import CHANGERS
from headway.web.presenters.owners import groups_of, owned_groups
from headway.web.reader import reader_of


def show(request: HttpRequest) -> HttpResponse:
    """Show who owns each indicator, in use first."""
    return _page(request, OwnersForm())


def name(request: HttpRequest) -> HttpResponse:
    """Name somebody as the owner of some indicators from today on."""
    if refused := _others(request):
        return refused
    form = OwnersForm(request.POST)
    _offer(form)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data
    count = name_owner(
        indicators=given["indicators"],
        person=int(given["person"]),
        since=timezone.localdate(),
        by=reader_of(request),
        alone=given["alone"],
    )
    own = "1 more indicator has" if count == 1 else f"{count or 'No'} more indicators have"
    messages.success(request, f"{own} a named owner. They alone are asked from today.")
    return redirect("owners")


def end(request: HttpRequest, number: int) -> HttpResponse:
    """End an ownership today."""
    if refused := _others(request):
        return refused
    if not end_owner(number=number, on=timezone.localdate(), by=reader_of(request)):
        raise Http404
    messages.success(request, "The ownership has ended.")
    return redirect("owners")


def _others(request: HttpRequest) -> HttpResponse | None:
    """Send whoever holds the role for one unit back: indicators are the whole council's."""
    if access_of(request).may(CHANGERS, COUNCIL):
        return None
    messages.warning(request, "Owners are named by somebody whose role is for the whole council.")
    return redirect("this-month")


def _offer(form: OwnersForm) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]:
    """Set what the form offers, and give the groups in use and those on other scorecards."""
    office = settings.OFFICE
    catalogue, figures = current_catalogue(office.definitions), current_figures(office.data)
    used = cards_in_use(catalogue, office.scorecards, figures.last) if figures else ()
    first = [each for one in used for each in catalogue.scorecards[one].indicators]
    rest = [each for one in catalogue.scorecards.values() for each in one.indicators]
    in_use = groups_of(catalogue, first)
    others = groups_of(catalogue, [one for one in rest if one not in set(first)])
    people = [(one.number, one.name) for one in owners_on(timezone.localdate()).holders]
    apart = tuple((f"{owner}, other scorecards", names) for owner, names in others)
    form.offer(people, (*in_use, *apart))
    return in_use, apart


def _page(request: HttpRequest, form: OwnersForm, status: int = 200) -> HttpResponse:
    in_use, others = _offer(form)
    today, office = timezone.localdate(), settings.OFFICE
    catalogue, owners = current_catalogue(office.definitions), owners_on(today)
    ever = ever_owned()
    owned = [one for one in ever if one.until is None or one.until > today]
    chosen = [*request.POST.getlist("indicators"), *request.POST.getlist("groups")]
    values = {
        "form": form,
        "in_use": owned_groups(catalogue, in_use, owned, owners, chosen),
        "others": owned_groups(catalogue, others, owned, owners, chosen),
        "numbers": [one.number for one in owned],
        "holders": owners.holders,
        "may_change": access_of(request).may(CHANGERS, COUNCIL),
        "ended": [
            (catalogue.indicators[one.indicator].title, one)
            for one in ever
            if one.until is not None
            and one.until <= today
            and one.indicator in catalogue.indicators
        ],
    }
    return render(request, "office/owners.html", values, status=status)
