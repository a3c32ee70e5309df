"""A team's sheet: filled in, looked at, handed in, returned or accepted; and as a workbook."""

import secrets
from collections.abc import Callable, Mapping

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from headway.domain.calculation_results import UnitRef
from headway.domain.entry_answers import SheetAnswer
from headway.domain.problems import HeadwayError, Severity
from headway.domain.roles import Role
from headway.domain.team_sheets import DECIDES, FILLS_IN, SEES, SheetKey, SheetState
from headway.register.entries.actions.return_sheet import return_sheet
from headway.register.entries.actions.save_answers import save_answers
from headway.register.entries.actions.submit_sheet import submit_sheet
from headway.register.entries.queries.sheets import was_done
from headway.register.entries.refusals import CannotBeDone, Stale
from headway.services.office.catalogue import current_catalogue
from headway.services.office.entry_deciding import accept as accept_and_freeze
from headway.services.office.entry_deciding import reopen as reopen_and_freeze
from headway.services.office.entry_sheet import SheetShown, sheet_shown
from headway.services.office.entry_tasks import period_of_key
from headway.services.office.entry_workbook import take_back, workbook_of
from headway.services.office.take_away import BEFORE_PUBLICATION, take_away
from headway.web.access import access_of
from headway.web.downloads import file_answer
from headway.web.forms.entry import ActForm, LoadForm, ReasonForm, SheetForm, initial_of
from headway.web.presenters.entry import (
    address_words,
    changes_of,
    derived_of,
    parts_of,
    tag_of,
)
from headway.web.reader import reader_of


def show(request: HttpRequest, sheet: str, period: str, unit: str) -> HttpResponse:
    """Show the sheet to whoever fills it in, and save it; others look at it."""
    shown = _shown(request, sheet, period, unit, SEES)
    if not access_of(request).may(FILLS_IN, shown.key.unit):
        if request.method == "POST":
            raise PermissionDenied
        return _to(shown, "entry-check")
    if request.method == "POST":
        return _save(request, shown)
    if not shown.may_be_filled_in:
        return _to(shown, "entry-check")
    return _form_page(request, shown, _form(shown))


def _save(request: HttpRequest, shown: SheetShown) -> HttpResponse:
    form = SheetForm(request.POST, asked=shown.filled.asked)
    if not form.is_valid():
        return _form_page(request, shown, form, status=422)
    try:
        save_answers(
            key=shown.key,
            answers=form.answers,
            version=form.cleaned_data["version"],
            token=form.cleaned_data["token"],
            by=reader_of(request),
        )
    except Stale as stale:
        return _stale_page(request, shown, form, stale.now.answers)
    except CannotBeDone as problem:
        messages.warning(request, str(problem))
        return _to(shown, "entry-check")
    if request.POST.get("then") == "check":
        return _to(shown, "entry-check")
    messages.success(request, "Your answers are saved. You can come back to them.")
    return redirect("entry")


def _stale_page(
    request: HttpRequest, shown: SheetShown, form: SheetForm, there: Mapping[str, SheetAnswer]
) -> HttpResponse:
    """Show both: what was typed stays in its fields, and what is there now is told beside it."""
    data = request.POST.copy()
    data["version"], data["token"] = str(shown.kept.version), secrets.token_urlsafe(16)
    again = SheetForm(data, asked=shown.filled.asked)
    again.is_valid()
    again.add_error(
        None,
        "Somebody saved this sheet after you opened it. What they gave stands beside your answers: "
        "look at each, and save again.",
    )
    return _form_page(request, shown, again, there=there, status=422)


def check(request: HttpRequest, sheet: str, period: str, unit: str) -> HttpResponse:
    """Show the sheet as it stands, with what may be done to it now."""
    return _check_page(request, _shown(request, sheet, period, unit, SEES))


def submit(request: HttpRequest, sheet: str, period: str, unit: str) -> HttpResponse:
    """Hand the sheet in, where nothing stands in its way."""
    shown = _shown(request, sheet, period, unit, FILLS_IN)
    form = ActForm(request.POST)
    stands = shown.standing and shown.kept.state.may_be_filled_in
    if stands or not form.is_valid():
        return _check_page(request, shown, status=422)
    return _act(
        request,
        shown,
        lambda: submit_sheet(
            key=shown.key, on=timezone.localdate(), by=reader_of(request), **form.cleaned_data
        ),
        "The sheet is handed in.",
    )


def give_back(request: HttpRequest, sheet: str, period: str, unit: str) -> HttpResponse:
    """Return the sheet to the team with a note."""
    shown = _shown(request, sheet, period, unit, DECIDES)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _check_page(request, shown, form, status=422)
    return _act(
        request,
        shown,
        lambda: return_sheet(key=shown.key, by=reader_of(request), **form.cleaned_data),
        "The sheet is returned to the team.",
    )


def accept(request: HttpRequest, sheet: str, period: str, unit: str) -> HttpResponse:
    """Accept the sheet: its figures are on the scorecard from now on."""
    shown = _shown(request, sheet, period, unit, DECIDES)
    form = ActForm(request.POST)
    if not form.is_valid():
        return _check_page(request, shown, status=422)
    return _act(
        request,
        shown,
        lambda: accept_and_freeze(
            settings.OFFICE.data,
            settings.OFFICE.definitions,
            shown.key,
            by=reader_of(request),
            **form.cleaned_data,
        ),
        "The sheet is accepted. Its figures are on the scorecard.",
    )


