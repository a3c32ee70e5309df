"""What holds for the whole council is changed by those whose role is for the whole council."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from headway.domain.calculation_results import COUNCIL
from headway.domain.roles import Role
from headway.web.access import access_of


def for_the_council(request: HttpRequest, roles: Iterable[Role]) -> HttpResponse | None:
    """Give nothing where the reader holds one of these roles for the council, else the way back."""
    if access_of(request).may(roles, COUNCIL):
        return None
    messages.warning(
        request, "This holds for the whole council: somebody whose role is for all of it does it."
    )
    return redirect("settings")
