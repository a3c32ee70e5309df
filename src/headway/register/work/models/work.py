"""A piece of work that somebody asked for: what was asked, and what came of it."""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from headway.domain.asked_work import WorkState


def opaque_name() -> str:
    """Give a name that nobody can guess: of the work's address, and of its folder if it has one."""
    return secrets.token_urlsafe(12)


class Work(models.Model):
    """One piece of work. ``kind`` is the name of a WorkKind: a new one needs no migration.

    ``form`` is the one token of the form by which it was asked for, so that a form sent twice
    asks once. ``seen_at`` is when its worker was last known to be at it.
    """

    name = models.CharField(max_length=32, unique=True, default=opaque_name, editable=False)
    kind = models.CharField(max_length=20)
    form = models.CharField(max_length=80)
    state = models.CharField(
        max_length=10,
        choices=[(one.name, one.value) for one in WorkState],
        default=WorkState.WAITING.name,
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    words = models.JSONField(default=dict)
    doing = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)
    told = models.JSONField(default=list)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Oldest first; one of a kind is worked on at a time, however many processes there are."""

        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["kind", "state"], name="work_of_a_kind"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["kind", "form"], name="a_form_sent_twice_asks_once"),
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(state=WorkState.RUNNING.name),
                name="one_of_a_kind_runs_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[WorkState.WAITING.name, WorkState.RUNNING.name],
                    ended_at__isnull=True,
                )
                | models.Q(
                    state__in=[WorkState.DONE.name, WorkState.FAILED.name],
                    ended_at__isnull=False,
                ),
                name="work_that_ended_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: {self.state}"
