"""Who may change what everybody's figures are worked out from."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from headway.domain.calculation_results import COUNCIL
from headway.web.access import access_of
from headway.web.permissions import ANALYSTS


def may_change_data(request: HttpRequest) -> bool:
    """Say whether the reader is an analyst of the whole council."""
    return access_of(request).may(ANALYSTS, COUNCIL)


def turned_away(request: HttpRequest) -> HttpResponse:
    """Lead back to the data, and say why nothing was done."""
    messages.warning(request, "This is for analysts of the whole council. Nothing was done.")
    return redirect("data")
