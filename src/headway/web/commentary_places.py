"""Which figure a page about commentary is about, and whether its reader may see or write it."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from headway.domain.calculation_results import COUNCIL
from headway.domain.commentary import CommentaryKey
from headway.domain.roles import Role
from headway.register.accounts.queries.saved_view import saved_view
from headway.services.office.card_rows import due_in
from headway.services.office.catalogue import current_catalogue
from headway.services.office.commentary import CommentaryShown, commentary_shown
from headway.services.office.figures import current_figures
from headway.web.access import access_of
from headway.web.choosing import month_of_key, months_known, unit_of


def key_asked(request: HttpRequest, name: str, month: str, roles: Iterable[Role]) -> CommentaryKey:
    """Give the figure a page is asked about: the council's, or the unit's of a shared view.

    PermissionDenied where none of ``roles`` is held for the unit; Http404 where no figure is due.
    """
    figures = current_figures(settings.OFFICE.data)
    at = month_of_key(month)
    if figures is None or at is None or at not in months_known(figures):
        raise Http404
    kept = saved_view("scorecard", request.GET.get("view", "")) or {}
    unit = unit_of(kept.get("unit", "")) or COUNCIL
    if unit.not_allocated or not access_of(request).may(roles, unit):
        raise PermissionDenied
    period = due_in(current_catalogue(settings.OFFICE.definitions), name, at)
    if period is None:
        raise Http404
    return CommentaryKey(name, period, unit)


def shown_of(key: CommentaryKey) -> CommentaryShown:
    """Give a commentary; Http404 for a figure that the office does not show."""
    shown = commentary_shown(settings.OFFICE.data, settings.OFFICE.definitions, key)
    if shown is None:
        raise Http404
    return shown


def query_of(request: HttpRequest) -> str:
    """Give what keeps a link at the same unit: the shared view's name, or nothing."""
    view = request.GET.get("view", "")
    return f"?view={view}" if saved_view("scorecard", view) else ""
