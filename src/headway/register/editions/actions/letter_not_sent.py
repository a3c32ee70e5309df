"""Say that a letter could not be sent."""

from django.db import transaction

from headway.domain.trail import Verb
from headway.register.editions.models import Reminder
from headway.register.trail.actions import record


@transaction.atomic
def letter_not_sent(*, number: int, why: str, by: str) -> None:
    """Give the claim up, so that it is tried again; the trail tells to whom it was not sent."""
    held = Reminder.objects.select_for_update().get(pk=number)
    told = {"letter": held.kind.lower(), "why": why}
    record(verb=Verb.COULD_NOT_WRITE, subject=held.person.email, by=by, details=told)
    held.delete()
