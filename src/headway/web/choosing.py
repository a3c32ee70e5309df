"""What a reader may choose to look at: units they are entitled to, months that are known."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.period_labels import parse_period, short_label
from headway.domain.periods import Period, PeriodKind
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.office.figures import current_figures
from headway.web.access import access_of
from headway.web.permissions import STAFF


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit that may be chosen: its key in a form, and its name."""

    key: str
    name: str


def key_of(unit: UnitRef) -> str:
    """Write a unit as a form sends it: "TEAM:T03", "COUNCIL:"."""
    return f"{unit.level.name}:{unit.id}"


def unit_of(key: str) -> UnitRef | None:
    """Read what ``key_of`` wrote; None for anything else."""
    level, _, identifier = key.partition(":")
    if level not in Level.__members__ or (level == Level.COUNCIL.name and identifier):
        return None
    return UnitRef(Level[level], identifier)


def units_open_to(request: HttpRequest) -> tuple[UnitRef, ...]:
    """Give the units whose figures the reader may see before they are published, widest first.

    A unit that is not named is open to those who see the whole council.
    """
    figures = current_figures(settings.OFFICE.data)
    known = [one.ref for one in figures.units] if figures else []
    access = access_of(request)
    allowed = [one for one in known if access.may(STAFF, COUNCIL if one.not_allocated else one)]
    return tuple(sorted(allowed, key=lambda one: one.key))


def unit_choices(request: HttpRequest, figures: KeptFigures) -> tuple[UnitChoice, ...]:
    """Give those units as a form offers them."""
    return tuple(
        UnitChoice(key_of(one), one.label(figures.names).capitalize())
        if one == COUNCIL
        else UnitChoice(key_of(one), one.label(figures.names))
        for one in units_open_to(request)
    )


def months_known(figures: KeptFigures) -> tuple[Period, ...]:
    """Give the months that figures are kept for, newest first; the oldest are for comparing."""
    shown = max(1, figures.months - 12)
    return tuple(figures.last.shift(-back) for back in range(shown))


def month_key(period: Period) -> str:
    """Write a month as a form sends it."""
    return short_label(period)


def month_of_key(key: str) -> Period | None:
    """Read what ``month_key`` wrote; None for anything else."""
    try:
        return parse_period(key, PeriodKind.MONTH)
    except ValueError:
        return None
