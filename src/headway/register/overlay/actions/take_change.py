"""Approve a change, which comes into force with that."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from headway.domain.definition_changes import ChangeState, check_decision
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.overlay.changes import Change as ChangeValue
from headway.register.overlay.models import Change
from headway.register.trail.actions import record


@transaction.atomic
def take_change(
    *, number: int, note: str, build: Callable[[ChangeValue, str], str], by: Actor
) -> str:
    """Approve a change; give the name of the definitions that are in force from now on.

    ``build`` makes the definitions of the change and of what is in force (whose name it is given,
    empty where no change came into force yet), and gives their name; what it raises stops the
    approval. Raises ``DecidedAlready``, ``NotByOneself``, and ``Change.DoesNotExist``.
    """
    # Approvals follow one another: each is made on what the one before left in force.
    list(Change.objects.select_for_update().filter(place__isnull=False).values_list("pk"))
    change = Change.objects.select_for_update(of=("self",)).get(pk=number)
    check_decision(ChangeState[change.state], change.asked_by_id, by.pk, take=True)
    last = Change.objects.filter(place__isnull=False).order_by("-place").first()
    contents = build(ChangeValue.of(change), last.contents if last else "")
    change.state = ChangeState.TAKEN.name
    change.contents, change.note = contents, note
    change.decided_by, change.decided_at = by, timezone.now()
    change.place = (Change.objects.aggregate(most=Max("place"))["most"] or 0) + 1
    change.save()
    record(
        verb=Verb.APPROVED_CHANGE,
        subject=f"change {number} of the definitions",
        by=by.email,
        details={"definitions": contents, "asked by": change.asked_by.email},
    )
    return contents
