"""Give somebody a role for a unit."""

from datetime import date

from django.db import transaction

from headway.domain.calculation_results import UnitRef
from headway.domain.roles import Grant as GrantValue
from headway.domain.roles import Role
from headway.domain.trail import Verb
from headway.register.accounts.models import Grant, User
from headway.register.trail.actions import record


@transaction.atomic
def give_role(*, person: int, role: Role, unit: UnitRef, since: date, by: User) -> None:
    """Give a role for a unit from a day on; one that is held already stays as it is.

    Raises ValueError where the role cannot be held for such a unit.
    """
    value = GrantValue(role, unit, since)
    whose = User.objects.get(pk=person)
    _, is_new = Grant.objects.get_or_create(
        user=whose,
        role=role.name,
        level=unit.level.name,
        unit=unit.id,
        until=None,
        defaults={"since": value.since},
    )
    if is_new:
        told = {"role": role.value, "unit": unit.label({}), "from": since.isoformat()}
        record(verb=Verb.GAVE_ROLE, subject=whose.email, by=by.email, details=told)
