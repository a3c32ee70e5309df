"""Open an accepted sheet again."""

from django.db import transaction

from headway.domain.team_sheets import SheetKey, SheetState
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.entries.kept import SheetKept
from headway.register.entries.recording import as_kept, check, is_done, opened, tell


@transaction.atomic
def reopen_sheet(*, key: SheetKey, version: int, reason: str, token: str, by: Actor) -> SheetKept:
    """Open an accepted sheet again, so that the team can correct it; the reason is theirs to read.

    Raises ValueError without a reason, and Stale, WrongState or PeriodClosed.
    """
    if not reason.strip():
        raise ValueError("a sheet is opened again for a reason")
    sheet = opened(key)
    if is_done(sheet, token):
        return as_kept(sheet)
    check(sheet, version, {SheetState.ACCEPTED}, "opened again")
    sheet.state = SheetState.RETURNED.name
    sheet.accepted_by = None
    sheet.note = reason.strip()
    tell(sheet, verb=Verb.REOPENED_ENTRIES, token=token, by=by, note=sheet.note)
    return as_kept(sheet)
