"""Say what came of a piece of work."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from headway.domain.asked_work import ToldLine, WorkKind, WorkState
from headway.domain.trail import Verb
from headway.register.trail.actions import record
from headway.register.work.models import Work


@transaction.atomic
def end_work(
    *,
    name: str,
    result: Mapping[str, Any] | None,
    told: Sequence[ToldLine] = (),
    details: Mapping[str, str] | None = None,
) -> None:
    """End a piece of work: with what it became, or without (None) where it was not done.

    What ended already stays as it is. ``details`` go on the trail.
    """
    work = Work.objects.select_for_update().get(name=name)
    if WorkState[work.state].has_ended:
        return
    work.state = (WorkState.DONE if result is not None else WorkState.FAILED).name
    work.result, work.doing = dict(result or {}), ""
    work.told, work.ended_at = [asdict(one) for one in told], timezone.now()
    work.save()
    said = dict(details or {}) if result is not None else {"came of it": "not done"}
    subject = f"{WorkKind[work.kind].value} {work.name}"
    record(verb=Verb.ENDED_WORK, subject=subject, by=work.asked_by.email, details=said)
