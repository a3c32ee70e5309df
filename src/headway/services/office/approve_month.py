"""A month is approved, and what was signed off in it is frozen: both, or neither."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from headway.register.editions.queries.months import closed_months, month_stands
from headway.services.analysis.holding import holding
from headway.services.office.freeze_commentary import freeze_commentary
from headway.services.office.sign_off import MonthSent, approve_month, sign_off_shown


def approve_and_freeze(data: Path, overlay: Path | None, sent: MonthSent, due: date) -> None:
    """Approve what somebody else put forward. Raises StaleMonth, and ValueError for one's own.

    Sent twice it is done once. What is frozen first and then opened again stays where it is: the
    next approval keeps what is said then, and the latest stands.
    """
    with holding(data, by=sent.by.email, at=timezone.now()), transaction.atomic():
        closed_months([sent.key])  # held, so that nobody else approves it meanwhile
        before = month_stands(sent.key).version
        approve_month(sent)
        if month_stands(sent.key).version > before:
            shown = sign_off_shown(data, overlay, sent.key.card, sent.key.month, due)
            freeze_commentary(data, shown, sent.by)
