"""Who was added and has never signed in."""

from headway.register.accounts.models import User
from headway.register.accounts.people import Person
from headway.register.accounts.queries.people import as_person


def not_yet_in() -> tuple[Person, ...]:
    """Give everybody who may sign in, has no password yet, and never came in otherwise."""
    found = User.objects.filter(is_active=True, last_login=None).prefetch_related("grants")
    return tuple(one for one in map(as_person, found.order_by("name")) if not one.has_password)
