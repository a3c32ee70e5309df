"""What every step of a commentary has in common: its order, its version, its place on the trail."""

from collections.abc import Callable

from headway.domain.commentary import CommentaryKey, CommentaryState, Step, state_after
from headway.domain.trail import Verb
from headway.register.accounts.forms_sent import was_acted_on
from headway.register.accounts.people import Actor
from headway.register.commentary.models import Commentary, Version
from headway.register.commentary.queries.as_written import as_written, fields_of
from headway.register.commentary.written import Stale
from headway.register.trail.actions import record as tell

VERBS = {
    Step.SAVED: Verb.SAVED_COMMENTARY,
    Step.SUBMITTED: Verb.SUBMITTED_COMMENTARY,
    Step.RETURNED: Verb.RETURNED_COMMENTARY,
    Step.SIGNED: Verb.SIGNED_COMMENTARY,
}


def take_step(
    key: CommentaryKey,
    step: Step,
    change: Callable[[Commentary], None],
    *,
    version: int,
    token: str,
    by: Actor,
) -> None:
    """Take a step with a commentary, within the caller's transaction.

    Nothing is done the second time that the same form (``token``) is sent. Raises Stale where
    somebody changed the commentary since ``version``, ValueError where the step may not follow, and
    FormUsedForAnother.
    """
    record = _found_or_begun(key)
    if was_acted_on(Version.objects, token, commentary=record, step=step.name):
        return
    if record.version == 0 != version:
        raise ValueError("nothing is written yet")
    if record.version != version:
        raise Stale(as_written(record))
    record.state = state_after(CommentaryState[record.state], step).name
    change(record)
    record.version += 1
    record.save()
    Version.objects.create(
        commentary=record,
        number=record.version,
        step=step.name,
        text=record.text,
        points_to=record.points_to,
        bindings=record.bindings,
        note=record.note,
        token=token,
        by=by,
    )
    if step in VERBS:
        told = {"version": str(record.version)}
        tell(verb=VERBS[step], subject=key.subject, by=by.email, details=told)


def _found_or_begun(key: CommentaryKey) -> Commentary:
    """Give the record, held for this transaction alone; of two who begin it one comes second."""
    begun, _ = Commentary.objects.get_or_create(**fields_of(key))
    return Commentary.objects.select_for_update().get(pk=begun.pk)
