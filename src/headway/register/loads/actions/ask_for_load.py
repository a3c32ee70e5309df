"""Ask for a load."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from headway.domain.trail import Verb
from headway.register.accounts.models import User
from headway.register.loads.models import Load
from headway.register.trail.actions import record


@transaction.atomic
def ask_for_load(
    *, name: str, form: str, files: Sequence[str], as_of: date | None, by: User
) -> str:
    """Put a load in the queue and give its name; a form sent twice gives the first one's.

    ``name`` is the opaque name under which the files were put aside.
    """
    before = Load.objects.filter(form=form).first()
    if before is not None:
        return before.name
    load = Load(name=name, form=form, files=list(files), as_of=as_of, asked_by=by)
    load.save()
    told = {"files": str(len(files))}
    record(verb=Verb.ASKED_FOR_LOAD, subject=f"load {load.name}", by=by.email, details=told)
    return load.name
