"""The people of a made-up council, one of each role, so that the office can be tried."""

from collections.abc import Callable

from django.conf import settings
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.roles import Role
from headway.register.accounts.actions.make_up_person import make_up_person
from headway.services.office.made_up_commentary import make_up_commentary
from headway.services.office.made_up_editions import make_up_editions
from headway.services.office.made_up_sheets import make_up_sheets

PASSWORD = "made up council"  # noqa: S105 - of made-up people, shown on purpose
TEAM = UnitRef(Level.TEAM, "T01")
OF_A_TEAM = {Role.PRACTITIONER, Role.TEAM_MANAGER}


def add_everybody() -> list[tuple[str, str, str]]:
    """Add one person of each role where none is; give role, address and password of each."""
    for role in Role:
        article = "An" if role.value[0] in "aeio" else "A"
        make_up_person(
            email=address_of(role),
            name=f"{article} {role.value}",
            password=PASSWORD,
            role=role,
            unit=TEAM if role in OF_A_TEAM else COUNCIL,
            since=timezone.localdate(),
        )
    return [(role.value, address_of(role), PASSWORD) for role in Role]


def fill_sheets_in() -> None:
    """Have the teams' sheets filled in, each as far as it has come, where none is begun."""
    make_up_sheets(
        settings.OFFICE.data,
        settings.OFFICE.definitions,
        head=address_of(Role.HEAD_OF_SERVICE),
        first=TEAM,
        password=PASSWORD,
        today=timezone.localdate(),
    )


def comment() -> None:
    """Have a month commented on and approved, and the latest one under way, where none is."""
    make_up_commentary(
        settings.OFFICE.data,
        settings.OFFICE.definitions,
        owner=address_of(Role.INDICATOR_OWNER),
        head=address_of(Role.HEAD_OF_SERVICE),
        analyst=address_of(Role.ANALYST),
    )


def publish(tell: Callable[[str], None]) -> None:
    """Have the month that is approved published for the public and for partners."""
    make_up_editions(
        settings.OFFICE.data,
        settings.OFFICE.definitions,
        by=address_of(Role.ANALYST),
        tell=tell,
    )


def address_of(role: Role) -> str:
    """Give the address of the made-up person of a role."""
    return f"{role.value.replace(' ', '.')}@council.example"
