"""Add the first administrator, whom nobody in the office can add."""

from datetime import date

from django.db import transaction

from headway.domain.calculation_results import COUNCIL
from headway.domain.roles import Role
from headway.register.accounts.actions.add_person import add_person
from headway.register.accounts.actions.give_role import give_role
from headway.register.accounts.actions.invite import invite
from headway.register.accounts.models import Grant, User

SETTER_UP = "whoever set the office up"


@transaction.atomic
def first_administrator(*, email: str, name: str, since: date) -> tuple[str, str] | None:
    """Add an administrator where there is none, and give what their invitation is made of.

    None where the office has one already: people are added there.
    """
    if Grant.objects.filter(role=Role.ADMINISTRATOR.name, until=None).exists():
        return None
    founder = User(email=SETTER_UP, name=SETTER_UP)
    person = add_person(email=email, name=name, by=founder)
    give_role(person=person.pk, role=Role.ADMINISTRATOR, unit=COUNCIL, since=since, by=founder)
    return invite(person=person.pk, by=founder)
