"""Somebody was reminded of what they are asked for."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Reminder(models.Model):
    """A reminder that was sent: to whom, of which month, and on which day."""

    card = models.CharField(max_length=120)
    month = models.DateField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        """Nobody is reminded of the same month twice on one day."""

        ordering: ClassVar[list[str]] = ["day", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["card", "month", "person", "day"], name="one_reminder_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.card}, {self.month}: {self.day}"
