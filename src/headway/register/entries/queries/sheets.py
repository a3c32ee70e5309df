"""Sheets as they stand."""

from collections.abc import Iterable

from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.domain.periods import Period
from headway.domain.team_sheets import SheetKey
from headway.register.entries.kept import Changed, Closed, SheetKept
from headway.register.entries.models import Change, Sheet
from headway.register.entries.recording import as_kept, closed_of, columns_of, is_done


def sheet_kept(key: SheetKey) -> SheetKept:
    """Give a sheet; one that nobody saved yet is not started."""
    found = (
        Sheet.objects.select_related("submitted_by", "accepted_by")
        .prefetch_related("answers")
        .filter(**columns_of(key))
        .first()
    )
    return as_kept(found) if found else SheetKept(key)


def sheets_of_period(
    sheet: str, period: Period, units: Iterable[UnitRef]
) -> dict[UnitRef, SheetKept]:
    """Give the sheet of each of these units for a period."""
    found = (
        Sheet.objects.select_related("submitted_by", "accepted_by")
        .prefetch_related("answers")
        .filter(sheet=sheet, kind=period.kind.name, starts=period.start)
    )
    kept = {one.key.unit: one for one in map(as_kept, found)}
    return {unit: kept.get(unit, SheetKept(SheetKey(sheet, unit, period))) for unit in units}


def sheets_of_unit(sheet: str, unit: UnitRef, before: Period) -> tuple[SheetKept, ...]:
    """Give a unit's sheets of the periods before one, oldest first."""
    found = (
        Sheet.objects.select_related("submitted_by", "accepted_by")
        .prefetch_related("answers")
        .filter(sheet=sheet, level=unit.level.name, unit=unit.id, kind=before.kind.name)
        .filter(starts__lt=before.start)
        .order_by("starts")
    )
    return tuple(as_kept(one) for one in found)


def changes_of(key: SheetKey) -> tuple[Changed, ...]:
    """Give everything done to a sheet, oldest first."""
    found = Change.objects.select_related("by").filter(
        **{f"sheet__{name}": value for name, value in columns_of(key).items()}
    )
    return tuple(
        Changed(one.at, one.by.name, one.what, one.indicator, one.before, one.after, one.note)
        for one in found
    )


def closed_period(sheet: str, period: Period) -> Closed | None:
    """Give why a period of a sheet is closed; None where it is open."""
    return closed_of(SheetKey(sheet, COUNCIL, period))


def was_done(key: SheetKey, token: str) -> bool:
    """Whether the form of a token was acted on before, on this sheet."""
    found = Sheet.objects.filter(**columns_of(key)).first()
    return found is not None and is_done(found, token)
