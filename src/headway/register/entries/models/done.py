"""The forms that were acted on, so that none is acted on twice."""

from typing import ClassVar

from django.db import models

from headway.register.entries.models.sheet import Sheet


class Done(models.Model):
    """The token of a form that was sent."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="done")
    token = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Oldest first."""

        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.token
