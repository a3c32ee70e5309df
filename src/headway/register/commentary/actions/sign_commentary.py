"""Sign a commentary off."""

from django.db import transaction
from django.utils import timezone

from headway.domain.commentary import CommentaryKey, Step, refuse_own_signature
from headway.register.accounts.people import Actor
from headway.register.commentary.actions.step import take_step
from headway.register.commentary.models import Commentary
from headway.register.commentary.queries.as_written import writers_of


@transaction.atomic
def sign_commentary(*, key: CommentaryKey, version: int, token: str, by: Actor) -> None:
    """Sign off what somebody else submitted; raises Stale, and ValueError for one's own words."""

    def change(record: Commentary) -> None:
        refuse_own_signature(writers_of(list(record.versions.all())), by.pk)
        record.signed_by, record.signed_at = by, timezone.now()

    take_step(key, Step.SIGNED, change, version=version, token=token, by=by)
