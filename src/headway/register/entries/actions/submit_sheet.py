"""Hand a sheet in."""

from datetime import date

from django.db import transaction

from headway.domain.team_sheets import SheetKey, SheetState
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.entries.actions.save_answers import MAY_BE_FILLED_IN
from headway.register.entries.kept import SheetKept
from headway.register.entries.recording import as_kept, check, is_done, opened, tell


@transaction.atomic
def submit_sheet(*, key: SheetKey, version: int, token: str, on: date, by: Actor) -> SheetKept:
    """Hand a sheet in on a day; whether its answers are complete is asked before.

    Raises Stale, WrongState or PeriodClosed. The same ``token`` a second time does nothing.
    """
    sheet = opened(key)
    if is_done(sheet, token):
        return as_kept(sheet)
    check(sheet, version, MAY_BE_FILLED_IN, "handed in")
    sheet.state = SheetState.SUBMITTED.name
    sheet.submitted_by = by
    sheet.first_on = sheet.first_on or on
    sheet.note = ""
    tell(sheet, verb=Verb.SUBMITTED_ENTRIES, token=token, by=by)
    return as_kept(sheet)
