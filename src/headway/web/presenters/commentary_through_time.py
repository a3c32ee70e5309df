"""What was said of an indicator, period by period, as its page shows it."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from headway.domain.calculation_results import UnitRef
from headway.domain.commentary import MAY_SIGN, MAY_WRITE, CommentaryState
from headway.domain.period_labels import short_label
from headway.domain.roles import Access
from headway.register.commentary.queries.commentary import commentary_through_time
from headway.register.commentary.written import Written
from headway.services.office.card_rows import cards_with, due_in
from headway.services.office.catalogue import current_catalogue
from headway.services.office.commentary import Remarks, remarks_by_key
from headway.services.office.figures import current_figures
from headway.web.access import access_of
from headway.web.presenters.commentary import COLOURS, asks, paragraphs, state_words, who

LOOKED_AT = 6  # the latest are held against their figures; each asks for its month's scorecard
SHOWN = 24
FOR_ALL = frozenset({CommentaryState.SIGNED, CommentaryState.SUBMITTED})


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What was said of one period."""

    period: str
    address: str
    state: str
    colour: str
    paragraphs: tuple[str, ...]
    points_to: str
    who: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThroughTime:
    """All of it, newest first, and where its owner writes the next."""

    said: tuple[SaidOf, ...]
    write: str
    write_about: str


def open_to(access: Access, written: Written) -> bool:
    """Whether somebody may read it: a draft is for those who write and sign."""
    return written.state in FOR_ALL or access.may(MAY_WRITE | MAY_SIGN, written.key.unit)


def through_time(request: HttpRequest, indicator: str, unit: UnitRef, query: str) -> ThroughTime:
    """Make the texts of what was said of an indicator of a unit."""
    access = access_of(request)
    found = commentary_through_time(indicator, unit)[:SHOWN]
    readable = tuple(one for one in found if open_to(access, one))
    office = settings.OFFICE
    latest = {one.key: one for one in readable[:LOOKED_AT]}
    remarks = remarks_by_key(office.data, office.definitions, latest)
    said = tuple(_said(one, remarks.get(one.key, Remarks()), query) for one in readable)
    return ThroughTime(said, *_write(access, indicator, unit, query))


def _said(written: Written, remarks: Remarks, query: str) -> SaidOf:
    catalogue = current_catalogue(settings.OFFICE.definitions)
    there = catalogue.indicators.get(written.words.points_to)
    words = {"name": written.key.indicator, "month": short_label(written.key.period.months()[-1])}
    return SaidOf(
        str(written.key.period),
        reverse("commentary", kwargs=words) + query,
        state_words(written),
        COLOURS[written.state],
        paragraphs(written.words.text),
        there.title if there else "",
        who(written),
        asks(remarks),
    )


def _write(access: Access, indicator: str, unit: UnitRef, query: str) -> tuple[str, str]:
    """Give the address at which the latest period is written about, and that period."""
    figures = current_figures(settings.OFFICE.data)
    catalogue = current_catalogue(settings.OFFICE.definitions)
    if figures is None or unit.not_allocated or not access.may(MAY_WRITE, unit):
        return "", ""
    if not cards_with(catalogue, indicator):
        return "", ""
    for back in range(12):
        month = figures.last.shift(-back)
        period = due_in(catalogue, indicator, month)
        if period is not None:
            words = {"name": indicator, "month": short_label(month)}
            return reverse("commentary-write", kwargs=words) + query, str(period)
    return "", ""
