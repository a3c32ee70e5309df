"""Note that somebody is reminded."""

from datetime import date

from django.db import transaction

from headway.domain.trail import Verb
from headway.register.accounts.people import Person
from headway.register.editions.models import Reminder
from headway.register.editions.standing import MonthKey
from headway.register.trail.actions import record


@transaction.atomic
def note_reminder(*, key: MonthKey, person: Person, on: date, by: str) -> bool:
    """Note a reminder, to be sent in the same transaction; no where there was one on that day."""
    _, is_new = Reminder.objects.get_or_create(
        card=key.card, month=key.month.start, person_id=person.number, day=on
    )
    if is_new:
        record(verb=Verb.REMINDED, subject=person.email, by=by, details={"of": key.subject})
    return is_new
