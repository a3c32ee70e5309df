"""The gate: nothing is answered that the matrix of permissions does not name."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from headway.web.access import access_of
from headway.web.permissions import MATRIX, Door
from headway.web.views.faults import not_so


class Gate:
    """Asks, before a page's own code runs, whether it is in the matrix and who may use it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the question is asked once its page is known."""
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: object, words: object, named: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the request through (None), or answer it instead of the page."""
        match = request.resolver_match
        page = MATRIX.get(match.view_name) if match else None
        if page is None:
            raise Http404
        allowed = page.methods
        method = "GET" if request.method == "HEAD" else str(request.method)
        if method not in allowed:
            return not_so(request, sorted(allowed))
        door = allowed[method]
        if door.open_to_all:
            return None
        return _signed_in(request, door, asks_second_factor=page.asks_second_factor)


def _signed_in(
    request: HttpRequest, door: Door, *, asks_second_factor: bool
) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
    if asks_second_factor and not _has_second_factor(request):
        return redirect("mfa_activate_totp")
    access = access_of(request)
    if door.roles is not None and not access.any_of(door.roles):
        raise PermissionDenied
    return None


def _has_second_factor(request: HttpRequest) -> bool:
    if settings.OFFICE.demonstration:
        return True
    # Whoever came by the council's own sign-in has shown a second factor there.
    records = get_authentication_records(request, request.user)
    if any(one.get("method") == "socialaccount" for one in records):
        return True
    return bool(is_mfa_enabled(request.user))
