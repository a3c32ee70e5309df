"""A load that somebody asked for: the files handed over, and what came of them."""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from headway.domain.asked_load import LoadState


def opaque_name() -> str:
    """Give a name that nobody can guess: of the load's address, and of its folder."""
    return secrets.token_urlsafe(12)


class Load(models.Model):
    """One load. Its files lie in a folder of its name until it has ended.

    ``form`` is the one token of the form by which it was asked for, so that a form sent twice
    asks once. ``seen_at`` is when its worker last said that it is at it.
    """

    name = models.CharField(max_length=32, unique=True, default=opaque_name, editable=False)
    form = models.CharField(max_length=64, unique=True)
    state = models.CharField(
        max_length=10,
        choices=[(one.name, one.value) for one in LoadState],
        default=LoadState.WAITING.name,
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    as_of = models.DateField(null=True, blank=True)
    files = models.JSONField()
    doing = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    snapshot = models.CharField(max_length=80, blank=True)
    told = models.JSONField(default=list)

    class Meta:
        """Oldest first; one is worked on at a time."""

        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=LoadState.RUNNING.name),
                name="one_load_runs_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[LoadState.WAITING.name, LoadState.RUNNING.name],
                    ended_at__isnull=True,
                )
                | models.Q(
                    state__in=[LoadState.DONE.name, LoadState.FAILED.name],
                    ended_at__isnull=False,
                ),
                name="a_load_that_ended_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"
