"""A letter that was sent to somebody: a reminder of what they are asked, or word of the week."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from headway.register.editions.letters import LetterKind


class Reminder(models.Model):
    """A letter to a person. A reminder is of a day; word of the week is of that week's Monday.

    It is claimed before it is sent, so that two who send at once write to nobody twice.
    """

    kind = models.CharField(
        max_length=20,
        choices=[(one.name, one.value) for one in LetterKind],
        default=LetterKind.REMINDER.name,
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    is_sent = models.BooleanField(default=False)
    claimed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """Nobody is written to twice on one day, nor twice of the same week."""

        ordering: ClassVar[list[str]] = ["day", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["person", "kind", "day"], name="one_letter_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.day}"
