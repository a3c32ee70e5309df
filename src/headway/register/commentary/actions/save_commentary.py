"""Save a commentary as a draft."""

from django.db import transaction

from headway.domain.bound_figures import numbers_in, still_bound
from headway.domain.commentary import CommentaryKey, Step
from headway.register.accounts.people import Actor
from headway.register.commentary.actions.step import take_step
from headway.register.commentary.bindings import kept, read
from headway.register.commentary.models import Commentary
from headway.register.commentary.written import Words


@transaction.atomic
def save_commentary(
    *, key: CommentaryKey, words: Words, version: int, token: str, by: Actor
) -> None:
    """Keep the words as a draft; what was said of numbers that are still in them stays.

    Raises Stale, and ValueError for a commentary that points to its own indicator.
    """
    if words.points_to == key.indicator:
        raise ValueError("a commentary points to another indicator, not to its own")

    def change(record: Commentary) -> None:
        numbers = numbers_in(words.text)
        bound = still_bound(read(record.bindings), numbers)
        record.text, record.points_to = words.text, words.points_to
        record.carried_from = words.carried_from
        record.bindings = kept([one for one in bound if one], key)
        record.signed_by = record.signed_at = record.submitted_by = None

    take_step(key, Step.SAVED, change, version=version, token=token, by=by)
