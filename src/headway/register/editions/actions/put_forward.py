"""Put a month forward for approval."""

from django.db import transaction

from headway.domain.sign_off import SignOffStep
from headway.register.accounts.people import Actor
from headway.register.editions.actions.step import take_month_step
from headway.register.editions.models import SignOff
from headway.register.editions.standing import MonthKey


@transaction.atomic
def put_forward(*, key: MonthKey, reason: str, version: int, token: str, by: Actor) -> None:
    """Put it forward; ``reason`` says why with gaps, where there are any. Raises StaleMonth."""

    def change(record: SignOff) -> None:
        record.put_forward_by = by

    take_month_step(
        key, SignOffStep.PUT_FORWARD, change, reason=reason, version=version, token=token, by=by
    )
