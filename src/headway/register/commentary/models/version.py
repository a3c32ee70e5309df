"""One thing that was done with a commentary, and its words as they stood then."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from headway.domain.commentary import Step
from headway.register.commentary.models.commentary import Commentary


class Version(models.Model):
    """A step of a commentary's history; it is added and never changed.

    ``token`` is that of the form that was sent: the same form sent twice is one step.
    """

    commentary = models.ForeignKey(Commentary, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=10, choices=[(one.name, one.value) for one in Step])
    text = models.TextField(blank=True)
    points_to = models.CharField(max_length=120, blank=True)
    bindings = models.JSONField(default=list)
    note = models.TextField(blank=True)
    token = models.CharField(max_length=40, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each number once, oldest first."""

        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["commentary", "number"], name="each_version_has_its_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.step}"
