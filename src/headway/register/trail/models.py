"""The trail's record: entries are added, and never changed or removed."""

from typing import Any, ClassVar

from django.db import models


class Entry(models.Model):
    """One thing that was done or seen. It names people and things as they were called then.

    No key leads elsewhere, so that nothing here stands in the way of what happens to the rest. The
    database itself refuses to change or remove an entry (see the first migration), and the chain
    of digests shows where somebody got round that.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    details = models.JSONField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """Oldest first; found by time, by person and by what was done."""

        ordering: ClassVar[list[str]] = ["number"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["at"], name="trail_by_time"),
            models.Index(fields=["by", "at"], name="trail_by_person"),
            models.Index(fields=["verb", "at"], name="trail_by_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"
