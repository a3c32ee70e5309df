"""What is said where any page may have to refuse: nothing was done, and how to go on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from headway.domain.problems import Finding, HeadwayError, Place, Severity
from headway.register.accounts.forms_sent import FormUsedForAnother
from headway.register.trail.actions import NamesSomebody

SAID: dict[type[Exception], Finding] = {
    NamesSomebody: Finding(
        Place("what you wrote"),
        Severity.STOPS,
        "it holds the identifier of a child, a family or something of theirs",
        "Reasons and purposes stand on the trail for years, where nobody is named. "
        "Nothing was done",
        "Go back, and say it without the identifier",
    ),
    FormUsedForAnother: Finding(
        Place("the form that you sent"),
        Severity.STOPS,
        "this form was sent before, for something else",
        "Each form is made for one thing and is sent once. Nothing was done",
        "Open the page anew, and send the form that stands on it",
    ),
}


class Refusing:
    """Answers whoever wrote an identifier where none may stand, or sent a form for another.

    And whoever asked for what cannot be done now, where their page does not say so itself: while
    somebody else writes to the data folder, say.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Answer the page that could not go on; None for any other problem."""
        findings = _findings(problem)
        if not findings:
            return None
        values = {
            "findings": findings,
            "heading": "Nothing was done",
            "back": reverse("this-month"),
        }
        return render(request, "office/refused.html", values, status=422)


def _findings(problem: Exception) -> tuple[Finding, ...]:
    if isinstance(problem, HeadwayError):
        return problem.findings
    said = SAID.get(type(problem))
    return (said,) if said else ()
