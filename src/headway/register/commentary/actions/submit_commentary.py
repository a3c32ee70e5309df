"""Hand a commentary to somebody else to sign off."""

from django.db import transaction

from headway.domain.commentary import CommentaryKey, Step
from headway.register.accounts.people import Actor
from headway.register.commentary.actions.step import take_step
from headway.register.commentary.models import Commentary
from headway.register.commentary.written import Words


@transaction.atomic
def submit_commentary(*, key: CommentaryKey, version: int, token: str, by: Actor) -> None:
    """Submit a draft; raises Stale, and ValueError for an empty one."""

    def change(record: Commentary) -> None:
        if not Words(record.text, record.points_to).says_something:
            raise ValueError("there is nothing in it yet")
        record.note, record.submitted_by = "", by

    take_step(key, Step.SUBMITTED, change, version=version, token=token, by=by)
