"""The first page: what is asked of its reader this month."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headway.web.access import access_of


def show(request: HttpRequest) -> HttpResponse:
    """Show the roles its reader holds, and what each of them is asked for."""
    access = access_of(request)
    roles = sorted(access.roles, key=lambda one: one.value)
    return render(request, "office/this_month.html", {"roles": roles})
