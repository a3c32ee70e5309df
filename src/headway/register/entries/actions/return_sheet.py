"""Give a sheet back to the team, with a note."""

from django.db import transaction

from headway.domain.team_sheets import SheetKey, SheetState
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.entries.kept import SheetKept
from headway.register.entries.recording import as_kept, check, is_done, opened, tell


@transaction.atomic
def return_sheet(*, key: SheetKey, version: int, note: str, token: str, by: Actor) -> SheetKept:
    """Give back a sheet that was handed in; ``note`` says what to look at.

    Raises ValueError without a note, and Stale, WrongState or PeriodClosed.
    """
    if not note.strip():
        raise ValueError("a returned sheet says why")
    sheet = opened(key)
    if is_done(sheet, token):
        return as_kept(sheet)
    check(sheet, version, {SheetState.SUBMITTED}, "returned")
    sheet.state = SheetState.RETURNED.name
    sheet.note = note.strip()
    tell(sheet, verb=Verb.RETURNED_ENTRIES, token=token, by=by, note=sheet.note)
    return as_kept(sheet)
