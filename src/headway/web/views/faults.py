"""What is shown when something is not there, not allowed, or broken."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that does not hold together."""
    return render(request, "400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody whose role does not include the page."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return render(request, "404.html", status=404)


def not_so(request: HttpRequest, methods: Iterable[str]) -> HttpResponse:
    """Answer a method that an address does not take.

    A browser shows the answer where somebody opened the address to which a form is sent.
    """
    if request.method != "GET":
        return HttpResponseNotAllowed(methods)
    response = render(request, "405.html", status=405)
    response.headers["Allow"] = ", ".join(methods)
    return response


def our_fault(request: HttpRequest) -> HttpResponse:
    """Answer when the office itself failed."""
    return render(request, "500.html", status=500)


def form_went_stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was sent too late, or from elsewhere."""
    return render(request, "stale_form.html", status=403)
