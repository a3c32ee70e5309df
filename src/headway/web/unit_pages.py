"""Pages of a unit, and perhaps a month, that a shared view names."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.periods import Period
from headway.domain.problems import capital
from headway.domain.roles import Role
from headway.register.accounts.actions.save_view import save_view
from headway.register.accounts.queries.saved_view import saved_view
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.office.figures import current_figures
from headway.web.access import access_of
from headway.web.choosing import key_of, month_key, month_of_key, months_known, unit_of
from headway.web.forms.choosing import UnitForm, UnitMonthForm
from headway.web.reader import reader_of

MONTHS = 13  # set beside each other: up to the same month of the year before


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What a page of a unit shows: which unit, for which month, under which shared view."""

    figures: KeptFigures
    units: tuple[UnitRef, ...]
    unit: UnitRef
    month: Period
    view: str
    form: UnitForm

    @property
    def label(self) -> str:
        """The unit as it is called."""
        return capital(self.unit.label(self.figures.names_on(self.month.last_day)))

    @property
    def query(self) -> str:
        """What the address of a page that shows the same unit ends with."""
        return f"?view={self.view}" if self.view else ""


def open_units(request: HttpRequest, roles: Iterable[Role]) -> tuple[UnitRef, ...]:
    """Give the units for which the reader holds one of these roles, widest first."""
    figures, wanted = current_figures(settings.OFFICE.data), frozenset(roles)
    access = access_of(request)
    known = [one.ref for one in figures.units] if figures else []
    named = [one for one in known if not one.not_allocated and access.may(wanted, one)]
    return tuple(sorted(named, key=_place))


def unit_page(
    request: HttpRequest, page: str, roles: Iterable[Role], *, months: bool = False
) -> UnitPage | None:
    """Read what a shared view names; the reader's widest unit and the last month without one.

    None where no figures are kept, or the reader has no unit. PermissionDenied for a unit for
    which the reader holds none of the roles, whatever the view says.
    """
    figures, units = current_figures(settings.OFFICE.data), open_units(request, roles)
    if figures is None or not units:
        return None
    view = request.GET.get("view", "")
    kept = saved_view(page, view) or {}
    unit = unit_of(kept.get("unit", "")) or units[0]
    if unit not in units:
        raise PermissionDenied
    month = month_of_key(kept.get("month", "")) or figures.last
    chosen = {"unit": key_of(unit), "month": month_key(month)}
    form = _form(figures, units, chosen, months=months)
    return UnitPage(figures, units, unit, month, view if kept else "", form)


def months_until(page: UnitPage, most: int) -> list[Period]:
    """Give the page's month after those before it that figures are kept for, as scorecards do."""
    found = [page.month.shift(-back) for back in reversed(range(most))]
    return [one for one in found if one.start >= page.figures.first]


def units_beside(page: UnitPage, allowed: tuple[UnitRef, ...]) -> tuple[UnitRef, ...]:
    """Give the page's unit, and the units one step down that its reader may see."""
    if page.unit.level is Level.TEAM:
        return (page.unit,)
    if page.unit.level is Level.COUNCIL:
        inside = [one for one in allowed if one.level is Level.LOCALITY]
    else:
        known = {one.ref: one.within for one in page.figures.units}
        inside = [one for one in allowed if one.level is Level.TEAM and page.unit in known[one]]
    return (page.unit, *inside)


def choose_unit(
    request: HttpRequest, page: str, roles: Iterable[Role], *, months: bool = False
) -> HttpResponse:
    """Keep what is chosen under an opaque name, and go to the page."""
    figures, units = current_figures(settings.OFFICE.data), open_units(request, roles)
    if figures is None:
        return redirect(page)
    form = _form(figures, units, request.POST.dict(), months=months)
    if not form.is_valid():
        raise PermissionDenied  # nothing that is not offered can be chosen
    view = save_view(page=page, choices=form.cleaned_data, by=reader_of(request))
    return redirect(f"{reverse(page)}?view={view.name}")


def _form(
    figures: KeptFigures, units: tuple[UnitRef, ...], given: dict[str, str], *, months: bool
) -> UnitForm:
    form = UnitMonthForm(given) if months else UnitForm(given)
    form.offer("unit", [(key_of(one), _name(one, figures)) for one in units])
    if months:
        form.offer("month", [(month_key(one), str(one)) for one in months_known(figures)])
    return form


def _name(unit: UnitRef, figures: KeptFigures) -> str:
    said = unit.label(figures.names)
    return said.capitalize() if unit == COUNCIL else said


def _place(unit: UnitRef) -> tuple[int, str]:
    return unit.key
