"""Who is asked about which indicator: its named owners, else everybody who holds the role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from headway.domain.calculation_results import COUNCIL
from headway.domain.commentary import MAY_WRITE
from headway.domain.roles import Role
from headway.register.accounts.people import Person
from headway.register.accounts.queries.people import people
from headway.register.commentary.queries.owners import owned_on


@dataclass(frozen=True, slots=True)
class Owners:
    """Those who may write for the council on a day, and which indicators are whose.

    ``named`` gives for an indicator the numbers of those who own it and hold the role. Somebody
    who owns one and no longer holds the role is asked for nothing: the others are asked again.
    """

    holders: tuple[Person, ...]
    named: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def of(self, indicator: str) -> tuple[Person, ...]:
        """Give those who are asked to say why the indicator's figures are what they are."""
        named = self.named.get(indicator)
        if not named:
            return self.holders
        return tuple(one for one in self.holders if one.number in named)

    def asks(self, person: int, indicator: str) -> bool:
        """Whether somebody is asked about an indicator."""
        return any(one.number == person for one in self.of(indicator))


def owners_on(day: date) -> Owners:
    """Give who is asked about each indicator on a day."""
    found = holders(MAY_WRITE, day)
    able = {one.number for one in found}
    named: dict[str, frozenset[int]] = {}
    for one in owned_on(day):
        if one.person in able:
            named[one.indicator] = named.get(one.indicator, frozenset()) | {one.person}
    return Owners(found, named)


def holders(roles: frozenset[Role], today: date) -> tuple[Person, ...]:
    """Give those who hold one of the roles for the whole council on a day."""
    return tuple(
        person
        for person in people()
        if person.is_active
        and any(
            one.grant.role in roles and one.grant.unit == COUNCIL for one in person.held_on(today)
        )
    )
