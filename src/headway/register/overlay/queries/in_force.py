"""What is in force, and what was before."""

from headway.register.overlay.changes import Change
from headway.register.overlay.models import Change as Record


def in_force() -> Change | None:
    """Give the change that came into force last; None where none did yet."""
    return next(iter(taken()), None)


def taken() -> tuple[Change, ...]:
    """Give every change that came into force, the last one first."""
    found = Record.objects.select_related("asked_by", "decided_by").filter(place__isnull=False)
    return tuple(Change.of(one) for one in found.order_by("-place"))
