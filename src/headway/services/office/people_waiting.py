"""What an administrator looks at: who is not in yet, who is locked out, what was not sent."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from headway.domain.trail import TrailEntry, Verb
from headway.register.accounts.people import Person
from headway.register.accounts.queries.not_yet_in import not_yet_in
from headway.register.accounts.queries.people import people
from headway.register.trail.queries import Asked, entries

WORKS_FOR = timedelta(days=3)  # an invitation; Django's PASSWORD_RESET_TIMEOUT
LOCKED_FOR = timedelta(minutes=15)
ATTEMPTS = 5  # see ACCOUNT_RATE_LIMITS
LETTERS_OF = timedelta(days=7)
MOST = 500


@dataclass(frozen=True, slots=True)
class NotIn:
    """Somebody who has not signed in yet; ``invited`` is when, where that was in the last days."""

    person: Person
    invited: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether their invitation still works."""
        return self.invited is not None and now - self.invited < WORKS_FOR


@dataclass(frozen=True, slots=True)
class PeopleWaiting:
    """Who is not in yet, who is locked out just now, and to whom letters could not be sent."""

    not_in: tuple[NotIn, ...]
    locked_out: tuple[Person, ...]
    not_sent: tuple[TrailEntry, ...]


def people_waiting() -> PeopleWaiting:
    """Look for them, by name."""
    now = timezone.now()
    invited = {one.subject: one.at for one in reversed(_since(Verb.INVITED, now - 10 * WORKS_FOR))}
    waiting = tuple(NotIn(one, invited.get(one.email)) for one in not_yet_in())
    wrong = Counter(one.by for one in _since(Verb.SIGN_IN_REFUSED, now - LOCKED_FOR))
    locked = {address for address, count in wrong.items() if count >= ATTEMPTS}
    known = people() if locked else ()
    return PeopleWaiting(
        waiting,
        tuple(one for one in known if one.email in locked),
        _since(Verb.COULD_NOT_WRITE, now - LETTERS_OF),
    )


def _since(verb: Verb, when: datetime) -> tuple[TrailEntry, ...]:
    """Give the newest entries of a verb since a time, newest first."""
    found = entries(Asked(verb=verb, first_day=when.date()), MOST)
    return tuple(one for one in found if one.at >= when)
