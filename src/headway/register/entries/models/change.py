"""What was done to a sheet, kept beside it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from headway.register.entries.models.sheet import Sheet


class Change(models.Model):
    """One change: of an answer (``indicator``), or of where the sheet stands."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=60)
    indicator = models.CharField(max_length=100, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        """Oldest first."""

        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.what
