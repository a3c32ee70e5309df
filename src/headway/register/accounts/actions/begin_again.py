"""Let somebody begin again who lost their second factor."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from headway.domain.trail import Verb
from headway.register.accounts.models import User
from headway.register.trail.actions import record


@transaction.atomic
def begin_again(*, person: int, by: User) -> None:
    """Take somebody's second factor and password away, which ends every session of theirs.

    Both go, so that whoever learned the password cannot set a second factor up in their place: the
    person comes back by a new invitation. ValueError for one's own account: another administrator
    does it, so that a session left open is not enough.
    """
    if person == by.pk:
        raise ValueError("nobody does this for their own account: ask another administrator")
    held = User.objects.select_for_update().get(pk=person)
    Authenticator.objects.filter(user=held).delete()
    held.set_unusable_password()
    held.save(update_fields=["password"])
    record(verb=Verb.TOOK_FACTOR_AWAY, subject=held.email, by=by.email)
