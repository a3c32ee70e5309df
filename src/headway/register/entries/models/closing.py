"""A period in which nothing more is entered."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from headway.domain.periods import PeriodKind


class Closing(models.Model):
    """A sheet's period that was closed; ``is_closed`` is no where it was opened again.

    ``version`` grows with every closing and opening.
    """

    sheet = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=[(one.name, one.value) for one in PeriodKind])
    starts = models.DateField()
    is_closed = models.BooleanField()
    version = models.PositiveIntegerField(default=1)
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A period is closed or not, and somebody said why."""

        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["sheet", "kind", "starts"], name="a_period_is_closed_once"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_closing_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, {self.starts}"
