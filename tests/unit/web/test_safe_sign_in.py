"""What keeps strangers out: addresses nobody verified, sessions left open, guesses and timing."""

import re
import time
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as django_settings
from django.contrib.auth.hashers import BasePasswordHasher, MD5PasswordHasher
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headway.domain.problems import Refused
from headway.domain.roles import Role
from headway.register.trail.models import Entry
from headway.web.council_sign_in import (
    CLIENT,
    NAME,
    SECRET,
    SECRET_FILE,
    SERVER,
    VOUCHES,
    providers_of,
    vouches,
)
from headway.web.middleware.limits import BEGUN, IDLE, LONGEST, SEEN
from headway.web.server import _behind, invite_first
from headway.web.sign_in import CouncilAdapter
from tests.unit.web.conftest import PASSWORD

PROVIDER = SimpleNamespace(app=SimpleNamespace(settings={"email_authentication": True}))


def found_by(address: str, verified: object):
    one = EmailAddress(email=address, verified=verified)
    login = SimpleNamespace(email_addresses=[one], provider=PROVIDER)
    return CouncilAdapter().authenticate_by_email(login)


def test_only_an_address_that_the_provider_verified_is_somebody(person_with, db):
    person = person_with(Role.ADMINISTRATOR)
    assert found_by(person.email, True) == (person, person.email)
    for claimed in (False, None, "false", "true", 0, 1, "yes"):
        assert found_by(person.email, claimed) is None, claimed
    assert found_by("nobody@council.example", True) is None


def test_addresses_are_taken_on_trust_only_where_the_council_vouches_for_them(settings):
    assert CouncilAdapter().is_email_verified(PROVIDER, "a@council.example") is False
    settings.COUNCIL_VOUCHES_FOR_ADDRESSES = True
    assert CouncilAdapter().is_email_verified(PROVIDER, "a@council.example") is True
    assert not vouches({})
    assert vouches({VOUCHES: "yes"})


def test_nobody_signs_up_by_the_councils_own_sign_in():
    assert CouncilAdapter().is_open_for_signup(None, None) is False
    assert django_settings.SOCIALACCOUNT_AUTO_SIGNUP is False


def test_the_provider_comes_from_the_environment_with_its_secret_in_a_file(tmp_path):
    assert providers_of({}) == {}
    kept = tmp_path / "secret"
    kept.write_text("Zqx-7731\n", encoding="utf-8")
    given = {SERVER: "https://sign-in.council.example", CLIENT: "headway", SECRET_FILE: str(kept)}
    app = providers_of(given | {NAME: "the council"})["openid_connect"]["APPS"][0]
    assert (app["name"], app["secret"]) == ("the council", "Zqx-7731")
    assert app["settings"]["oauth_pkce_enabled"]
    assert providers_of({**given, SECRET_FILE: "", SECRET: "other"})
    with pytest.raises(Refused) as refused:
        providers_of({SERVER: "http://elsewhere.example", SECRET_FILE: str(tmp_path / "none")})
    assert len(refused.value.findings) == 3
    assert "Zqx-7731" not in str(refused.value)


def set_back(client: Client, name: str, seconds: float) -> None:
    session = client.session
    session[name] = time.time() - seconds
    session.save()


@pytest.mark.parametrize(("name", "limit"), [(BEGUN, LONGEST), (SEEN, IDLE)])
def test_a_session_ends_after_a_day_of_work_or_when_it_is_left(signed_in, name, limit):
    client = signed_in(Role.ANALYST)
    assert client.get("/").status_code == 200
    set_back(client, name, limit - 30)
    assert client.get("/").status_code == 200
    set_back(client, name, limit + 1)
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))
    assert client.get("/").status_code == 302


