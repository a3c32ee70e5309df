"""Ask for a change of the council's own definitions."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from headway.domain.definition_changes import ChangeKind
from headway.domain.trail import Verb
from headway.register.accounts.forms_sent import was_acted_on
from headway.register.accounts.people import Actor
from headway.register.overlay.models import Change
from headway.register.trail.actions import record


@transaction.atomic
def ask_for_change(
    *,
    kind: ChangeKind,
    what: Mapping[str, str],
    reason: str,
    told: Sequence[str],
    base: str,
    contents: str,
    token: str,
    by: Actor,
) -> int:
    """Keep a change until somebody else decides on it, and give its number.

    The same form sent twice (the same ``token``) asks once. Raises FormUsedForAnother.
    """
    was_acted_on(Change.objects, token, kind=kind.name, what=dict(what), asked_by=by)
    change, is_new = Change.objects.get_or_create(
        token=token,
        defaults={
            "kind": kind.name,
            "what": dict(what),
            "reason": reason,
            "told": list(told),
            "base": base,
            "contents": contents,
            "asked_by": by,
        },
    )
    if is_new:
        record(
            verb=Verb.ASKED_FOR_CHANGE,
            subject=f"change {change.pk} of the definitions",
            by=by.email,
            details={"kind": kind.value, "reason": reason},
        )
    return int(change.pk)
