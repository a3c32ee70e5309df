"""Changes of the council's own definitions."""

from headway.domain.definition_changes import ChangeState
from headway.register.overlay.changes import Change
from headway.register.overlay.models import Change as Record


def changes(state: ChangeState | None = None, limit: int = 200) -> tuple[Change, ...]:
    """Give the newest changes first; those of one state where it is named."""
    found = Record.objects.select_related("asked_by", "decided_by")
    if state is not None:
        found = found.filter(state=state.name)
    return tuple(Change.of(one) for one in found.order_by("-pk")[:limit])


def change_of(number: int) -> Change | None:
    """Give the change of a number; None where there is none."""
    found = Record.objects.select_related("asked_by", "decided_by").filter(pk=number).first()
    return Change.of(found) if found else None
