"""People and their roles, as an administrator works with them."""

from datetime import date

import pytest
from django.urls import reverse

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.roles import Grant, Role
from headway.register.accounts.models import User
from headway.register.accounts.queries.grants_of import grants_of


def test_a_person_is_added_and_given_a_role_for_a_team(signed_in):
    client = signed_in(Role.ADMINISTRATOR)
    client.post(reverse("person-add"), {"name": "New person", "email": "New@council.example"})
    person = User.objects.get(email="new@council.example")
    client.post(
        reverse("person-give-role", kwargs={"number": person.pk}),
        {"role": "TEAM_MANAGER", "level": "TEAM", "unit": "T03"},
    )
    (grant,) = grants_of(person)
    assert (grant.role, grant.unit) == (Role.TEAM_MANAGER, UnitRef(Level.TEAM, "T03"))
    assert "team manager, team T03" in client.get(reverse("people")).content.decode()


def test_an_address_that_is_there_already_is_told_in_whatever_letters(signed_in, person_with):
    person_with(Role.ANALYST)
    page = signed_in(Role.ADMINISTRATOR).post(
        reverse("person-add"), {"name": "Somebody", "email": "ANALYST@council.example"}
    )
    assert page.status_code == 422
    assert "has been added already" in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"role": "BOARD_MEMBER", "level": "TEAM", "unit": "T03"}, "held for the whole council"),
        ({"role": "ANALYST", "level": "TEAM", "unit": " "}, "Enter the identifier of the team"),
        ({"role": "ANALYST", "level": "COUNCIL", "unit": "T03"}, "leave this empty"),
        ({"role": "NOBODY", "level": "COUNCIL", "unit": ""}, "Select a valid choice"),
    ],
)
def test_a_role_that_does_not_fit_is_refused_with_the_reason(signed_in, person_with, sent, told):
    person = person_with(Role.ANALYST)
    page = signed_in(Role.ADMINISTRATOR).post(
        reverse("person-give-role", kwargs={"number": person.pk}), sent
    )
    assert page.status_code == 422
    assert told in page.content.decode()
    assert len(grants_of(person)) == 1


def test_a_role_that_ended_opens_nothing(signed_in, person_with, client):
    person = person_with(Role.TRAIL_AUDITOR)
    client.force_login(person)
    assert client.get(reverse("trail")).status_code == 200
    held = person.grants.get()
    held.since = held.since.replace(year=held.since.year - 1)
    held.save()
    named = {"number": person.pk, "grant": held.pk}
    signed_in(Role.ADMINISTRATOR).post(reverse("person-end-role", kwargs=named))
    assert client.get(reverse("trail")).status_code == 403


def test_nobody_closes_their_own_account(signed_in, founder):
    client = signed_in(Role.ADMINISTRATOR)
    own = User.objects.get(email="administrator@council.example")
    client.post(reverse("person-close", kwargs={"number": own.pk}))
    own.refresh_from_db()
    assert own.is_active
    client.post(reverse("person-close", kwargs={"number": founder.pk}))
    founder.refresh_from_db()
    assert not founder.is_active


def test_a_grant_of_the_board_is_for_the_council_alone():
    Grant(Role.BOARD_MEMBER, COUNCIL, date(2026, 11, 21))
    with pytest.raises(ValueError, match="whole council"):
        Grant(Role.BOARD_MEMBER, UnitRef(Level.TEAM, "T01"), date(2026, 11, 21))
