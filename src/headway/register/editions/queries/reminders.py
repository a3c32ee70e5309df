"""Who was reminded of a month, and when last."""

from datetime import date

from headway.register.editions.models import Reminder
from headway.register.editions.standing import MonthKey


def reminded(key: MonthKey) -> dict[int, date]:
    """Give for each person who was reminded of a month the day of the last time."""
    found = Reminder.objects.filter(card=key.card, month=key.month.start).order_by("day")
    return {one.person_id: one.day for one in found}
