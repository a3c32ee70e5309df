"""Approve a month for publication."""

from django.db import transaction

from headway.domain.sign_off import SignOffStep, refuse_own_approval
from headway.register.accounts.people import Actor
from headway.register.editions.actions.step import take_month_step
from headway.register.editions.models import SignOff
from headway.register.editions.standing import MonthKey


@transaction.atomic
def approve(*, key: MonthKey, version: int, token: str, by: Actor) -> None:
    """Approve what somebody else put forward. Raises StaleMonth, and ValueError for one's own."""

    def change(record: SignOff) -> None:
        refuse_own_approval(record.put_forward_by_id, by.pk)
        record.approved_by = by

    take_month_step(key, SignOffStep.APPROVED, change, version=version, token=token, by=by)
