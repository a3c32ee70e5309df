"""End what nobody is at any more."""

from datetime import timedelta

from django.utils import timezone

from headway.domain.asked_work import ToldLine, WorkKind, WorkState
from headway.register.work.actions.end_work import end_work
from headway.register.work.models import Work

LOST_AFTER = timedelta(minutes=1)


def end_lost_work(kind: WorkKind, told: ToldLine) -> tuple[str, ...]:
    """End work of a kind whose worker was not heard of for a minute; give the names.

    A worker says every few seconds that it is at it, so this ends what was under way when its
    process stopped, and never what another process is at.
    """
    before = timezone.now() - LOST_AFTER
    lost = Work.objects.filter(kind=kind.name, state=WorkState.RUNNING.name, seen_at__lt=before)
    names = tuple(lost.values_list("name", flat=True))
    for name in names:
        end_work(name=name, result=None, told=[told])
    return names
