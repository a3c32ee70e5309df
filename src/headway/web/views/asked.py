"""Work other than a load of exports that somebody asked for: how far it has come."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from headway.domain.asked_work import AskedWork, WorkKind
from headway.register.work.queries.work import work_named
from headway.web.data_access import may_change_data, turned_away
from headway.web.presenters.data import asked_text

SHOWN = (WorkKind.BENCHMARKS, WorkKind.FIGURES)


def show(request: HttpRequest, load: str) -> HttpResponse:
    """Show how far it has come, and what came of it; the page looks again by itself."""
    if not may_change_data(request):
        return turned_away(request)
    work = _work(load)
    return render(request, "office/asked.html", {"work": work, "text": asked_text(work)})


def _work(name: str) -> AskedWork:
    for kind in SHOWN:
        if (found := work_named(name, kind)) is not None:
            return found
    raise Http404
