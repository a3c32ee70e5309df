"""Worklists of a unit: counts for all who work with figures, rows for those entitled."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from headway.domain.problems import HeadwayError
from headway.services.analysis.worklists import LIST_OF, ListAsked
from headway.services.office.rows import list_rows
from headway.services.office.worklists import teams_of, unit_lists
from headway.web.access import access_of
from headway.web.choosing import key_of
from headway.web.forms.choosing import PurposeForm
from headway.web.permissions import CASE_READERS, STAFF
from headway.web.presenters.cases import found_groups, headings_of, list_lines
from headway.web.reader import reader_of
from headway.web.unit_pages import UnitPage, choose_unit, unit_page

PAGE = "worklists"
PURPOSES = "purposes"
ON_A_PAGE = 50


def show(request: HttpRequest) -> HttpResponse:
    """Show how many rows each list of a unit has, and what was found of its rows."""
    page = unit_page(request, PAGE, STAFF)
    lists = unit_lists(page.figures, page.unit) if page else None
    if page is None or lists is None:
        return render(request, "office/no_figures.html", {"any": page is None})
    may = access_of(request).may(CASE_READERS, page.unit)
    values = {"page": page, "lists": lists, "found": found_groups(lists.found), "may": may}
    return render(request, "office/worklists.html", values)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep what is chosen under an opaque name, and go there."""
    return choose_unit(request, PAGE, STAFF)


def rows(request: HttpRequest, name: str) -> HttpResponse:
    """Show the rows of a list; its purpose is asked once in a session, and told each time."""
    page = _page(request)
    if name not in LIST_OF:
        raise Http404
    if page is None:
        return render(request, "office/no_figures.html", {"any": True})
    purpose = request.session.get(PURPOSES, {}).get(f"{name} {key_of(page.unit)}", "")
    if not purpose:
        return _ask(request, page, name, PurposeForm())
    asked = ListAsked(
        name,
        teams_of(page.figures, page.unit),
        purpose,
        reader_of(request).email,
        timezone.now(),
    )
    office = settings.OFFICE
    try:
        listed = list_rows(office.data, office.definitions, asked, reader_of(request))
    except HeadwayError as problem:
        return render(request, "office/refused.html", _refused(problem), status=422)
    number = _number(request, len(listed.rows))
    values = {
        "page": page,
        "listed": listed,
        "headings": headings_of(listed),
        "lines": list_lines(listed, (number - 1) * ON_A_PAGE, number * ON_A_PAGE),
        "number": number,
        "pages": _pages(len(listed.rows)),
        "purpose": purpose,
    }
    return render(request, "office/worklist.html", values)


def purpose(request: HttpRequest, name: str) -> HttpResponse:
    """Take the purpose for which a list's rows are needed, for as long as the session lasts."""
    page = _page(request)
    if name not in LIST_OF:
        raise Http404
    if page is None:
        return redirect(PAGE)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _ask(request, page, name, form, status=422)
    key = f"{name} {key_of(page.unit)}"
    given = request.session.get(PURPOSES, {})
    request.session[PURPOSES] = given | {key: form.cleaned_data["purpose"]}
    return redirect(f"{reverse('worklists-rows', kwargs={'name': name})}{page.query}")


def _page(request: HttpRequest) -> UnitPage | None:
    """Give the unit of the view; it must be one whose rows the reader may see."""
    page = unit_page(request, PAGE, STAFF)
    if page is not None and not access_of(request).may(CASE_READERS, page.unit):
        raise PermissionDenied
    return page


def _ask(
    request: HttpRequest, page: UnitPage, name: str, form: PurposeForm, status: int = 200
) -> HttpResponse:
    action = f"{reverse('worklists-purpose', kwargs={'name': name})}{page.query}"
    values = {
        "form": form,
        "heading": LIST_OF[name].title,
        "lead": [f"{page.label}. These are rows of children and families."],
        "button": "Show the rows",
        "action": action,
        "back": f"{reverse(PAGE)}{page.query}",
    }
    return render(request, "office/form_page.html", values, status=status)


def _refused(problem: HeadwayError) -> dict[str, object]:
    return {"findings": problem.findings, "back": reverse(PAGE), "heading": "No rows are shown"}


def _number(request: HttpRequest, rows: int) -> int:
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    return min(max(number, 1), _pages(rows))


def _pages(rows: int) -> int:
    return max(1, -(-rows // ON_A_PAGE))
