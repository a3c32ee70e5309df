"""One change of the council's own definitions."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from headway.domain.definition_changes import ChangeKind, ChangeState


class Change(models.Model):
    """A change that somebody asked for, and what became of it.

    ``base`` names the definitions that were in force when it was asked for, ``contents`` those that
    an uploaded folder holds, or that came into force when it was approved. ``place`` counts the
    changes in the order in which they came into force.
    """

    kind = models.CharField(max_length=20, choices=[(one.name, one.value) for one in ChangeKind])
    state = models.CharField(
        max_length=20,
        choices=[(one.name, one.value) for one in ChangeState],
        default=ChangeState.WAITING.name,
    )
    what = models.JSONField(default=dict)
    reason = models.CharField(max_length=500)
    told = models.JSONField(default=list)
    base = models.CharField(max_length=64, blank=True)
    contents = models.CharField(max_length=64, blank=True)
    token = models.CharField(max_length=64, unique=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    place = models.PositiveIntegerField(unique=True, null=True, blank=True)

    class Meta:
        """What the domain asks for, kept by the database as well."""

        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_change_has_its_reason"),
            models.CheckConstraint(
                condition=Q(state=ChangeState.WAITING.name, decided_at__isnull=True)
                | (~Q(state=ChangeState.WAITING.name) & Q(decided_at__isnull=False)),
                name="a_change_is_decided_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=ChangeState.TAKEN.name)
                | (~Q(decided_by=F("asked_by")) & Q(place__isnull=False) & ~Q(contents="")),
                name="somebody_else_approves_a_change",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
