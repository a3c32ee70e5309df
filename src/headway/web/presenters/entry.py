"""Teams' sheets as pages show them: texts only, nothing worked out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.forms import BoundField, Form
from django.urls import reverse

from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.domain.entry_answers import SheetAnswer
from headway.domain.entry_checks import Asked, Remark, state_of
from headway.domain.entry_totals import Share
from headway.domain.indicator import Indicator, Part, Unit
from headway.domain.show import in_words, show
from headway.domain.team_sheets import SheetKey, SheetState
from headway.domain.values import Absent, Value
from headway.register.entries.kept import Changed
from headway.services.office.entry_shares import SheetsOfPeriod
from headway.services.office.entry_sheet import SheetShown
from headway.services.office.entry_tasks import period_key
from headway.web.forms.entry import SheetForm

COLOURS = {
    SheetState.NOT_STARTED: "grey",
    SheetState.BEING_FILLED_IN: "light-blue",
    SheetState.SUBMITTED: "blue",
    SheetState.RETURNED: "yellow",
    SheetState.ACCEPTED: "green",
}


def address_words(key: SheetKey) -> dict[str, str]:
    """Give the words of a sheet's addresses."""
    return {"sheet": key.sheet, "period": period_key(key.period), "unit": key.unit.id}


@dataclass(frozen=True, slots=True)
class Tag:
    """Where a sheet stands, as a word in a colour."""

    text: str
    colour: str


def tag_of(state: SheetState) -> Tag:
    """Give the word for where a sheet stands."""
    return Tag(state.value.capitalize(), COLOURS[state])


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the table of teams: a unit's own sheet, or those of all in it (no tag)."""

    name: str
    address: str
    tag: Tag | None
    is_late: bool
    answered: str
    handed_in: date | None
    complete: str
    on_time: str


@dataclass(frozen=True, slots=True)
class PeriodTable:
    """A sheet's period: who is asked, and how far each has come."""

    title: str
    period: str
    sheet: str
    key: str
    due: date
    is_closed: bool
    said: str
    rows: tuple[EntryRow, ...]
    may_close: bool
    closing: Form


def rows_of(
    found: SheetsOfPeriod, seen: Iterable[UnitRef], names: Mapping[str, str], today: date
) -> tuple[EntryRow, ...]:
    """Give a line for each unit that is asked, and for what they lie in, among those ``seen``."""
    allowed = set(seen)
    above = {up for one in found.units for up in one.within} | {COUNCIL}
    own = {one.ref for one in found.units}
    places = sorted((allowed & (own | above)), key=lambda one: one.key)
    return tuple(_row(found, one, names, today) for one in places)


def _row(found: SheetsOfPeriod, unit: UnitRef, names: Mapping[str, str], today: date) -> EntryRow:
    kept = found.kept.get(unit)
    label = unit.label(names)
    complete, on_time = _share(found.complete(unit)), _share(found.on_time(unit))
    if kept is None:
        name = f"All of the {label}" if unit == COUNCIL else f"All of {label}"
        there = found.handed_in(unit)
        came = sum(one.first_on is not None for one in there)
        return EntryRow(
            name, "", None, False, f"{came} of {len(there)} sheets", None, complete, on_time
        )
    answered = sum(not one.is_blank for one in kept.answers.values())
    late = kept.first_on is None and found.sheet.due_on(found.period) < today
    return EntryRow(
        label,
        reverse("entry-sheet", kwargs=address_words(kept.key)),
        tag_of(kept.state),
        late,
        f"{answered} of {found.questions}",
        kept.first_on,
        complete,
        on_time,
    )


def _share(share: Share) -> str:
    said = show(share.value, Unit.PERCENTAGE, 0)
    return f"{said} ({share.some} of {share.of})" if share.of else said


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question: its words, what was there before, what is noticed, and its fields."""

    id: str
    title: str
    counts: str
    definition: str
    before: str
    answer: str
    note: str
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    number: BoundField | None = None
    in_place: BoundField | None = None
    note_field: BoundField | None = None
    there_now: str = ""

    @property
    def note_is_open(self) -> bool:
        """Whether the note is shown at once: it is there, or wanted."""
        field = self.note_field
        return bool(self.note or self.warnings or (field and (field.errors or field.value())))


@dataclass(frozen=True, slots=True)
class PartText:
    """One part of the framework with its questions."""

    title: str
    questions: tuple[QuestionText, ...]


def parts_of(
    shown: SheetShown, form: SheetForm | None = None, there: Mapping[str, SheetAnswer] | None = None
) -> tuple[PartText, ...]:
    """Give the questions by part; ``there`` are answers saved meanwhile, to be told of."""
    found = []
    for part in Part:
        questions = tuple(
            _question(shown, one, form, there)
            for one in shown.filled.asked
            if one.indicator.part is part
        )
        if questions:
            found.append(PartText(part.value.capitalize(), questions))
    return tuple(found)


def _question(
    shown: SheetShown,
    one: Asked,
    form: SheetForm | None,
    there: Mapping[str, SheetAnswer] | None,
) -> QuestionText:
    indicator, answer = one.indicator, shown.answer(one.indicator.id)
    remarks = [each for each in shown.remarks if each.indicator == indicator.id]
    return QuestionText(
        indicator.id,
        indicator.title,
        indicator.counts,
        indicator.definition,
        value_text(indicator, one.before, "none known"),
        value_text(indicator, answer.value),
        answer.note,
        _said(remarks, errors=True),
        _said(remarks, errors=False),
        form[f"{indicator.id}-number"] if form else None,
        form[f"{indicator.id}-in-place"] if form else None,
        form[f"{indicator.id}-note"] if form else None,
        _there_now(indicator, form, there),
    )


def _there_now(
    indicator: Indicator, form: SheetForm | None, there: Mapping[str, SheetAnswer] | None
) -> str:
    if form is None or there is None:
        return ""
    saved, typed = there.get(indicator.id), form.answers.get(indicator.id)
    if saved is None or saved == typed:
        return ""
    note = f" Note: {saved.note}" if saved.note else ""
    return f"{value_text(indicator, saved.value)}.{note}"


def _said(remarks: Iterable[Remark], *, errors: bool) -> tuple[str, ...]:
    return tuple(one.said for one in remarks if one.is_error is errors)


def value_text(indicator: Indicator, value: Value | None, none: str = "not answered") -> str:
    """Write a figure, or what stands in its place, in words."""
    if value is None:
        return none
    if isinstance(value, Absent):
        return in_words(value) if value.note else state_of(value)
    return show(value, indicator.unit, indicator.decimals)


@dataclass(frozen=True, slots=True)
class DerivedText:
    """A percentage that comes of the answers."""

    title: str
    now: str
    before: str


def derived_of(shown: SheetShown) -> tuple[DerivedText, ...]:
    """Give what is worked out from the answers."""
    return tuple(
        DerivedText(
            one.indicator.title,
            value_text(one.indicator, one.value, "not known yet"),
            value_text(one.indicator, one.before, "none known"),
        )
        for one in shown.derived
    )


@dataclass(frozen=True, slots=True)
class ChangeText:
    """A line of what was done to a sheet."""

    change: Changed
    title: str


def changes_of(shown: SheetShown) -> tuple[ChangeText, ...]:
    """Give everything done to a sheet, newest first."""
    titles = {one.indicator.id: one.indicator.title for one in shown.filled.asked}
    return tuple(
        ChangeText(one, titles.get(one.indicator, one.indicator)) for one in reversed(shown.changes)
    )
