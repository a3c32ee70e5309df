"""How far the sheets of somebody's teams have come, counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headway.domain.periods import Period
from headway.domain.roles import Access
from headway.domain.team_sheets import CLOSES, DECIDES, SheetState
from headway.services.office.entry_shares import SheetsOfPeriod


@dataclass(frozen=True, slots=True)
class SheetProgress:
    """A sheet's period: how many of the sheets asked for have come how far."""

    title: str
    period: Period
    due: date
    counts: Counter[SheetState]

    @property
    def total(self) -> int:
        """How many sheets are asked for."""
        return sum(self.counts.values())


def progress_of(
    found: Iterable[tuple[SheetsOfPeriod, bool]], access: Access
) -> tuple[SheetProgress, ...]:
    """Give the latest period of each sheet, and earlier ones in which something is returned.

    Counted are the units for which the reader decides or looks over.
    """
    told = []
    for sheets, is_latest in found:
        counts = Counter(
            sheets.kept[one.ref].state
            for one in sheets.units
            if access.may(DECIDES | CLOSES, one.ref)
        )
        if counts and (is_latest or counts[SheetState.RETURNED]):
            due = sheets.sheet.due_on(sheets.period)
            told.append(SheetProgress(sheets.sheet.title, sheets.period, due, counts))
    return tuple(told)
