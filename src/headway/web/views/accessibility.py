"""What is known of how accessible the office is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "office/accessibility.html")
