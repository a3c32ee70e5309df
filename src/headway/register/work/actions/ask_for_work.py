"""Ask for a piece of work."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from headway.domain.asked_work import WorkKind
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.trail.actions import record
from headway.register.work.models import Work
from headway.register.work.models.work import opaque_name


@transaction.atomic
def ask_for_work(
    *,
    kind: WorkKind,
    form: str,
    words: Mapping[str, Any],
    by: Actor,
    details: Mapping[str, str] | None = None,
    name: str = "",
) -> str:
    """Put a piece of work in the queue and give its name; a form sent twice gives the first one's.

    ``words`` are what its runner needs to know, as JSON can hold it. ``details`` go on the trail.
    ``name`` is an opaque name that was given out already, for files that were put aside.
    """
    given = {"name": name or opaque_name(), "words": dict(words), "asked_by": by}
    work, is_new = Work.objects.get_or_create(kind=kind.name, form=form, defaults=given)
    if is_new:
        subject = f"{kind.value} {work.name}"
        record(verb=Verb.ASKED_FOR_WORK, subject=subject, by=by.email, details=details)
    return work.name
