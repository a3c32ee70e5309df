"""The settings: the organisation, what is in force, and who asked for what."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from headway.domain.asked_work import WorkKind
from headway.domain.calculation_results import COUNCIL
from headway.domain.definition_changes import ChangeState, DecidedAlready, NotByOneself, Overtaken
from headway.domain.problems import DefinitionMistake
from headway.domain.roles import Role
from headway.register.overlay.actions.refuse_change import refuse_change
from headway.register.overlay.changes import Change
from headway.register.overlay.queries.changes import change_of, changes
from headway.register.overlay.queries.in_force import in_force
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import current_figures
from headway.services.office.organisation import current_organisation, organisation_files
from headway.services.office.own_definitions.deciding import approve as approve_change
from headway.services.office.take_away import OWN_STAFF, packed, take_away
from headway.services.office.work_out import ask_for_figures
from headway.web import worker
from headway.web.access import access_of
from headway.web.downloads import file_answer
from headway.web.forms.settings import DecisionForm
from headway.web.permissions import ADMINISTRATORS, APPROVERS, CHANGERS
from headway.web.presenters.settings import change_line, change_lines, finding_lines
from headway.web.presenters.settings_units import named_rows, told_of_names
from headway.web.reader import reader_of
from headway.web.whole_council import for_the_council

SHOWN = 30


def show(request: HttpRequest) -> HttpResponse:
    """Show what waits for approval, what became of the rest, and the ways to each setting."""
    latest = in_force()
    values = {
        "waiting": change_lines(changes(ChangeState.WAITING)),
        "latest": change_line(latest) if latest else None,
        "began_with": settings.OFFICE.first_definitions is not None,
        "all": change_lines(changes(limit=SHOWN)),
        "may_see_people": access_of(request).any_of(ADMINISTRATORS),
    }
    return render(request, "office/settings.html", values)


def organisation(request: HttpRequest) -> HttpResponse:
    """Show every service, locality and team with its names and days, and what followed what."""
    own, today = current_catalogue(settings.OFFICE.definitions).unit_names, timezone.localdate()
    found = current_organisation(settings.OFFICE.data, own, today)
    values = {
        "units": named_rows(found, own, today) if found else (),
        "told": told_of_names(found, own) if found else (),
        "successions": found.successions if found else (),
        "may_download": access_of(request).any_of(CHANGERS),
    }
    return render(request, "office/settings_organisation.html", values)


def organisation_download(request: HttpRequest) -> HttpResponse:
    """Give the organisation's tables as a zip file: changed, they are loaded with an export.

    Beside their folder lies a text with the marking, the purpose and the last day.
    """
    files = organisation_files(settings.OFFICE.data)
    if files is None:
        raise Http404
    taken = take_away(
        subject="the organisation’s tables",
        marking=OWN_STAFF,
        purpose="to change them and load them with an export",
        on=timezone.localdate(),
        by=reader_of(request),
    )
    held = {f"organisation/{name}": text for name, text in files.items()}
    return file_answer(packed(held, taken), "organisation.zip")


def change(request: HttpRequest, number: int) -> HttpResponse:
    """Show one change, and let somebody else decide on it."""
    return _page(request, _change(number))


def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Bring a change into force."""
    wanted = _change(number)
    if refused := for_the_council(request, APPROVERS):
        return refused
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, wanted, form=form, status=422)
    office = settings.OFFICE
    try:
        in_force_now = approve_change(
            office.folder,
            office.definitions,
            number,
            note=form.cleaned_data["note"],
            role=_role(request),
            by=reader_of(request),
        )
    except DefinitionMistake as mistake:
        lines = finding_lines(mistake.findings)
        return _page(request, wanted, findings=lines, status=422)
    except (NotByOneself, DecidedAlready, Overtaken) as problem:
        messages.warning(request, f"Nothing was changed: {problem}.")
    else:
        messages.success(request, "The change is approved, and in force from now on.")
        if in_force_now.changes_figures and current_figures(office.data) is not None:
            because = f"change {number} of the definitions came into force"
            ask_for_figures(because=because, form=f"change {number}", by=reader_of(request))
            worker.wake(WorkKind.FIGURES)
            messages.success(request, "Every figure is being worked out again by it.")
    return redirect("settings-change", number=number)


def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Turn a change down, or take one's own back."""
    wanted = _change(number)
    own = wanted.asked_by == request.user.pk
    if not own and (refused := for_the_council(request, APPROVERS)):
        return refused
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, wanted, form=form, status=422)
    try:
        refuse_change(number=number, note=form.cleaned_data["note"], by=reader_of(request))
    except DecidedAlready as problem:
        messages.warning(request, f"Nothing was changed: {problem}.")
    else:
        messages.success(request, "The change is taken back." if own else "It is turned down.")
    return redirect("settings-change", number=number)


def _page(
    request: HttpRequest,
    wanted: Change,
    *,
    form: DecisionForm | None = None,
    findings: tuple[tuple[str, str, str, str], ...] = (),
    status: int = 200,
) -> HttpResponse:
    access = access_of(request)
    values = {
        "change": change_line(wanted),
        "form": form or DecisionForm(),
        "findings": findings,
        "own": wanted.asked_by == request.user.pk,
        "may_approve": access.may(APPROVERS, COUNCIL),
    }
    return render(request, "office/settings_change.html", values, status=status)


def _change(number: int) -> Change:
    found = change_of(number)
    if found is None:
        raise Http404
    return found


def _role(request: HttpRequest) -> str:
    """Say as what somebody approves: a person is never named in definitions."""
    held = access_of(request)
    named = [one for one in Role if one in APPROVERS and held.may({one}, COUNCIL)]
    return named[-1].value
