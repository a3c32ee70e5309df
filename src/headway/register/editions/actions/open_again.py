"""Open an approved month again."""

from django.db import transaction

from headway.domain.sign_off import SignOffStep
from headway.register.accounts.people import Actor
from headway.register.editions.actions.step import take_month_step
from headway.register.editions.models import SignOff
from headway.register.editions.standing import MonthKey


@transaction.atomic
def open_month_again(*, key: MonthKey, reason: str, version: int, token: str, by: Actor) -> None:
    """Open it again, saying why. Raises StaleMonth, and ValueError."""

    def change(record: SignOff) -> None:
        record.put_forward_by = record.approved_by = None

    take_month_step(
        key, SignOffStep.OPENED_AGAIN, change, reason=reason, version=version, token=token, by=by
    )
