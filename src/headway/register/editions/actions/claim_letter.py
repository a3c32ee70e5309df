"""Claim a letter, so that nobody else writes it."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from headway.register.editions.letters import LetterKind
from headway.register.editions.models import Reminder

GIVEN_UP_AFTER = timedelta(minutes=10)  # whoever claimed it and has not sent it by then fell over


@transaction.atomic
def claim_letter(*, kind: LetterKind, person: int, day: date) -> int | None:
    """Give the number of a letter that is now the caller's to send; None where it is not.

    Sending may take long, and nothing is held meanwhile: say afterwards what came of it, with
    ``letter_sent`` or ``letter_not_sent``.
    """
    named: dict[str, Any] = {"kind": kind.name, "person_id": person, "day": day}
    found, is_new = Reminder.objects.get_or_create(**named)
    if is_new:
        return int(found.pk)
    held = Reminder.objects.select_for_update().get(pk=found.pk)
    if held.is_sent or timezone.now() - held.claimed_at < GIVEN_UP_AFTER:
        return None
    held.save(update_fields=["claimed_at"])
    return int(held.pk)
