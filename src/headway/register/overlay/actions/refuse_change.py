"""Turn a change down, or take one's own back."""

from django.db import transaction
from django.utils import timezone

from headway.domain.definition_changes import ChangeState, check_decision
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.overlay.models import Change
from headway.register.trail.actions import record


@transaction.atomic
def refuse_change(*, number: int, note: str, by: Actor) -> None:
    """Let a change come to nothing: turned down with a note, or taken back by who asked for it.

    Raises ``DecidedAlready``, and ``Change.DoesNotExist``.
    """
    change = Change.objects.select_for_update(of=("self",)).get(pk=number)
    check_decision(ChangeState[change.state], change.asked_by_id, by.pk, take=False)
    own = change.asked_by_id == by.pk
    state = ChangeState.WITHDRAWN if own else ChangeState.REFUSED
    change.state, change.note = state.name, note
    change.decided_by, change.decided_at = by, timezone.now()
    change.save()
    record(
        verb=Verb.TURNED_CHANGE_DOWN,
        subject=f"change {number} of the definitions",
        by=by.email,
        details={"what became of it": state.value},
    )
