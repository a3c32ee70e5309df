"""What the council calls its units: one unit's names through time, and another asked for."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from headway.domain.calculation_results import UnitRef
from headway.domain.definition_changes import ChangeState, UnitNameChange
from headway.register.overlay.changes import Change
from headway.register.overlay.queries.changes import changes
from headway.services.analysis.organisation import Organisation
from headway.services.analysis.unit_naming import units_named
from headway.services.office.catalogue import current_catalogue
from headway.services.office.organisation import current_organisation
from headway.services.office.own_definitions.asking import Asked, ask_for_unit_name
from headway.web.forms.settings import UnitNameForm, new_token
from headway.web.permissions import CHANGERS
from headway.web.presenters.settings import change_lines
from headway.web.presenters.settings_units import name_lines
from headway.web.views.settings_changes import answer, is_fresh, mark_of, may_change, why_of
from headway.web.whole_council import for_the_council


def unit(request: HttpRequest, unit: str) -> HttpResponse:
    """Show what a unit is and was called, and take another name for it."""
    organisation, ref = _known(unit)
    held = current_catalogue(settings.OFFICE.definitions).unit_names.of(ref)
    names = name_lines(units_named(organisation)[ref].name, held)
    seen = mark_of(names)
    form = UnitNameForm(request.POST or None, initial={"token": new_token(), "seen": seen})
    asked = None
    if request.method == "POST":
        if refused := for_the_council(request, CHANGERS):
            return refused
        if form.is_valid() and is_fresh(form, seen):
            asked = _ask(request, form, organisation, ref)
    values = {
        "heading": f"{ref.level.value.capitalize()} {ref.id}",
        "names": names,
        "waiting": change_lines(one for one in changes(ChangeState.WAITING) if _is_of(one, ref)),
        "may_change": may_change(request),
    }
    return answer(request, "office/settings_unit.html", form, asked, values)


def _known(unit: str) -> tuple[Organisation, UnitRef]:
    """Find a team, locality or service of the exports; nothing else has a name to change."""
    organisation = current_organisation(settings.OFFICE.data)
    if organisation is not None:
        for ref in units_named(organisation):
            if ref.id == unit:
                return organisation, ref
    raise Http404


def _ask(
    request: HttpRequest, form: UnitNameForm, organisation: Organisation, ref: UnitRef
) -> Asked:
    start: date | None = form.cleaned_data["start"]
    day, name = start.isoformat() if start else "", form.cleaned_data["name"]
    change = UnitNameChange(ref.level.value, ref.id, name, day)
    office = settings.OFFICE
    why = why_of(request, form)
    return ask_for_unit_name(office.folder, office.definitions, organisation, change, why)


def _is_of(change: Change, ref: UnitRef) -> bool:
    return (change.what.get("level"), change.what.get("id")) == (ref.level.value, ref.id)
