"""Close an account, and open it again."""

from django.db import transaction

from headway.domain.trail import Verb
from headway.register.accounts.models import User
from headway.register.trail.actions import record


@transaction.atomic
def close_account(*, person: int, by: User) -> None:
    """Let somebody sign in no more; what they did stays. ValueError for one's own account."""
    if person == by.pk:
        raise ValueError("nobody closes their own account: ask another administrator")
    _set(person, is_active=False, verb=Verb.CLOSED_ACCOUNT, by=by)


@transaction.atomic
def open_account(*, person: int, by: User) -> None:
    """Let somebody sign in again whose account was closed."""
    _set(person, is_active=True, verb=Verb.OPENED_ACCOUNT, by=by)


def _set(person: int, *, is_active: bool, verb: Verb, by: User) -> None:
    held = User.objects.select_for_update().get(pk=person)
    if held.is_active is is_active:
        return
    held.is_active = is_active
    held.save(update_fields=["is_active"])
    record(verb=verb, subject=held.email, by=by.email)
