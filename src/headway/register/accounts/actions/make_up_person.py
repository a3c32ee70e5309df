"""Make somebody up for a demonstration: with a role and a password from the start."""

from datetime import date

from django.db import transaction

from headway.domain.calculation_results import UnitRef
from headway.domain.roles import Role
from headway.register.accounts.actions.add_person import add_person
from headway.register.accounts.actions.give_role import give_role
from headway.register.accounts.models import User

DEMONSTRATION = "the demonstration"


@transaction.atomic
def make_up_person(
    *, email: str, name: str, password: str, role: Role, unit: UnitRef, since: date
) -> None:
    """Add a made-up person who holds a role; one who is there already stays as they are."""
    if User.objects.filter(email=email).exists():
        return
    founder = User(email=DEMONSTRATION, name=DEMONSTRATION)
    person = add_person(email=email, name=name, by=founder)
    person.set_password(password)
    person.save(update_fields=["password"])
    give_role(person=person.pk, role=role, unit=unit, since=since, by=founder)
