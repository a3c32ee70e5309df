"""Reminders of what is asked for: to whoever is asked, with a link and nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.mail import send_mail
from django.db import transaction

from headway.domain.roles import Role
from headway.domain.sign_off import SignOffState
from headway.register.accounts.people import Person
from headway.register.editions.actions.remind import note_reminder
from headway.register.editions.queries.reminders import reminded
from headway.services.office.sign_off import MAY_APPROVE, MAY_PUT_FORWARD, SignOffShown, holders

DAYS_BEFORE = 3  # reminders begin so many days before something is due
SUBJECT = "Headway: something is asked of you"
LETTER = """Something is asked of you in Headway. Sign in to see what, and by when:

{address}

This message holds a link only. You get it because of your role in your council's Headway.
"""


@dataclass(frozen=True, slots=True)
class ToRemind:
    """Somebody who is asked for something, and when they were reminded last."""

    person: Person
    last: date | None


def asked_now(shown: SignOffShown) -> frozenset[Role]:
    """Give the roles that a month waits for now."""
    if shown.stands.state is SignOffState.PUT_FORWARD:
        return MAY_APPROVE
    if shown.stands.state is SignOffState.APPROVED:
        return frozenset()
    if not shown.unsigned:
        return MAY_PUT_FORWARD
    return frozenset(role for line in shown.lines for role in line.asks)


def to_remind(shown: SignOffShown, today: date) -> tuple[ToRemind, ...]:
    """Give those who may be reminded of a month today: it is due, or soon, and they were not yet.

    Before that nobody is written to.
    """
    if today < shown.due - timedelta(days=DAYS_BEFORE):
        return ()
    last = reminded(shown.key)
    found = (ToRemind(one, last.get(one.number)) for one in holders(asked_now(shown), today))
    return tuple(one for one in found if one.last != today)


def send_reminders(shown: SignOffShown, today: date, address: str, by: str) -> int:
    """Write to everybody who is to be reminded; give how many. Each is on the trail."""
    return sum(_remind(shown, one.person, today, address, by) for one in to_remind(shown, today))


@transaction.atomic
def _remind(shown: SignOffShown, person: Person, today: date, address: str, by: str) -> bool:
    """Note it and write; where the letter cannot be sent, it is not noted either."""
    if not note_reminder(key=shown.key, person=person, on=today, by=by):
        return False
    send_mail(SUBJECT, LETTER.format(address=address), None, [person.email])
    return True
