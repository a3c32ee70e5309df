"""The roles that somebody holds."""

from headway.domain.calculation_results import Level, UnitRef
from headway.domain.roles import Grant, Role
from headway.register.accounts.models import User


def grants_of(person: User) -> tuple[Grant, ...]:
    """Give every role that a person holds, held or will hold."""
    return tuple(
        Grant(Role[one.role], UnitRef(Level[one.level], one.unit), one.since, one.until)
        for one in person.grants.all()
    )
