"""How a state of a page is come to: who goes, what they do there, and where the page is found.

``VISITS`` (visits.py) is written in these words: what is done on a page (``press``, ``fill``), and
how an address that only the made-up council knows is found in it (``commented``, ``snapshot``).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.urls import get_resolver, reverse
from playwright.sync_api import Page

from headway.domain.asked_work import WorkKind
from headway.domain.roles import Role
from headway.register.accounts.actions.invite import invite
from headway.register.work.queries.work import latest_work
from headway.web import worker
from headway.web.demonstration import PASSWORD, address_of
from tests.journeys.office.made_up_council import (
    APPROVED,
    AUDIENCES,
    CARD,
    MONTH,
    signed_in,
)
from tests.unit.web.made_up_figures import COUNTS

WORDS: Mapping[str, object] = {
    "audience": "public",
    "card": CARD,
    "edition": f"2026-09-{AUDIENCES[0].lower()}-1",
    "month": MONTH,
    "name": COUNTS,
    "period": "2026-07",
    "provider_id": "council",
    "sheet": "framework-by-quarter",
    "unit": "T01",
}
PREVIEWED = r'href="(/editions/preview/[^"]+/)"'
SNAPSHOT = r'href="/data/snapshots/([^"]+)/"'

OWN_FACTOR = Role.PRACTITIONER
"""Whoever of the made-up people has a second factor."""


@dataclass(frozen=True)
class Visit:
    """Who goes to a page (None: nobody signed in), what they do there, and what it then says."""

    role: Role | None
    says: str = ""
    does: Callable[[Page], object] | None = None
    at: str | Callable[[], str] = ""
    status: int = 200
    words: Mapping[str, object] = field(default_factory=dict)

    def address(self, name: str) -> str:
        """Give the address of the page of this name."""
        if self.at:
            return self.at if isinstance(self.at, str) else self.at()
        asked = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        given = {**WORDS, **self.words}
        return reverse(name, kwargs={one: given[one] for one in asked})


def by(
    role: Role | None,
    says: str = "",
    does: Callable[[Page], object] | None = None,
    *,
    at: str | Callable[[], str] = "",
    status: int = 200,
    **words: object,
) -> Visit:
    """Write a visit shortly."""
    return Visit(role, says, does, at, status, words)


def press(name: str, *, exact: bool = False) -> Callable[[Page], object]:
    """Press a button without filling anything in."""

    def do(page: Page) -> None:
        page.locator("main").get_by_role("button", name=name, exact=exact).first.click()

    return do


def fill(button: str, **fields: str) -> Callable[[Page], object]:
    """Fill fields in, each by the beginning of its label, and press a button."""

    def do(page: Page) -> None:
        for label, given in fields.items():
            page.get_by_label(label.replace("_", " ")).first.fill(given)
        press(button)(page)

    return do


def opened(words: str, then: Callable[[Page], object]) -> Callable[[Page], object]:
    """Open what is folded away, and then do something in it."""

    def do(page: Page) -> None:
        page.get_by_text(words).first.click()
        then(page)

    return do


def chosen(choices: Mapping[str, str]) -> Callable[[Page], object]:
    """Choose an option by name in fields of the filter, and show that."""

    def do(page: Page) -> None:
        page.get_by_text("Choose another").first.click()
        for label, option in choices.items():
            page.get_by_label(label, exact=True).select_option(label=option)
        page.get_by_role("button", name="Show", exact=True).click()

    return do


def wrongly(times: int) -> Callable[[Page], object]:
    """Sign in with a wrong password so many times."""

    def do(page: Page) -> None:
        for _ in range(times):
            fill("Sign in", **{"E-mail address": "nobody@council.example", "Password": "no"})(page)

    return do


def with_a_code(page: Page) -> None:
    """Sign in as somebody who is asked for a code as well."""
    fill("Sign in", **{"E-mail address": address_of(OWN_FACTOR), "Password": PASSWORD})(page)


READ: dict[tuple[Role, str], str] = {}
"""Pages in which addresses were looked up; emptied for each office."""


def linked(role: Role, name: str, pattern: str, at: int = 0, **words: object) -> Callable[[], str]:
    """Find an address in what somebody is shown on a page: the group of a pattern."""

    def find() -> str:
        asked = (role, by(role, **words).address(name))
        if asked not in READ:
            READ[asked] = signed_in(role).get(asked[1]).content.decode()
        return re.findall(pattern, READ[asked], re.DOTALL)[at]

    return find


def commented(state: str) -> Callable[[], str]:
    """Find a commentary that has come so far."""
    pattern = rf'href="(/commentary/[^"]*)"(?:(?!href=).)*?govuk-tag--[\w-]+">{state}<'
    return linked(Role.HEAD_OF_SERVICE, "sign-off-month", pattern)


def written(state: str, page: str = "write") -> Callable[[], str]:
    """Find the page on which a commentary that has come so far is written or checked."""
    return lambda: re.sub(r"/(\?|$)", rf"/{page}/\1", commented(state)(), count=1)


def sheet(state: str) -> Callable[[], str]:
    """Find a team's sheet that has come so far."""
    pattern = rf'href="(/entry/[^"]*)"(?:(?!href=).)*?govuk-tag--[\w-]+">{state}<'
    return linked(Role.HEAD_OF_SERVICE, "entry", pattern)


