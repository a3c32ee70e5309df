"""Where months stand."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from headway.domain.periods import month_of
from headway.domain.sign_off import SignOffState, SignOffStep
from headway.register.editions.models import SignOff
from headway.register.editions.standing import MonthKey, MonthStands, StepTaken


def month_stands(key: MonthKey) -> MonthStands:
    """Say where a month stands; one that nobody touched is open."""
    found = _with_steps().filter(card=key.card, month=key.month.start).first()
    return as_stands(found) if found else MonthStands(key, SignOffState.OPEN, "", 0)


def closed_months(keys: Iterable[MonthKey]) -> tuple[MonthStands, ...]:
    """Give those of these months that are closed; they stay as they are until the transaction ends.

    Whoever changes what a month holds asks this first, within the transaction of the change.
    """
    found = []
    for key in sorted(set(keys), key=lambda one: (one.card, one.month)):
        begun, _ = SignOff.objects.get_or_create(card=key.card, month=key.month.start)
        held = SignOff.objects.select_for_update().get(pk=begun.pk)
        if SignOffState[held.state].is_closed:
            found.append(as_stands(held))
    return tuple(found)


def as_stands(record: SignOff) -> MonthStands:
    """Give a record as a value."""
    return MonthStands(
        MonthKey(record.card, month_of(record.month)),
        SignOffState[record.state],
        record.reason,
        record.version,
        record.put_forward_by_id,
        tuple(
            StepTaken(SignOffStep[one.step], one.reason, one.by.name, one.at)
            for one in record.steps.all()
        ),
    )


def _with_steps() -> QuerySet[SignOff]:
    return SignOff.objects.prefetch_related("steps__by")


def cards_begun(since: date) -> frozenset[str]:
    """Name the scorecards of which a month was put forward, among the months from a day on."""
    found = SignOff.objects.filter(version__gt=0, month__gte=since)
    return frozenset(found.values_list("card", flat=True).distinct())
