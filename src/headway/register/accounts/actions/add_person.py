"""Add a person."""

from django.db import transaction

from headway.domain.trail import Verb
from headway.register.accounts.models import User
from headway.register.trail.actions import record


class AlreadyThere(ValueError):
    """Somebody with this address has been added before."""


@transaction.atomic
def add_person(*, email: str, name: str, by: User) -> User:
    """Add somebody who may sign in once they have set a password, and give them back.

    They can do nothing until they are given a role. Raises ``AlreadyThere`` where somebody has
    the address, in whatever letters.
    """
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise AlreadyThere(email)
    person = User(email=email.strip().lower(), name=" ".join(name.split()))
    person.set_unusable_password()
    person.full_clean()
    person.save()
    record(verb=Verb.ADDED_PERSON, subject=person.email, by=by.email)
    return person
