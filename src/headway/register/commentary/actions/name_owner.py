"""Name somebody as the owner of indicators."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from headway.domain.trail import Verb
from headway.register.accounts.models import User
from headway.register.accounts.people import Actor
from headway.register.commentary.actions.end_owner import end
from headway.register.commentary.models import Ownership
from headway.register.trail.actions import record


@transaction.atomic
def name_owner(
    *, indicators: Iterable[str], person: int, since: date, by: Actor, alone: bool = False
) -> int:
    """Say that a person owns these indicators from a day on, and give how many are new to them.

    Those they own already stay as they are, so that the same form sent twice does its work once.
    ``alone`` ends the ownership of everybody else on that day.
    """
    whose, new = User.objects.select_for_update().get(pk=person), 0
    for indicator in sorted(set(indicators)):
        if alone:
            others = Ownership.objects.filter(indicator=indicator, until=None)
            for one in others.exclude(person=whose):
                end(one, since, by)
        _, is_new = Ownership.objects.get_or_create(
            indicator=indicator, person=whose, until=None, defaults={"since": since}
        )
        if is_new:
            told = {"owner": whose.email, "from": since.isoformat()}
            record(verb=Verb.NAMED_OWNER, subject=indicator, by=by.email, details=told)
            new += 1
    return new