def test_a_changed_password_ends_every_other_session(person_with):
    person = person_with(Role.ANALYST)
    here, elsewhere = Client(), Client()
    for one in (here, elsewhere):
        one.post("/sign-in/", {"login": person.email, "password": PASSWORD})
        assert one.get("/").status_code == 200
    new = "a heron in october"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post(reverse("account_change_password"), given)
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_a_guess_costs_the_same_work_whoever_it_is_about(person_with, monkeypatch):
    known = person_with(Role.ANALYST)
    invited = person_with(Role.PLAN_LEAD, email="invited@council.example")
    invited.set_unusable_password()
    invited.save()
    done: list[str] = []
    work = MD5PasswordHasher.encode

    def counted(self: BasePasswordHasher, password: str, salt: str) -> str:
        done.append(salt)
        return work(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    told = []
    for address in (known.email, invited.email, "nobody@council.example"):
        done.clear()
        Client().post("/sign-in/", {"login": address, "password": "wrong wrong wrong"})
        told.append(len(done))
    assert told == [1, 1, 1]


def test_locks_are_counted_where_neither_a_restart_nor_other_guesses_forget_them():
    from headway.web import settings as office_settings

    cache: dict[str, Any] = office_settings.CACHES["default"]  # type: ignore[assignment]
    assert cache["BACKEND"].endswith("DatabaseCache")
    assert cache["OPTIONS"]["MAX_ENTRIES"] >= 100_000


def test_an_unknown_address_is_locked_like_a_known_one(db):
    for _ in range(5):
        Client().post("/sign-in/", {"login": "nobody@council.example", "password": "wrong"})
    last = Client().post("/sign-in/", {"login": "nobody@council.example", "password": "wrong"})
    assert "too many attempts" in last.content.decode()


def test_only_the_proxy_that_was_named_is_believed():
    assert "trusted_proxy" not in _behind("")
    named = _behind("10.0.0.7")
    assert named["trusted_proxy"] == "10.0.0.7"
    assert named["clear_untrusted_proxy_headers"] is True


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"hosts": ("localhost", "headway.council.example")}, "https://headway.council.example"),
        (
            {"hosts": ("a.example", "b.example"), "address": "https://b.example/"},
            "https://b.example",
        ),
    ],
)
def test_the_first_invitation_leads_where_the_office_answers(settings, db, named, address):
    settings.OFFICE = replace(settings.OFFICE, **named)
    settings.ALLOWED_HOSTS = list(settings.OFFICE.hosts)
    given = ("jo@council.example", "Jo", timezone.localdate(), "http://127.0.0.1:8000/")
    told = invite_first(*given)
    assert told.startswith(f"{address}/sign-in/")
    name = urlsplit(told)
    shown = Client().get(name.path, headers={"host": name.hostname or ""})
    assert shown.status_code == 302
    assert invite_first(*given) == ""


MARKER = "Zqx-marker-8841"


def test_what_people_type_is_in_no_log_and_on_no_error_page(
    signed_in, monkeypatch, caplog, settings
):
    client = signed_in(Role.ADMINISTRATOR)
    client.raise_request_exception = False

    def break_down(*words: object, **named: object) -> None:
        raise RuntimeError(f"could not take {MARKER}")

    monkeypatch.setattr("headway.web.views.people.add_person", break_down)
    sent = client.post(
        reverse("person-add"),
        {"name": MARKER, "email": "a@council.example"},
        headers={"X-Said": MARKER, "Referer": f"http://testserver/{MARKER}", "User-Agent": MARKER},
    )
    assert sent.status_code == 500
    assert MARKER not in sent.content.decode()
    client.get("/people/", headers={"Host": f"{MARKER}.example"})
    client.post("/sign-in/", {"login": f"{MARKER}@x.example", "password": MARKER})
    client.get(f"/people/{MARKER}/")
    client.get(f"/indicator/{MARKER}/?view={MARKER}")
    plain = Client(enforce_csrf_checks=True)
    refused = plain.post("/sign-in/", {"login": MARKER, "password": MARKER})
    assert MARKER not in refused.content.decode()
    assert MARKER not in str(list(Entry.objects.values())).replace("X-Said", "")
    from headway.web.logging import Plain

    assert len(caplog.records) >= 4
    for record in caplog.records:
        Plain().filter(record)
        assert MARKER not in record.getMessage(), record.name
        assert record.exc_info is None


def test_pages_ask_the_register_few_questions(signed_in, django_assert_max_num_queries, figures):
    client = signed_in(Role.ANALYST)
    client.get("/scorecard/")
    with django_assert_max_num_queries(8):
        page = client.get("/scorecard/").content.decode()
    [first, *_] = re.findall(r'href="(/indicator/[a-z0-9-]+/)', page)
    client.get(first)
    with django_assert_max_num_queries(10):
        client.get(first)
