"""The people of a made-up council, one of each role, so that the office can be tried."""

from django.db import transaction
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.roles import Role
from headway.register.accounts.actions.add_person import add_person
from headway.register.accounts.actions.give_role import give_role
from headway.register.accounts.models import User

PASSWORD = "made up council"  # noqa: S105 - of made-up people, shown on purpose
TEAM = UnitRef(Level.TEAM, "T01")
OF_A_TEAM = {Role.PRACTITIONER, Role.TEAM_MANAGER}


def add_everybody() -> list[tuple[str, str, str]]:
    """Add one person of each role where none is; give role, address and password of each."""
    for role in (Role.ADMINISTRATOR, *Role):
        if not User.objects.filter(email=address_of(role)).exists():
            _add(role)
    return [(role.value, address_of(role), PASSWORD) for role in Role]


def address_of(role: Role) -> str:
    """Give the address of the made-up person of a role."""
    return f"{role.value.replace(' ', '.')}@council.example"


@transaction.atomic
def _add(role: Role) -> None:
    administrator = User.objects.filter(email=address_of(Role.ADMINISTRATOR)).first()
    founder = administrator or User(email="the demonstration", name="The demonstration")
    person = add_person(
        email=address_of(role), name=f"A {role.value}".replace("A a", "An a"), by=founder
    )
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    unit = TEAM if role in OF_A_TEAM else COUNCIL
    give_role(person=person, role=role, unit=unit, since=timezone.localdate(), by=person)
