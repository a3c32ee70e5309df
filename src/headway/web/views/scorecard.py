"""The scorecard of a unit and a month, before it is published."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from headway.catalogue.model import CataloguedScorecard
from headway.domain.calculation_results import UnitRef
from headway.domain.problems import capital
from headway.domain.scorecard import Scorecard
from headway.register.accounts.actions.save_view import save_view
from headway.register.accounts.queries.saved_view import saved_view
from headway.services.analysis.calculated_scorecard import USUAL_CARD
from headway.services.analysis.formats import Paper, scorecard_formats
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import current_figures
from headway.services.office.scorecards import Shown, office_scorecard
from headway.services.office.take_away import BEFORE_PUBLICATION, take_away
from headway.web.choosing import (
    key_of,
    month_key,
    month_of_key,
    months_known,
    unit_choices,
    unit_of,
    units_open_to,
)
from headway.web.downloads import file_answer
from headway.web.forms.scorecard import OUT, DownloadForm, ScorecardForm
from headway.web.presenters.scorecard import beside, card_text, part_of
from headway.web.reader import reader_of

PAGE = "scorecard"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is shown, and what is set beside it."""

    shown: Shown
    beside: Shown | None
    kept: dict[str, str]


def show(request: HttpRequest) -> HttpResponse:
    """Show the scorecard that a shared view names, or the reader's own unit this month."""
    figures = current_figures(settings.OFFICE.data)
    if figures is None or not units_open_to(request):
        return render(request, "office/no_figures.html", {"any": figures is not None})
    name = request.GET.get("view", "")
    chosen = _chosen(request, figures, saved_view(PAGE, name) or {})
    card = _card(chosen.shown)
    other = _card(chosen.beside) if chosen.beside else None
    text = card_text(card)
    only_out = chosen.kept.get("only") == OUT
    section = chosen.kept.get("section", "")
    values = {
        "card": part_of(text, section, only_out=only_out),
        "part": bool(section or only_out),
        "form": _form(request, figures, chosen.kept),
        "download": DownloadForm(),
        "view": name,
        "beside": beside(card, other, section) if other else None,
        "here": _label(chosen.shown, chosen.beside, figures),
        "there": _label(chosen.beside, chosen.shown, figures) if chosen.beside else "",
    }
    return render(request, "office/scorecard.html", values)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep what is chosen under an opaque name, and go there."""
    figures = current_figures(settings.OFFICE.data)
    if figures is None:
        return redirect(PAGE)
    form = _form(request, figures, request.POST.dict())
    if not form.is_valid():
        raise PermissionDenied  # nothing that is not offered can be chosen
    view = save_view(page=PAGE, choices=form.cleaned_data, by=reader_of(request))
    return redirect(f"{reverse(PAGE)}?view={view.name}")


def download(request: HttpRequest) -> HttpResponse:
    """Give the scorecard as a file: marked, with its purpose and its last day, on the trail."""
    figures = current_figures(settings.OFFICE.data)
    form = DownloadForm(request.POST)
    if figures is None:
        return redirect(PAGE)
    chosen = _chosen(request, figures, saved_view(PAGE, request.POST.get("view", "")) or {})
    if not form.is_valid():
        values = {"form": form, "heading": "Take the figures away", "button": "Download"}
        hidden = {"view": request.POST.get("view", ""), "back": reverse(PAGE)}
        return render(request, "office/download.html", values | hidden, status=422)
    kind, purpose = form.cleaned_data["form"], form.cleaned_data["purpose"]
    card, today = _card(chosen.shown), timezone.localdate()
    taken = take_away(
        subject=f"scorecard {chosen.shown.card}, {chosen.shown.unit.label({})}",
        marking=BEFORE_PUBLICATION,
        purpose=purpose,
        on=today,
        by=reader_of(request),
        details={"as": kind, "period": str(chosen.shown.period)},
    )
    contents = scorecard_formats(card, Paper(today, taken=taken))[kind]()
    return file_answer(contents, f"scorecard.{kind}")


def _chosen(request: HttpRequest, figures: KeptFigures, kept: dict[str, str]) -> Chosen:
    """Read what was kept; a unit that the reader may not see is refused."""
    allowed = units_open_to(request)
    unit = unit_of(kept.get("unit", "")) or allowed[0]
    period = month_of_key(kept.get("month", "")) or figures.last
    card = kept.get("card") or USUAL_CARD
    shown = Shown(_allowed(unit, allowed), period, card)
    other_unit, other_month = unit_of(kept.get("beside_unit", "")), kept.get("beside_month", "")
    filled = {"unit": key_of(unit), "month": month_key(period), "card": card}
    if other_unit is None and not other_month:
        return Chosen(shown, None, kept | filled)
    other = Shown(_allowed(other_unit or unit, allowed), month_of_key(other_month) or period, card)
    return Chosen(shown, other, kept | filled)


def _label(one: Shown, other: Shown | None, figures: KeptFigures) -> str:
    """Name one of two scorecards by what they differ in."""
    names = figures.names_on(one.period.last_day)
    unit, month = one.unit.label(names), str(one.period)
    named = [unit] if other is None or one.unit != other.unit else []
    if other is None or one.period != other.period or not named:
        named.append(month)
    return capital(", ".join(named))


def _allowed(unit: UnitRef, allowed: tuple[UnitRef, ...]) -> UnitRef:
    if unit not in allowed:
        raise PermissionDenied
    return unit


def _card(shown: Shown) -> Scorecard:
    found = office_scorecard(settings.OFFICE.data, settings.OFFICE.definitions, shown)
    if found is None:
        raise PermissionDenied
    return found


def _form(request: HttpRequest, figures: KeptFigures, given: dict[str, str]) -> ScorecardForm:
    form = ScorecardForm(given)
    cards = current_catalogue(settings.OFFICE.definitions).scorecards
    form.offer(
        [(name, one.title) for name, one in cards.items()],
        [(one.key, one.name) for one in unit_choices(request, figures)],
        [(month_key(one), str(one)) for one in months_known(figures)],
        list(dict.fromkeys(title for one in cards.values() for title in _sections(one))),
    )
    return form


def _sections(card: CataloguedScorecard) -> Iterator[str]:
    return (title for name in card.indicators if (title := card.section_of(name)))
