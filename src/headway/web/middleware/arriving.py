"""Who may send something is asked before anything of what is sent is read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from headway.web.middleware.gate import Gate

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class Arriving:
    """Asks the gate's question early where a request has a body.

    The check of a form's token reads the body, and a file in it would lie on the disk before the
    gate is asked whether its sender may send one. Raises Http404 and PermissionDenied as the gate
    does.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer
        self.gate = Gate(answer)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer whoever may not send, or pass the request on."""
        if request.method in SAFE:
            return self.answer(request)
        request.resolver_match = resolve(request.path_info)
        refused = self.gate.process_view(request, None, (), {})
        return refused if refused is not None else self.answer(request)
