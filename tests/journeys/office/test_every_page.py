"""Every page in every state: the guidelines, its frame, its width at 400%, policy and sources."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model
from django.core.exceptions import SuspiciousOperation
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Browser, Error, Page

from headway.domain.roles import Role
from headway.web.council_sign_in import PROVIDER
from headway.web.demonstration import address_of
from headway.web.permissions import MATRIX
from tests.journeys.office import made_up_council
from tests.journeys.office.checks import DESKTOP, TELEPHONE, ZOOMED, Watched
from tests.journeys.office.conftest import PICTURES
from tests.journeys.office.people import everybody
from tests.journeys.office.visiting import OWN_FACTOR, READ, Visit, press, wrongly
from tests.journeys.office.visits import VISITS

pytestmark = pytest.mark.xdist_group("every page")
OF_SIGNING_IN = ("account_", "mfa_", "openid_connect_", "socialaccount_")
SHOWN = tuple(name for name, page in MATRIX.items() if "GET" in page.methods)


class Office:
    """Opens pages as somebody of a role, and keeps what was wrong with each."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.windows: dict[Role, Watched] = {}
        self.seen: Counter[str] = Counter()
        self.wrong: list[str] = []

    def visit(self, name: str, one: Visit) -> None:
        """Go to a page, do what is to be done there, and look at it."""
        where = f"{name} for {one.role.value if one.role else 'nobody signed in'}, “{one.says}”"
        try:
            watched = self._window(one.role)
            found = self._look(watched, name, one)
            if one.role is None:
                watched.page.context.close()
        except (Error, LookupError) as problem:
            found = [str(problem)]
        self.wrong += [f"{where}: {told}" for told in found]

    def _look(self, watched: Watched, name: str, one: Visit) -> list[str]:
        address = one.address(name)
        answer = watched.page.goto(address)
        if answer is None or answer.status != one.status:
            return [f"{address} answers {answer.status if answer else 'nothing'}"]
        if one.does is not None:
            one.does(watched.page)
        try:
            watched.page.locator("body", has_text=one.says).wait_for(state="attached")
        except Error:
            return [f"{address} does not say so: {watched.page.locator('main').inner_text()[:400]}"]
        # Where a page has other states, what differs between sizes was seen in the first of them.
        self.seen[name] += 1
        found = watched.problems((DESKTOP, TELEPHONE) if self.seen[name] == 1 else (DESKTOP,))
        self._picture(watched, name)
        return found

    def _window(self, role: Role | None) -> Watched:
        """Give the window in which somebody is signed in, and a new one where nobody is."""
        if role in self.windows:
            return self.windows[role]
        width, height = DESKTOP
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, base_url=self.address, locale="en-GB"
        )
        context.set_default_timeout(8_000)
        watched = Watched(context, self.address)
        if role is not None:
            context.add_cookies([self._session(role)])
            self.windows[role] = watched
        return watched

    def _picture(self, watched: Watched, name: str) -> None:
        for width, height in (DESKTOP, TELEPHONE, ZOOMED) if PICTURES else ():
            watched.page.set_viewport_size({"width": width, "height": height})
            path = Path(PICTURES) / f"{name}-{self.seen[name]}-{width}.png"
            watched.page.screenshot(path=str(path), full_page=True)
        watched.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})

    def _session(self, role: Role) -> Any:
        """Sign somebody in, who said just now who they are."""
        client = made_up_council.signed_in(role)
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = session["_auth_user_id"]
        session.save()
        cookie = client.cookies["sessionid"]
        return {"name": cookie.key, "value": cookie.value, "url": self.address}


@pytest.fixture
def office(browser, register, live_server, settings, tmp_path) -> Iterator[Office]:
    """An office without data, with somebody of each role and the council's own sign-in."""
    settings.OFFICE = replace(settings.OFFICE, data=tmp_path / "data", folder=tmp_path / "office")
    app = {
        "provider_id": PROVIDER,
        "name": "your council account",
        "client_id": "x",
        "secret": "y",
        "settings": {"server_url": "https://sign-in.council.example"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    everybody()
    READ.clear()
    shown = Office(browser, live_server.url)
    yield shown
    for context in browser.contexts:
        context.close()
    assert not shown.wrong, "\n".join(["", *shown.wrong])


def test_every_page_of_the_matrix_is_visited_by_somebody_who_may():
    missing = set(SHOWN) - set(VISITS)
    assert not missing, f"add a line for each to VISITS in visits.py: {sorted(missing)}"
    assert set(VISITS) <= set(SHOWN)
    for name, visits in VISITS.items():
        door = MATRIX[name].methods["GET"]
        for one in visits:
            assert door.open_to_all or door.roles is None or one.role in door.roles, name


def test_every_page_in_every_state_meets_the_guidelines(office, tmp_path):
    person = get_user_model().objects.get(email=address_of(OWN_FACTOR))
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    made_up_council.load(made_up_council.exports_of(tmp_path / "exports"))
    made_up_council.load_national_figures()
    made_up_council.live_through_a_month()
    for name, visits in VISITS.items():
        for one in visits:
            office.visit(name, one)


def test_an_office_without_data_and_somebody_without_a_role(office):
    """Every page whose address names nothing, for the first who may, before anything is there."""
    for name in SHOWN:
        if name.startswith(OF_SIGNING_IN):
            continue  # as with data
        door = MATRIX[name].methods["GET"]
        roles = door.roles or frozenset({Role.ADMINISTRATOR})
        role = None if door.open_to_all else next(one for one in Role if one in roles)
        try:
            at = reverse(name)
        except NoReverseMatch:
            continue
        office.visit(name, Visit(role, at=at))
    grants = get_user_model().objects.get(email=address_of(Role.PLAN_LEAD)).grants
    grants.all().delete()
    office.visit("this-month", Visit(Role.PLAN_LEAD, "You have no role yet"))


@pytest.mark.parametrize(
    ("raised", "status", "says"),
    [
        (SuspiciousOperation("x"), 400, "does not hold together"),
        (RuntimeError("x"), 500, "Something went wrong here"),
    ],
)
def test_a_page_that_fails_meets_them_too(office, monkeypatch, raised, status, says):
    def fail(*words: object) -> None:
        raise raised

    monkeypatch.setattr("headway.web.views.this_month.access_of", fail)
    office.visit("this-month", Visit(Role.ANALYST, says, status=status))


def test_what_is_refused_meets_them_too(office, settings):
    practitioner = Role.PRACTITIONER
    office.visit("people", Visit(practitioner, "You may not see this page", status=403))
    office.visit("no such page", Visit(None, "There is no such page", at="/none/", status=404))
    office.visit(
        "trail-filter", Visit(practitioner, "only takes a form", at="/trail/filter/", status=405)
    )
    office.visit("account_login", Visit(None, "This page waited too long", _too_late))
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    office.visit("account_login", Visit(None, "Too many attempts", wrongly(2)))


def _too_late(page: Page) -> None:
    """Send a form whose proof of where it came from is gone."""
    page.context.clear_cookies()
    press("Sign in")(page)
