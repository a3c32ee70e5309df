"""Close a period for a sheet, and open it again."""

from datetime import date
from typing import Any

from django.db import transaction

from headway.domain.periods import Period
from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.entries.models import Closing
from headway.register.trail.actions import record


@transaction.atomic
def close_period(
    *, sheet: str, period: Period, is_closed: bool, reason: str, on: date, by: Actor
) -> int:
    """Close a period of a sheet for every unit, or open it again, and give its version then.

    Raises ValueError without a reason. A period that is so already stays as it is: 0 is given.
    """
    if not reason.strip():
        raise ValueError("a period is closed, and opened again, for a reason")
    named: dict[str, Any] = {"sheet": sheet, "kind": period.kind.name, "starts": period.start}
    found = Closing.objects.select_for_update().filter(**named).first()
    if (found.is_closed if found else False) == is_closed:
        return 0
    version = found.version + 1 if found else 1
    kept: dict[str, Any] = {"is_closed": is_closed, "reason": reason.strip(), "on": on, "by": by}
    kept["version"] = version
    Closing.objects.update_or_create(**named, defaults=kept)
    verb = Verb.CLOSED_PERIOD if is_closed else Verb.OPENED_PERIOD
    told = {"reason": reason.strip()}
    record(verb=verb, subject=f"sheet {sheet}, {period}", by=by.email, details=told)
    return version
