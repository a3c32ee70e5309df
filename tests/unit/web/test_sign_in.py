"""Signing in, as somebody at a keyboard meets it."""

import re
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from headway.domain.roles import Role
from headway.domain.trail import Verb
from headway.register.trail.models import Entry
from tests.unit.web.conftest import PASSWORD

SIGN_IN = "/sign-in/"


@pytest.fixture
def real_office(settings):
    """The office as a council runs it, where a second factor is asked for."""
    settings.OFFICE = replace(settings.OFFICE, demonstration=False)


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def verbs() -> list[str]:
    return list(Entry.objects.values_list("verb", flat=True))


def code_for(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_whoever_gives_address_and_password_is_in_and_on_the_trail(person_with):
    person_with(Role.ANALYST)
    client = Client()
    sent = client.post(SIGN_IN, {"login": "Analyst@Council.example", "password": PASSWORD})
    assert sent.headers["Location"] == reverse("this-month")
    assert client.get("/").status_code == 200
    assert verbs()[-1] == Verb.SIGNED_IN.value


def test_an_unknown_address_and_a_wrong_password_are_told_alike(person_with):
    person_with(Role.ANALYST)
    told = [
        text_of(Client().post(SIGN_IN, {"login": login, "password": "wrong wrong wrong"}))
        for login in ("analyst@council.example", "nobody@council.example")
    ]
    assert "is not right" in told[0]
    assert told[0].replace("analyst@", "") == told[1].replace("nobody@", "")
    assert verbs()[-2:] == [Verb.SIGN_IN_REFUSED.value] * 2
    assert "wrong wrong wrong" not in str(list(Entry.objects.values()))


def test_after_five_wrong_passwords_the_right_one_is_refused_too(person_with):
    person_with(Role.ANALYST)
    for _ in range(5):
        Client().post(SIGN_IN, {"login": "analyst@council.example", "password": "wrong"})
    last = Client().post(SIGN_IN, {"login": "analyst@council.example", "password": PASSWORD})
    assert last.status_code == 200
    assert "too many attempts" in text_of(last)


def test_a_closed_account_is_shown_no_figures(person_with):
    person = person_with(Role.ANALYST)
    client = Client()
    client.force_login(person)
    person.is_active = False
    person.save()
    assert client.get("/").status_code == 302
    sent = Client().post(SIGN_IN, {"login": person.email, "password": PASSWORD}, follow=True)
    assert "/sign-in/" in sent.request["PATH_INFO"]


@pytest.mark.usefixtures("real_office")
def test_without_a_second_factor_no_page_opens(person_with):
    client = Client()
    client.force_login(person_with(Role.ADMINISTRATOR))
    sent = client.get("/people/")
    assert sent.headers["Location"] == reverse("mfa_activate_totp")


@pytest.mark.usefixtures("real_office")
def test_a_second_factor_is_set_up_and_asked_for_ever_after(person_with):
    person = person_with(Role.ADMINISTRATOR)
    client = Client()
    client.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert client.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 200
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert client.get("/people/").status_code == 200
    kept = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)

    other = Client()
    sent = other.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert sent.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert other.get("/people/").status_code == 302


def test_secrets_of_second_factors_are_all_their_own():
    assert generate_totp_secret() != generate_totp_secret()


def test_an_invitation_sets_a_password_once(signed_in, person_with):
    invited = person_with(Role.PLAN_LEAD, email="new@council.example")
    client = signed_in(Role.ADMINISTRATOR)
    page = client.post(reverse("person-invite", kwargs={"number": invited.pk}))
    address = re.search(r"http://testserver(/sign-in/password/set/[^<\s]+)", page.content.decode())
    assert address
    theirs = Client()
    form = theirs.get(address[1], follow=True)
    where = form.request["PATH_INFO"]
    poor = theirs.post(where, {"password1": "short", "password2": "short"})
    assert "12 characters" in text_of(poor)
    common = "1q2w3e4r5t6y"  # long enough, and among the first that anybody tries
    known = theirs.post(where, {"password1": common, "password2": common})
    assert "too common" in text_of(known)
    own = invited.email.replace("@", "-at-")
    assert "too similar" in text_of(theirs.post(where, {"password1": own, "password2": own}))
    for refused in (common, own):
        sent = Client().post(SIGN_IN, {"login": invited.email, "password": refused})
        assert sent.headers.get("Location") != reverse("this-month")
    theirs.post(where, {"password1": "a heron in october", "password2": "a heron in october"})
    again = Client().get(address[1], follow=True)
    assert "This invitation has ended" in text_of(again)
    sent = Client().post(SIGN_IN, {"login": invited.email, "password": "a heron in october"})
    assert sent.headers["Location"] == reverse("this-month")


def test_every_answer_carries_the_strict_policy(client, db):
    for address in ("/sign-in/", "/no/such/page/", "/accessibility/"):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
