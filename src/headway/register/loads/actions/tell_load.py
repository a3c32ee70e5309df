"""Say how far a load has come, and what came of it."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from headway.domain.asked_load import LoadState, ToldLine
from headway.domain.trail import Verb
from headway.register.loads.models import Load
from headway.register.trail.actions import record


def tell_progress(*, name: str, doing: str) -> None:
    """Say what is being done, and that somebody is at it."""
    Load.objects.filter(name=name, state=LoadState.RUNNING.name).update(
        doing=doing[:200], seen_at=timezone.now()
    )


@transaction.atomic
def end_load(*, name: str, snapshot: str, told: Sequence[ToldLine]) -> None:
    """End a load: with the snapshot that it became, or without one where it was refused."""
    load = Load.objects.select_for_update().get(name=name)
    if LoadState[load.state].has_ended:
        return
    load.state = (LoadState.DONE if snapshot else LoadState.FAILED).name
    load.snapshot, load.doing = snapshot, ""
    load.told, load.ended_at = [asdict(one) for one in told], timezone.now()
    load.save()
    details = {"snapshot": snapshot} if snapshot else {"came of it": "not loaded"}
    by = load.asked_by.email
    record(verb=Verb.ENDED_LOAD, subject=f"load {load.name}", by=by, details=details)
