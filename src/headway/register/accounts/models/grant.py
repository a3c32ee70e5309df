"""A role that somebody holds for a unit."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from headway.domain.calculation_results import Level
from headway.domain.roles import Role


class Grant(models.Model):
    """A role held for a unit, from a day on; it is ended and never deleted."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants"
    )
    role = models.CharField(max_length=30, choices=[(one.name, one.value) for one in Role])
    level = models.CharField(max_length=10, choices=[(one.name, one.value) for one in Level])
    unit = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """What the domain's grant asks for, kept by the database as well."""

        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="a_grant_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(level=Level.COUNCIL.name, unit="")
                | (~models.Q(level=Level.COUNCIL.name) & ~models.Q(unit="")),
                name="a_grant_names_its_unit",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "level", "unit"],
                condition=models.Q(until__isnull=True),
                name="a_grant_is_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} for {self.unit or self.level}"
