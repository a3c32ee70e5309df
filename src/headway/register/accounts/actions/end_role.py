"""End a role that somebody holds."""

from datetime import date, timedelta

from django.db import transaction

from headway.domain.trail import Verb
from headway.register.accounts.models import Grant, User
from headway.register.trail.actions import record


@transaction.atomic
def end_role(*, grant: Grant, on: date, by: User) -> None:
    """End a role: from ``on`` it is not held any more. One that had ended stays as it is.

    A role that was to begin on that day or later never begins.
    """
    held = Grant.objects.select_for_update().get(pk=grant.pk)
    if held.until is not None and held.until <= on:
        return
    held.until = max(on, held.since + timedelta(days=1))
    held.save(update_fields=["until"])
    told = {"role": held.role, "unit": held.unit or held.level, "until": held.until.isoformat()}
    record(verb=Verb.ENDED_ROLE, subject=held.user.email, by=by.email, details=told)
