"""Give a commentary back to its owner, with a note."""

from django.db import transaction

from headway.domain.commentary import CommentaryKey, Step
from headway.register.accounts.people import Actor
from headway.register.commentary.actions.step import take_step
from headway.register.commentary.models import Commentary


@transaction.atomic
def return_commentary(
    *, key: CommentaryKey, note: str, version: int, token: str, by: Actor
) -> None:
    """Return it, saying why; raises Stale, and ValueError without a note."""
    if not note.strip():
        raise ValueError("say what is missing, so that its owner knows what to do")

    def change(record: Commentary) -> None:
        record.note = note.strip()
        record.signed_by = record.signed_at = record.submitted_by = None

    take_step(key, Step.RETURNED, change, version=version, token=token, by=by)
