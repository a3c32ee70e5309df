"""Take the load that waits longest."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from headway.domain.asked_load import AskedLoad, LoadState
from headway.register.loads.models import Load
from headway.register.loads.queries.loads import as_asked_load

GONE_AFTER = timedelta(minutes=15)
STOPPED = {
    "place": "The office",
    "found": "The office was stopped while the load was under way",
    "next_step": "Look under Data whether it is the current load; if not, hand the files over"
    " again",
}


def take_load() -> AskedLoad | None:
    """Give a load to whoever asks, and to nobody else; None where none waits or one is under way.

    One whose worker has not been heard of for a quarter of an hour is told as not loaded.
    """
    try:
        with transaction.atomic():
            _end_the_lost()
            waiting = Load.objects.filter(state=LoadState.WAITING.name).first()
            if waiting is None:
                return None
            taken = Load.objects.filter(pk=waiting.pk, state=LoadState.WAITING.name).update(
                state=LoadState.RUNNING.name, seen_at=timezone.now(), doing="beginning"
            )
    except IntegrityError:  # another one is under way
        return None
    return as_asked_load(Load.objects.get(pk=waiting.pk)) if taken else None


def end_the_stopped() -> tuple[str, ...]:
    """Tell every load that is under way as not loaded: at the start of the only worker.

    Gives their names, so that their files can be removed.
    """
    return _end(Load.objects.filter(state=LoadState.RUNNING.name).values_list("name", flat=True))


def _end_the_lost() -> tuple[str, ...]:
    before = timezone.now() - GONE_AFTER
    running = Load.objects.filter(state=LoadState.RUNNING.name, seen_at__lt=before)
    return _end(running.values_list("name", flat=True))


def _end(names: "object") -> tuple[str, ...]:
    found = tuple(str(one) for one in names)  # type: ignore[attr-defined]
    Load.objects.filter(name__in=found).update(
        state=LoadState.FAILED.name, ended_at=timezone.now(), doing="", told=[STOPPED]
    )
    return found
