"""Everybody who may sign in, or could once."""

from headway.domain.calculation_results import Level, UnitRef
from headway.domain.roles import Grant, Role
from headway.register.accounts.models import User
from headway.register.accounts.people import Held, Person


def people() -> tuple[Person, ...]:
    """Give everybody with their roles, by name."""
    found = User.objects.prefetch_related("grants").order_by("name", "email")
    return tuple(as_person(one) for one in found)


def person_of(number: int) -> Person | None:
    """Give the person of a number; None where there is none."""
    found = User.objects.prefetch_related("grants").filter(pk=number).first()
    return as_person(found) if found else None


def as_person(user: User) -> Person:
    """Give a record as a value."""
    held = tuple(
        Held(
            one.pk,
            Grant(Role[one.role], UnitRef(Level[one.level], one.unit), one.since, one.until),
        )
        for one in user.grants.all()
    )
    return Person(user.pk, user.email, user.name, user.is_active, user.has_usable_password(), held)