def reopen(request: HttpRequest, sheet: str, period: str, unit: str) -> HttpResponse:
    """Open an accepted sheet again, so that the team can correct it."""
    shown = _shown(request, sheet, period, unit, DECIDES)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _check_page(request, shown, form, status=422)
    done = form.cleaned_data
    return _act(
        request,
        shown,
        lambda: reopen_and_freeze(
            settings.OFFICE.data,
            settings.OFFICE.definitions,
            shown.key,
            version=done["version"],
            reason=done["note"],
            token=done["token"],
            by=reader_of(request),
        ),
        "The sheet is open again.",
    )


def workbook(request: HttpRequest, sheet: str, period: str, unit: str) -> HttpResponse:
    """Give the sheet as a workbook to fill in."""
    shown, today = _shown(request, sheet, period, unit, FILLS_IN), timezone.localdate()
    taken = take_away(
        subject=f"sheet {shown.key.sheet}, {shown.key.unit.label({})}",
        marking=BEFORE_PUBLICATION,
        purpose="to fill in and load back",
        on=today,
        by=reader_of(request),
        details={"period": str(shown.key.period)},
    )
    return file_answer(workbook_of(shown, today, taken), "sheet.xlsx")


def load(request: HttpRequest, sheet: str, period: str, unit: str) -> HttpResponse:
    """Take back the answers of a workbook: all of them, or none where one must be put right."""
    shown = _shown(request, sheet, period, unit, FILLS_IN)
    if not shown.may_be_filled_in:
        messages.warning(request, "Answers to this sheet are not taken now.")
        return _to(shown, "entry-check")
    form = LoadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _load_page(request, shown, form, ())
    token = form.cleaned_data["token"]
    if was_done(shown.key, token):
        return _to(shown, "entry-sheet")
    by, contents = reader_of(request), form.cleaned_data["workbook"].read()
    try:
        taken = take_back(shown, contents, today=timezone.localdate(), by=by.name)
    except HeadwayError as problem:
        return _load_page(request, shown, form, problem.findings)
    if taken.stops:
        stopping = [one for one in taken.findings if one.severity is Severity.STOPS]
        return _load_page(request, shown, form, stopping)
    count = len(taken.answers)
    said = f"{count} answers were taken from the workbook. Look at them before you go on."
    return _act(
        request,
        shown,
        lambda: save_answers(
            key=shown.key, answers=taken.answers, version=shown.kept.version, token=token, by=by
        ),
        said,
        to="entry-sheet",
    )


def _act(
    request: HttpRequest,
    shown: SheetShown,
    act: Callable[[], object],
    said: str,
    to: str = "entry-check",
) -> HttpResponse:
    try:
        act()
    except CannotBeDone as problem:
        messages.warning(request, str(problem))
        return _to(shown, "entry-check")
    messages.success(request, said)
    return _to(shown, to)


def _shown(
    request: HttpRequest, sheet: str, period: str, unit: str, roles: frozenset[Role]
) -> SheetShown:
    """Give the sheet of an address; refused to whoever holds none of the roles for its unit."""
    definition = current_catalogue(settings.OFFICE.definitions).sheets.get(sheet)
    if definition is None:
        raise Http404
    of = UnitRef(definition.level, unit)
    if not access_of(request).may(roles, of):
        raise PermissionDenied
    which = period_of_key(definition, period)
    if which is None or which.end > timezone.localdate():
        raise Http404
    found = sheet_shown(
        settings.OFFICE.data, settings.OFFICE.definitions, SheetKey(sheet, of, which)
    )
    if found is None:
        raise Http404
    return found


def _to(shown: SheetShown, page: str) -> HttpResponse:
    return redirect(reverse(page, kwargs=address_words(shown.key)))


def _form(shown: SheetShown) -> SheetForm:
    there = {"version": shown.kept.version, "token": secrets.token_urlsafe(16)}
    return SheetForm(asked=shown.filled.asked, initial=there | initial_of(shown.filled.answers))


def _common(shown: SheetShown) -> dict[str, object]:
    return {
        "shown": shown,
        "words": address_words(shown.key),
        "tag": tag_of(shown.kept.state),
        "before_word": f"{shown.filled.period_word.capitalize()} before",
    }


def _form_page(
    request: HttpRequest,
    shown: SheetShown,
    form: SheetForm,
    *,
    there: Mapping[str, SheetAnswer] | None = None,
    status: int = 200,
) -> HttpResponse:
    load = LoadForm(initial={"token": secrets.token_urlsafe(16)}, auto_id="load_%s")
    values = {"form": form, "parts": parts_of(shown, form, there), "load": load}
    return render(request, "office/entry_sheet.html", _common(shown) | values, status=status)


def _check_page(
    request: HttpRequest,
    shown: SheetShown,
    form: forms.Form | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    access, state, unit = access_of(request), shown.kept.state, shown.key.unit
    is_open = shown.closed is None
    decides = access.may(DECIDES, unit) and is_open
    is_own = shown.kept.submitted_by_number == request.user.pk
    fills_in = access.may(FILLS_IN, unit) and shown.may_be_filled_in
    start = {"version": shown.kept.version, "token": secrets.token_urlsafe(16)}
    values = {
        "parts": parts_of(shown),
        "derived": derived_of(shown),
        "changes": changes_of(shown),
        "may_fill_in": fills_in,
        "may_submit": fills_in and not shown.standing,
        "may_decide": decides and state is SheetState.SUBMITTED and not is_own,
        "is_own": decides and state is SheetState.SUBMITTED and is_own,
        "may_reopen": decides and state is SheetState.ACCEPTED,
        "act": ActForm(initial=start, auto_id=False),
        "form": form or ReasonForm(initial=start),
    }
    return render(request, "office/entry_check.html", _common(shown) | values, status=status)


def _load_page(
    request: HttpRequest, shown: SheetShown, form: LoadForm, findings: object
) -> HttpResponse:
    values = {"form": form, "findings": findings}
    return render(request, "office/entry_load.html", _common(shown) | values, status=422)
