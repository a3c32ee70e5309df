"""Signing in by the council's own provider, whose answers are made up where they come in."""

import time
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client
from django.urls import reverse

from headway.domain.roles import Role
from headway.domain.trail import Verb
from headway.register.trail.models import Entry
from headway.web.council_sign_in import CLIENT, SECRET, SERVER, providers_of
from headway.web.sign_in import CouncilAdapter

PROVIDER = "https://sign-in.council.example"
KNOWN = "administrator@council.example"


class Answers:
    """What the provider answers: its description, a token, and what it says of the person."""

    def __init__(self, person, statement, *, has_statement=True):
        self.person, self.statement, self.has_statement = person, statement, has_statement

    def __enter__(self):
        return self

    def __exit__(self, *words):
        return None

    def get(self, address, headers=None):
        if address.endswith("/userinfo"):
            return self._answer(self.person)
        return self._answer(
            {
                "issuer": PROVIDER,
                "authorization_endpoint": f"{PROVIDER}/authorise",
                "token_endpoint": f"{PROVIDER}/token",
                "userinfo_endpoint": f"{PROVIDER}/userinfo",
                "jwks_uri": f"{PROVIDER}/keys",
            }
        )

    def request(self, method, address, data=None, **named):
        assert address == f"{PROVIDER}/token"
        assert data["code_verifier"]
        told = {"access_token": "a token", "token_type": "Bearer", "expires_in": 60}
        if self.has_statement:
            told["id_token"] = jwt.encode(self.statement, "k" * 32, algorithm="HS256")
        return self._answer(told)

    def _answer(self, told):
        return SimpleNamespace(
            status_code=200,
            headers={"content-type": "application/json"},
            json=lambda: told,
            raise_for_status=lambda: None,
            text="",
        )


@pytest.fixture
def come_by_council(settings, monkeypatch, db):
    settings.SOCIALACCOUNT_PROVIDERS = providers_of(
        {SERVER: PROVIDER, CLIENT: "headway", SECRET: "Zqx-7731"}
    )

    def come(*, state="", has_statement=True, said=None, **person):
        person = {"sub": "7", "email": KNOWN, "email_verified": True} | person
        statement = {"iss": PROVIDER, "aud": "headway", "sub": person["sub"]}
        statement |= {"exp": time.time() + 60, "iat": time.time()} | (said or {})
        answers = Answers(person, statement, has_statement=has_statement)
        monkeypatch.setattr(CouncilAdapter, "get_requests_session", lambda adapter: answers)
        client = Client()
        begin = reverse("openid_connect_login", kwargs={"provider_id": "council"})
        sent = client.post(begin)
        asked = parse_qs(urlsplit(sent.headers["Location"]).query)
        assert asked["code_challenge_method"] == ["S256"]
        back = reverse("openid_connect_callback", kwargs={"provider_id": "council"})
        given = {"code": "once", "state": state or asked["state"][0]}
        return client, client.get(back, given)

    return come


def is_in(client):
    return client.get("/").status_code == 200


def last():
    entry = Entry.objects.last()
    return entry.verb, entry.by, entry.details


def test_somebody_who_was_added_is_in(come_by_council, person_with):
    person_with(Role.ADMINISTRATOR)
    client, answer = come_by_council()
    assert answer.headers["Location"] == reverse("this-month")
    assert last()[:2] == (Verb.SIGNED_IN.value, KNOWN)
    assert is_in(client)


def test_their_second_sign_in_finds_them_by_the_providers_own_name(come_by_council, person_with):
    person_with(Role.ADMINISTRATOR)
    come_by_council()
    client, _ = come_by_council(email="married@council.example")
    assert is_in(client)


def test_somebody_unknown_and_somebody_unverified_are_told_alike(come_by_council, person_with):
    person_with(Role.ADMINISTRATOR)
    told = []
    for given in (
        {"email": "nobody@council.example"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": None},
    ):
        client, answer = come_by_council(**given)
        assert not is_in(client)
        verb, by, details = last()
        assert (verb, by) == (Verb.SIGN_IN_REFUSED.value, "somebody not signed in")
        assert "@" not in str(details)
        told.append((answer.status_code, answer.content))
    assert len({status for status, _ in told}) == 1
    assert all(b"You have no account here" in page for _, page in told)


@pytest.mark.parametrize(
    "said",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-service"},
        {"exp": time.time() - 3600},
        {"sub": "8"},
        {"sub": ""},
    ],
    ids=lambda said: next(iter(said)),
)
def test_a_statement_that_does_not_hold_lets_nobody_in(said, come_by_council, person_with):
    person_with(Role.ADMINISTRATOR)
    client, answer = come_by_council(said=said)
    assert "You could not be signed in" in answer.content.decode()
    assert last()[0] == Verb.SIGN_IN_REFUSED.value
    assert not is_in(client)


def test_without_a_statement_nobody_is_in(come_by_council, person_with):
    person_with(Role.ADMINISTRATOR)
    client, answer = come_by_council(has_statement=False)
    assert answer.status_code == 403
    assert not is_in(client)


def test_an_answer_that_nobody_asked_for_lets_nobody_in(come_by_council, person_with):
    person_with(Role.ADMINISTRATOR)
    client, _ = come_by_council(state="made-up")
    assert not is_in(client)


def test_a_closed_account_stays_closed(come_by_council, person_with):
    person = person_with(Role.ADMINISTRATOR)
    person.is_active = False
    person.save()
    client, _ = come_by_council()
    assert not is_in(client)


@pytest.mark.parametrize("server", [PROVIDER, f"{PROVIDER}/.well-known/openid-configuration"])
def test_the_provider_is_the_one_that_was_named(server):
    from headway.web.council_sign_in import what_is_wrong

    said = {"id_token": {"iss": PROVIDER, "sub": "7"}, "userinfo": {"sub": "7"}}
    assert what_is_wrong(said, server) == ""
    assert what_is_wrong(said, "https://sign-in.council.example.evil.example")
    assert what_is_wrong({"userinfo": {"sub": "7"}}, server)
