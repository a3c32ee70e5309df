"""One snapshot: what became of its rows, what moved, and taking it back."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from headway.domain.asked_work import WorkKind
from headway.domain.problems import Refused
from headway.services.office.snapshots import SnapshotShown, snapshot_shown, withdraw_snapshot
from headway.services.office.work_out import ask_for_figures
from headway.web import worker
from headway.web.data_access import may_change_data, turned_away
from headway.web.forms.data import WithdrawForm
from headway.web.presenters.data import snapshot_text
from headway.web.reader import reader_of


def show(request: HttpRequest, snapshot: str) -> HttpResponse:
    """Show a snapshot."""
    return _page(request, _snapshot(snapshot))


def withdraw(request: HttpRequest, snapshot: str) -> HttpResponse:
    """Take a snapshot back; the one before it is current then, and its figures are worked out."""
    if not may_change_data(request):
        return turned_away(request)
    found, form = _snapshot(snapshot), WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    office, by = settings.OFFICE, reader_of(request)
    try:
        left = withdraw_snapshot(office.data, snapshot, reason=form.cleaned_data["reason"], by=by)
    except Refused as refusal:
        for one in refusal.findings:
            messages.warning(request, f"Nothing was changed: {one.found}.")
        return redirect("data-snapshot", snapshot=snapshot)
    messages.success(request, "The snapshot is withdrawn. Nothing of it was deleted.")
    if not found.line.is_current or not left:
        return redirect("data")
    because = f"snapshot {snapshot} was withdrawn"
    asked = ask_for_figures(because=because, form=form.cleaned_data["form"], by=by)
    worker.wake(WorkKind.FIGURES)
    return redirect("data-asked", load=asked)


def _snapshot(name: str) -> SnapshotShown:
    found = snapshot_shown(settings.OFFICE.data, name)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, found: SnapshotShown, form: WithdrawForm | None = None, status: int = 200
) -> HttpResponse:
    may = may_change_data(request) and not found.line.withdrawn
    values = {
        "found": found,
        "text": snapshot_text(found),
        "may_withdraw": may,
        "form": form or WithdrawForm(initial={"form": secrets.token_urlsafe(16)}),
    }
    return render(request, "office/snapshot.html", values, status=status)
