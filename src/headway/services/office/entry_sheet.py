"""A team's sheet as it is filled in: what is asked, last period beside it, and what is noticed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.entry_answers import BLANK, SheetAnswer
from headway.domain.entry_checks import Asked, Filled, Remark, remarks_on, unanswered
from headway.domain.entry_totals import worked_out
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.domain.team_sheets import SheetKey, TeamSheet
from headway.domain.values import Number, Value
from headway.register.entries.kept import Changed, Closed, SheetKept
from headway.register.entries.queries.sheets import (
    changes_of,
    closed_period,
    sheet_kept,
    sheets_of_unit,
)
from headway.services.office.catalogue import current_catalogue
from headway.services.office.entry_units import units_asked
from headway.services.office.figures import current_figures

PAST = 12  # figures before, of which the usual range is made


@dataclass(frozen=True, slots=True)
class Derived:
    """A percentage that is not asked for: what it comes to, and what it was the period before.

    None stands while one of its two figures is not known.
    """

    indicator: Indicator
    value: Value | None
    before: Value | None


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A sheet with everything that is shown of it. ``standing`` is what keeps it from going on."""

    sheet: TeamSheet
    unit_name: str
    kept: SheetKept
    filled: Filled
    remarks: tuple[Remark, ...]
    standing: tuple[Remark, ...]
    derived: tuple[Derived, ...]
    closed: Closed | None
    changes: tuple[Changed, ...]

    @property
    def key(self) -> SheetKey:
        """Which sheet it is."""
        return self.kept.key

    @property
    def due(self) -> date:
        """The day by which it is asked for."""
        return self.sheet.due_on(self.key.period)

    @property
    def title(self) -> str:
        """Its name: "Performance framework by quarter: team T01 North"."""
        return f"{self.sheet.title}: {self.unit_name}"

    @property
    def may_be_filled_in(self) -> bool:
        """Whether its answers may be changed."""
        return self.closed is None and self.kept.state.may_be_filled_in

    def answer(self, indicator: str) -> SheetAnswer:
        """Give the answer to a question; blank where there is none."""
        return self.filled.answers.get(indicator, BLANK)


def sheet_shown(data: Path, overlay: Path | None, key: SheetKey) -> SheetShown | None:
    """Give a sheet; None for one that is not asked of the unit and period."""
    catalogue = current_catalogue(overlay)
    sheet = catalogue.sheets.get(key.sheet)
    if sheet is None or key.period.kind is not sheet.frequency.period_kind:
        return None
    names = {one.ref: one.name for one in units_asked(data, sheet, key.period)}
    if key.unit not in names:
        return None
    kept = sheet_kept(key)
    filled = filled_of(data, catalogue, sheet, kept)
    remarks = remarks_on(filled)
    return SheetShown(
        sheet,
        key.unit.label({key.unit.id: names[key.unit]}),
        kept,
        filled,
        remarks,
        unanswered(remarks, filled.answers),
        _derived(filled),
        closed_period(key.sheet, key.period),
        changes_of(key),
    )


def filled_of(data: Path, catalogue: Catalogue, sheet: TeamSheet, kept: SheetKept) -> Filled:
    """Put the answers of a sheet beside what is asked and what was given before."""
    earlier = sheets_of_unit(sheet.id, kept.key.unit, kept.key.period)
    asked = tuple(
        asked_of(data, one, kept.key, earlier) for one in sheet.asked(catalogue.indicators)
    )
    derived = sheet.worked_out(catalogue.indicators)
    word = kept.key.period.kind.value.removeprefix("financial ")
    return Filled(asked, kept.answers, sheet.parts, derived, word)


def asked_of(
    data: Path, indicator: Indicator, key: SheetKey, earlier: tuple[SheetKept, ...]
) -> Asked:
    """Give a question with the unit's figures before: those handed in, else those worked out."""
    line = _worked_out_before(data, indicator, key)
    for one in earlier:
        value = one.answers.get(indicator.id, BLANK).value
        if one.state.is_handed_in and value is not None:
            line[one.key.period] = value
    numbers = [line[one].amount for one in sorted(line) if isinstance(line[one], Number)]  # type: ignore[union-attr]
    return Asked(indicator, tuple(numbers[-PAST:]), line.get(key.period.previous()))


def _worked_out_before(data: Path, indicator: Indicator, key: SheetKey) -> dict[Period, Value]:
    figures = current_figures(data)
    if figures is None or figures.unit(key.unit) is None:
        return {}
    found = figures.of(key.unit).results.get(indicator.id, ())
    return {
        one.period: one.value
        for one in found
        if one.period.kind is key.period.kind and one.period < key.period
    }


def _derived(filled: Filled) -> tuple[Derived, ...]:
    now = values_of(filled.answers)
    before = {one.indicator.id: one.before for one in filled.asked if one.before is not None}
    return tuple(Derived(one, _known(one, now), _known(one, before)) for one in filled.worked_out)


def _known(indicator: Indicator, figures: Mapping[str, Value]) -> Value | None:
    ratio = indicator.ratio
    if ratio is None or not {ratio.numerator, ratio.denominator} <= figures.keys():
        return None
    return worked_out(indicator, figures)


def values_of(answers: Mapping[str, SheetAnswer]) -> dict[str, Value]:
    """Give the values among answers by indicator."""
    return {name: one.value for name, one in answers.items() if one.value is not None}
