"""Everybody who may sign in, or could once."""

from headway.register.accounts.models import User


def people() -> tuple[User, ...]:
    """Give everybody with their roles, by name."""
    return tuple(User.objects.prefetch_related("grants").order_by("name", "email"))


def person_of(number: int) -> User | None:
    """Give the person of a number; None where there is none."""
    return User.objects.prefetch_related("grants").filter(pk=number).first()
