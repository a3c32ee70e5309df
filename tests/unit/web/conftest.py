"""What tests of the office get: a register of their own, and somebody of every role."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.roles import Role
from headway.register.accounts.actions.add_person import add_person
from headway.register.accounts.actions.give_role import give_role
from headway.register.accounts.models import User
from tests.unit.web.made_up_office import office_of_two_teams

TEAM = UnitRef(Level.TEAM, "T01")
PASSWORD = "three words unrelated"


@pytest.fixture(autouse=True)
def no_attempts_counted() -> None:
    """Forget the attempts to sign in that another test made."""
    cache.clear()


@pytest.fixture
def figures(settings, tmp_path: Path) -> Path:
    """The data folder of an office in which the figures of two teams are kept."""
    return office_of_two_teams(settings, tmp_path).data


@pytest.fixture
def committed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is done after a commit be done, within the transaction of the test."""
    monkeypatch.setattr(transaction, "on_commit", lambda done, **named: done())


@pytest.fixture
def founder(db: None) -> User:
    """The first administrator, whom nobody added."""
    return User.objects.create(email="first@council.example", name="The first administrator")


@pytest.fixture
def person_with(founder: User) -> Callable[..., User]:
    """Makes a person who holds these roles, each for a unit (a team where none is said)."""

    def make(
        *roles: Role, unit: UnitRef | None = None, email: str = "", since: date | None = None
    ) -> User:
        name = "-".join(role.name.lower() for role in roles) or "nobody"
        person = add_person(email=email or f"{name}@council.example", name=name, by=founder)
        person.set_password(PASSWORD)
        person.save()
        for role in roles:
            whom = COUNCIL if role.council_only else (unit or TEAM)
            day = since or timezone.localdate()
            give_role(person=person.pk, role=role, unit=whom, since=day, by=founder)
        return person

    return make


@pytest.fixture
def signed_in(person_with: Callable[..., User]) -> Callable[..., Client]:
    """Gives a browser in which somebody of these roles has signed in."""

    def make(*roles: Role, unit: UnitRef | None = None) -> Client:
        client = Client()
        client.force_login(person_with(*roles, unit=unit))
        return client

    return make
