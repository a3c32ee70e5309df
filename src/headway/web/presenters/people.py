"""People as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from headway.register.accounts.people import Person


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
    def of(cls, person: Person, day: date) -> Self:
        """Make the row of a person."""
        held = [
            GrantLine(
                one.number,
                one.grant.role.value,
                one.grant.unit.label({}),
                one.grant.since,
            )
            for one in person.held_on(day)
        ]
        return cls(
            person.number,
            person.name,
            person.email,
            person.is_active,
            person.has_password,
            tuple(held),
        )


def rows_of(people: Iterable[Person], day: date) -> tuple[PersonRow, ...]:
    """Make a row of each person."""
    return tuple(PersonRow.of(one, day) for one in people)
