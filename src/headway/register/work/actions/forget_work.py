"""Forget what came of work that is kept for a time only."""

from datetime import timedelta

from django.utils import timezone

from headway.domain.asked_work import WorkKind
from headway.register.work.models import Work


def forget_work(kind: WorkKind, after: timedelta) -> int:
    """Empty what came of the work of a kind that ended so long ago; give how many there were.

    Who asked for what and when stays.
    """
    now = timezone.now()
    old = Work.objects.filter(kind=kind.name, ended_at__lt=now - after, forgotten_at=None)
    return old.update(result={}, told=[], forgotten_at=now) if old.exists() else 0


def forget_at_once(*, name: str) -> None:
    """Empty what came of one piece of work that has served."""
    work = Work.objects.filter(name=name, ended_at__isnull=False, forgotten_at=None)
    work.update(result={}, told=[], forgotten_at=timezone.now())
