"""A person as the rest of Headway sees them: a value, not a record."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from headway.domain.roles import Grant
from headway.register.accounts.models import User

Actor: TypeAlias = User
"""Whoever does something: actions take it as it came with the request, pages never look inside."""


@dataclass(frozen=True, slots=True)
class Held:
    """A grant with the number by which it is found again."""

    number: int
    grant: Grant


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in, or could once. ``has_password`` is no before they set one."""

    number: int
    email: str
    name: str
    is_active: bool
    has_password: bool
    held: tuple[Held, ...]

    def held_on(self, day: date) -> tuple[Held, ...]:
        """Give what they hold on a day."""
        return tuple(one for one in self.held if one.grant.holds_on(day))
