"""End a role that somebody holds."""

from datetime import date, timedelta

from django.db import transaction

from headway.domain.trail import Verb
from headway.register.accounts.models import Grant, User
from headway.register.trail.actions import record


@transaction.atomic
def end_role(*, person: int, grant: int, on: date, by: User) -> None:
    """End a role that a person holds: from ``on`` it is not held any more.

    One that had ended stays as it is.
    A role that began on that day still holds for it: a role holds for a day at least. Raises
    ``Grant.DoesNotExist`` for one that the person never held.
    """
    held = Grant.objects.select_for_update().get(pk=grant, user_id=person)
    if held.until is not None and held.until <= on:
        return
    held.until = max(on, held.since + timedelta(days=1))
    held.save(update_fields=["until"])
    told = {"role": held.role, "unit": held.unit or held.level, "until": held.until.isoformat()}
    record(verb=Verb.ENDED_ROLE, subject=held.user.email, by=by.email, details=told)
