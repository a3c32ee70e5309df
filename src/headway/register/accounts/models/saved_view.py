"""What somebody chose to look at, under a name that says nothing."""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models


def opaque_name() -> str:
    """Give a name that nobody can guess, and that says nothing of what it stands for."""
    return secrets.token_urlsafe(12)


class SavedView(models.Model):
    """A page and the choices made on it, so that a link can be shared without showing them.

    The same choices on the same page have one name: ``digest`` is theirs.
    """

    name = models.CharField(max_length=32, unique=True, default=opaque_name, editable=False)
    page = models.CharField(max_length=60)
    choices = models.JSONField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One name for the same choices."""

        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["page", "digest"], name="a_view_is_saved_once")
        ]

    def __str__(self) -> str:
        return self.name
