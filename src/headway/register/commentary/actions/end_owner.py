"""End who owns an indicator."""

from datetime import date

from django.db import transaction

from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.commentary.models import Ownership
from headway.register.trail.actions import record


@transaction.atomic
def end_owner(*, number: int, on: date, by: Actor) -> bool:
    """End an ownership: from ``on`` it is no longer held. One that had ended stays as it is.

    Gives whether there was one to end, or that had ended; no for a number that is none.
    """
    held = Ownership.objects.select_for_update().filter(pk=number).first()
    if held is None:
        return False
    if held.until is None or held.until > on:
        end(held, on, by)
    return True


def end(held: Ownership, on: date, by: Actor) -> None:
    """End it within the caller's transaction; one that was to begin later never begins."""
    held.until = max(on, held.since)
    held.save(update_fields=["until"])
    told = {"owner": held.person.email, "until": held.until.isoformat()}
    record(verb=Verb.ENDED_OWNER, subject=held.indicator, by=by.email, details=told)
