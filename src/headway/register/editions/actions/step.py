"""What every step of a month has in common: its order, its version, its place on the trail."""

from collections.abc import Callable

from headway.domain.sign_off import SignOffState, SignOffStep, sign_off_after
from headway.domain.trail import Verb
from headway.register.accounts.forms_sent import was_acted_on
from headway.register.accounts.people import Actor
from headway.register.editions.models import SignOff, SignOffStepTaken
from headway.register.editions.queries.months import as_stands
from headway.register.editions.standing import MonthKey, StaleMonth
from headway.register.trail.actions import record as tell

VERBS = {
    SignOffStep.PUT_FORWARD: Verb.PUT_MONTH_FORWARD,
    SignOffStep.SENT_BACK: Verb.SENT_MONTH_BACK,
    SignOffStep.APPROVED: Verb.APPROVED_MONTH,
    SignOffStep.OPENED_AGAIN: Verb.OPENED_MONTH_AGAIN,
}


def take_month_step(
    key: MonthKey,
    step: SignOffStep,
    change: Callable[[SignOff], None],
    *,
    reason: str = "",
    version: int,
    token: str,
    by: Actor,
) -> None:
    """Take a step with a month, within the caller's transaction.

    Nothing is done the second time that the same form (``token``) is sent. Raises StaleMonth
    where somebody took a step since ``version``, ValueError where the step may not follow, and
    FormUsedForAnother.
    """
    begun, _ = SignOff.objects.get_or_create(card=key.card, month=key.month.start)
    record = SignOff.objects.select_for_update().get(pk=begun.pk)
    if was_acted_on(SignOffStepTaken.objects, token, sign_off=record, step=step.name):
        return
    if record.version != version:
        raise StaleMonth(as_stands(record))
    record.state = sign_off_after(SignOffState[record.state], step, reason).name
    record.reason = reason.strip()
    change(record)
    record.version += 1
    record.save()
    SignOffStepTaken.objects.create(
        sign_off=record,
        number=record.version,
        step=step.name,
        reason=record.reason,
        token=token,
        by=by,
    )
    told = {"reason": record.reason} if record.reason else {}
    tell(verb=VERBS[step], subject=key.subject, by=by.email, details=told)
