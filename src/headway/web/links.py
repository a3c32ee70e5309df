"""The address under which people reach the office, for letters."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def address_of_office(request: HttpRequest, page: str = "this-month") -> str:
    """Give a page's whole address: under the name the council gave, else as it was asked for."""
    return link_to(page) or request.build_absolute_uri(reverse(page))


def link_to(page: str) -> str:
    """Give a page's address under the name the council gave (HEADWAY_ADDRESS); else nothing."""
    named = str(settings.OFFICE.address).rstrip("/")
    return f"{named}{reverse(page)}" if named else ""
