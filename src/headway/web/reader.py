"""Who is behind a request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from headway.register.accounts.people import Actor


def reader_of(request: HttpRequest) -> Actor:
    """Give whoever is signed in; PermissionDenied where nobody is, which the gate rules out."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user