def person(name: str, page: str = "person") -> Callable[[], str]:
    """Find a page of a person."""
    return lambda: reverse(page, kwargs={"number": get_user_model().objects.get(name=name).pk})


def invitation(*, used: bool) -> Callable[[], str]:
    """Invite somebody, and find where they choose a password; or where they did already."""

    def find() -> str:
        people = get_user_model().objects
        known = people.get(name="A new manager")
        uidb36, key = invite(person=known.pk, by=people.get(email=address_of(Role.ADMINISTRATOR)))
        words = {"uidb36": uidb36, "key": f"{key}0" if used else key}
        return reverse("account_reset_password_from_key", kwargs=words)

    return find


def change(state: str) -> Callable[[], str]:
    """Find a change of the definitions that has come so far."""
    pattern = rf'href="(/settings/changes/\d+/)"(?:(?!href=).)*?govuk-tag--[\w-]+">{state}<'
    return linked(Role.ANALYST, "settings", pattern)


def brought_back() -> str:
    """Find the page on which definitions that were approved are brought back."""
    number = re.findall(r"\d+", change("Approved")())[-1]
    return reverse("settings-definitions-restore", kwargs={"number": number})


def snapshot(name: str, **words: object) -> Callable[[], str]:
    """Find the page of the current snapshot, or one that sets an edition against it."""
    found = linked(Role.ANALYST, "data", SNAPSHOT)
    return lambda: by(None, snapshot=found(), **words).address(name)


def national_figures() -> str:
    """Find what became of national figures that were loaded."""
    return reverse("data-asked", kwargs={"load": latest_work(WorkKind.BENCHMARKS, 1)[0].name})


def check_of_the_trails(*, done: bool) -> Callable[[], str]:
    """Ask for a check of every entry, and find what became of it."""

    def find() -> str:
        sent = signed_in(Role.TRAIL_AUDITOR).post(reverse("trail-check"))
        if done:
            worker.work_off(WorkKind.TRAILS)
        return str(sent.headers["Location"])

    return find


def published() -> str:
    """Find what became of an edition that was published."""
    preview = linked(Role.ANALYST, "edition-publish", PREVIEWED, -1, month=APPROVED)()
    return str(signed_in(Role.ANALYST).post(f"{preview}publish/").headers["Location"])


def two_texts(page: Page) -> None:
    """Save a text that was begun before another was saved from another window."""
    other = page.context.new_page()
    other.goto(page.url)
    for one, words in ((other, "What another desk wrote."), (page, "What this desk wrote.")):
        one.get_by_label("What you say of it").fill(words)
        one.get_by_role("button", name="Save and come back later").click()
        one.get_by_role("button", name="Sign out").wait_for()
    other.close()
