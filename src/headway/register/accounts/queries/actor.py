"""Whoever signs in with an address, as actions take them."""

from headway.register.accounts.models import User
from headway.register.accounts.people import Actor


def actor_of(email: str) -> Actor | None:
    """Give who signs in with an address; None where nobody does."""
    return User.objects.filter(email__iexact=email).first()
