"""Accept a sheet that was handed in."""

from django.db import transaction

from headway.domain.team_sheets import SheetKey, SheetState
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.entries.kept import SheetKept
from headway.register.entries.recording import as_kept, check, is_done, opened, tell
from headway.register.entries.refusals import FourEyes


@transaction.atomic
def accept_sheet(*, key: SheetKey, version: int, token: str, by: Actor) -> SheetKept:
    """Accept a sheet. Raises FourEyes for who handed it in, and Stale, WrongState, PeriodClosed."""
    sheet = opened(key)
    if is_done(sheet, token):
        return as_kept(sheet)
    check(sheet, version, {SheetState.SUBMITTED}, "accepted")
    if sheet.submitted_by_id == by.pk:
        raise FourEyes
    sheet.state = SheetState.ACCEPTED.name
    sheet.accepted_by = by
    tell(sheet, verb=Verb.ACCEPTED_ENTRIES, token=token, by=by)
    return as_kept(sheet)
