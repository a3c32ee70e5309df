"""What has changed since an edition: at once from kept figures, why when it is asked for."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from headway.domain.asked_work import WorkKind
from headway.domain.frozen_edition import for_whom
from headway.services.office.restatement import (
    Report,
    Why,
    ask_why,
    edition_open_to,
    may_read,
    report_on,
    why_of,
)
from headway.services.office.take_report import take_report
from headway.web import worker
from headway.web.access import access_of
from headway.web.downloads import file_answer
from headway.web.forms.restatement import AgainstForm, TakeReportForm
from headway.web.presenters.restatement import cause_lines, since_text, snapshot_text, why_lines
from headway.web.reader import reader_of


def show(request: HttpRequest, edition: str) -> HttpResponse:
    """Show an edition set against the current data, or against that of another load."""
    report = _report(request, edition, request.GET.get("snapshot", ""))
    choices = [(one.name, snapshot_text(one)) for one in report.choices]
    form = AgainstForm({"snapshot": report.against.name})
    form.offer(choices)
    values = _values(report) | {
        "form": form if len(choices) > 1 else None,
        "text": since_text(report.since) if report.since else None,
        "since": report.since,
        "why": _why(report),
        "take": TakeReportForm(),
    }
    return render(request, "office/edition_changed.html", values)


def why(request: HttpRequest, edition: str, snapshot: str) -> HttpResponse:
    """Show why figures moved; or ask for it, which takes a calculation over case rows."""
    report = _report(request, edition, snapshot)
    if request.method == "POST":
        ask_why(settings.OFFICE.definitions, report, reader_of(request))
        worker.wake(WorkKind.RESTATEMENT)
        return redirect("edition-changed-why", edition=edition, snapshot=snapshot)
    found = _why(report)
    explained = found.explained if found else None
    values = _values(report) | {
        "why": found,
        "explained": explained,
        "causes": cause_lines(explained) if explained else (),
        "of_council": sum(not one.unit for one in explained.figures) if explained else 0,
        "units": why_lines(explained.figures) if explained else (),
    }
    return render(request, "office/edition_changed_why.html", values)


def download(request: HttpRequest, edition: str, snapshot: str) -> HttpResponse:
    """Give the report as a file, with its marking and last day; the purpose goes on the trail."""
    report, form = _report(request, edition, snapshot), TakeReportForm(request.POST)
    if report.since is None:
        raise Http404
    if not form.is_valid():
        words = {"heading": "Take the report away", "button": "Download"}
        back = reverse("edition-changed", kwargs={"edition": edition})
        values = {"form": form, "back": f"{back}?snapshot={report.against.name}"}
        return render(request, "office/form_page.html", values | words, status=422)
    given, by = form.cleaned_data, reader_of(request)
    contents = take_report(
        report, _why(report), given["form"], given["purpose"], timezone.localdate(), by
    )
    return file_answer(contents, f"what-has-changed.{given['form']}")


def _report(request: HttpRequest, edition: str, snapshot: str) -> Report:
    """Give a report to those who see the whole council; to nobody else, whatever they may read."""
    access, office = access_of(request), settings.OFFICE
    open_one = edition_open_to(office.data, access, edition)
    if open_one is None:
        raise Http404
    if not may_read(access):
        raise PermissionDenied
    found = report_on(office.data, office.definitions, open_one, snapshot)
    if found is None:
        raise Http404
    return found


def _why(report: Report) -> Why | None:
    return why_of(settings.OFFICE.definitions, report)


def _values(report: Report) -> dict[str, object]:
    return {
        "edition": report.edition,
        "whom": for_whom(report.edition.audience),
        "against": report.against,
        "against_text": snapshot_text(report.against),
        "is_latest": report.against is report.choices[0],
    }
