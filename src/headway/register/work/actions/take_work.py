"""Take the piece of work of a kind that waits longest."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from headway.domain.asked_work import AskedWork, WorkKind, WorkState
from headway.register.work.models import Work
from headway.register.work.queries.work import as_asked_work


def take_work(kind: WorkKind) -> AskedWork | None:
    """Give work to whoever asks, and to nobody else; None where none waits or one is under way."""
    waiting = Work.objects.filter(kind=kind.name, state=WorkState.WAITING.name).first()
    if waiting is None:
        return None
    try:
        with transaction.atomic():
            taken = Work.objects.filter(pk=waiting.pk, state=WorkState.WAITING.name).update(
                state=WorkState.RUNNING.name, seen_at=timezone.now(), doing="beginning"
            )
    except IntegrityError:  # another one of the kind is under way
        return None
    return as_asked_work(Work.objects.get(pk=waiting.pk)) if taken else None
