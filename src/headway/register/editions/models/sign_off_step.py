"""One thing that was done with a month."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from headway.domain.sign_off import SignOffStep
from headway.register.editions.models.sign_off import SignOff


class SignOffStepTaken(models.Model):
    """A step of a month's history. ``token`` is that of the form that was sent."""

    sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=20, choices=[(one.name, one.value) for one in SignOffStep])
    reason = models.TextField(blank=True)
    token = models.CharField(max_length=40, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each number once, oldest first."""

        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["sign_off", "number"], name="each_step_has_its_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.step}"
