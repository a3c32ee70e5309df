"""The roles that somebody holds."""

from headway.domain.roles import Grant
from headway.register.accounts.models import User
from headway.register.accounts.queries.people import as_person


def grants_of(person: User) -> tuple[Grant, ...]:
    """Give every role that a person holds, held or will hold."""
    return tuple(one.grant for one in as_person(person).held)
