"""Who was written to, and when last."""

from datetime import date

from headway.register.editions.letters import LetterKind
from headway.register.editions.models import Reminder


def reminded(kind: LetterKind = LetterKind.REMINDER) -> dict[int, date]:
    """Give for each person who was sent such a letter the day of the last one."""
    found = Reminder.objects.filter(kind=kind.name, is_sent=True).order_by("day")
    return {one.person_id: one.day for one in found}
