"""Say what the numbers of a commentary stand for."""

from collections.abc import Sequence

from django.db import transaction

from headway.domain.bound_figures import Binding
from headway.domain.commentary import CommentaryKey, Step
from headway.register.accounts.people import Actor
from headway.register.commentary.actions.step import take_step
from headway.register.commentary.bindings import kept
from headway.register.commentary.models import Commentary


@transaction.atomic
def confirm_figures(
    *, key: CommentaryKey, bindings: Sequence[Binding], version: int, token: str, by: Actor
) -> None:
    """Keep what the writer says each number stands for; raises Stale, and ValueError."""

    def change(record: Commentary) -> None:
        record.bindings = kept(bindings, key)

    take_step(key, Step.CONFIRMED, change, version=version, token=token, by=by)
