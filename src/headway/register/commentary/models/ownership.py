"""Who owns an indicator: who is asked to say why its figures are what they are."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Ownership(models.Model):
    """An indicator that somebody owns, from a day on; it is ended and never deleted."""

    indicator = models.CharField(max_length=120)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """Nobody owns the same indicator twice at once; one named by mistake ends as it began."""

        ordering: ClassVar[list[str]] = ["indicator", "since", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(indicator=""), name="an_owner_owns_an_indicator"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="an_ownership_ends_after_its_beginning",
            ),
            models.UniqueConstraint(
                fields=["indicator", "person"],
                condition=models.Q(until__isnull=True),
                name="an_indicator_is_owned_once_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.indicator
