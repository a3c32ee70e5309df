"""Say that a letter was sent."""

from collections.abc import Sequence

from django.db import transaction

from headway.domain.trail import Verb
from headway.register.editions.letters import LetterKind
from headway.register.editions.models import Reminder
from headway.register.trail.actions import record

VERBS = {LetterKind.REMINDER: Verb.REMINDED, LetterKind.WEEK: Verb.TOLD_OF_WEEK}


@transaction.atomic
def letter_sent(*, number: int, of: Sequence[str], by: str) -> None:
    """Keep that the claimed letter was sent; the trail tells to whom and ``of`` what."""
    held = Reminder.objects.select_for_update().get(pk=number)
    held.is_sent = True
    held.save(update_fields=["is_sent"])
    told = {"of": "; ".join(of)} if of else {}
    verb = VERBS[LetterKind[held.kind]]
    record(verb=verb, subject=held.person.email, by=by, details=told)
