"""Send a month back to whoever put it forward."""

from django.db import transaction

from headway.domain.sign_off import SignOffStep
from headway.register.accounts.people import Actor
from headway.register.editions.actions.step import take_month_step
from headway.register.editions.models import SignOff
from headway.register.editions.standing import MonthKey


@transaction.atomic
def send_back(*, key: MonthKey, reason: str, version: int, token: str, by: Actor) -> None:
    """Send it back, saying why; it is open again. Raises StaleMonth, and ValueError."""

    def change(record: SignOff) -> None:
        record.put_forward_by = None

    take_month_step(
        key, SignOffStep.SENT_BACK, change, reason=reason, version=version, token=token, by=by
    )
