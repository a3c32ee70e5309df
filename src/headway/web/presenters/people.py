"""People as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from headway.domain.calculation_results import Level, UnitRef
from headway.domain.roles import Role
from headway.register.accounts.models import User


@dataclass(frozen=True, slots=True)
class GrantLine:
    """One role as a line: what it is, for whom, since when."""

    number: int
    role: str
    unit: str
    since: date


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person with the roles held on a day."""

    number: int
    name: str
    email: str
    is_active: bool
    may_sign_in: bool
    grants: tuple[GrantLine, ...]

    @classmethod
    def of(cls, person: User, day: date) -> Self:
        """Make the row of a person."""
        held = [
            GrantLine(
                one.pk,
                Role[one.role].value,
                UnitRef(Level[one.level], one.unit).label({}),
                one.since,
            )
            for one in person.grants.all()
            if one.since <= day and (one.until is None or day < one.until)
        ]
        return cls(
            person.pk,
            person.name,
            person.email,
            person.is_active,
            person.has_usable_password(),
            tuple(held),
        )


def rows_of(people: Iterable[User], day: date) -> tuple[PersonRow, ...]:
    """Make a row of each person."""
    return tuple(PersonRow.of(one, day) for one in people)
