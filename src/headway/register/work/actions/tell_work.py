"""Say how far a piece of work has come, and that somebody is at it."""

from collections.abc import Collection

from django.utils import timezone

from headway.domain.asked_work import WorkState
from headway.register.work.models import Work


def tell_progress(*, name: str, doing: str) -> None:
    """Say what is being done."""
    Work.objects.filter(name=name, state=WorkState.RUNNING.name).update(
        doing=doing[:200], seen_at=timezone.now()
    )


def tell_alive(names: Collection[str]) -> None:
    """Say that the worker of each of these is still at it."""
    Work.objects.filter(name__in=names, state=WorkState.RUNNING.name).update(seen_at=timezone.now())
