"""What is said where a reason or a purpose names a child: nothing was done, and how to go on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from headway.domain.problems import Finding, Place, Severity
from headway.register.trail.actions import NamesSomebody

FOUND = "it holds the identifier of a child, a family or something of theirs"
DONE = "Reasons and purposes stand on the trail for years, where nobody is named. Nothing was done"
STEP = "Go back, and say it without the identifier"


class Naming:
    """Answers whoever wrote an identifier where none may stand."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Answer the page that could not go on; None for any other problem."""
        if not isinstance(problem, NamesSomebody):
            return None
        finding = Finding(Place("what you wrote"), Severity.STOPS, FOUND, DONE, STEP)
        values = {
            "findings": (finding,),
            "heading": "Nothing was done",
            "back": reverse("this-month"),
        }
        return render(request, "office/refused.html", values, status=422)
