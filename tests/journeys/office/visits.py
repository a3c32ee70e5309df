"""Where to go to see every page of the office, in each of its states.

A new page is one more line in ``VISITS``: its name in the matrix, and who goes there. Words of its
address come from ``WORDS`` unless the visit gives its own; ``says`` is what shows that the state is
there, and ``does`` what is done on the page before it is looked at.
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
    FORWARD,
    MONTH,
    SHARE,
    signed_in,
)

COUNTS = "early-help-assessments-started"
ENTERED = "direct-contacts"
WORDS: Mapping[str, object] = {
    "audience": "public",
    "card": CARD,
    "edition": f"2026-09-{AUDIENCES[0].lower()}-1",
    "month": MONTH,
    "name": COUNTS,
    "number": 1,
    "period": "2026-07",
    "provider_id": "council",
    "sheet": "framework-by-quarter",
    "unit": "T01",
}
FILES: Mapping[str, str] = {}
"""What answers with a file, and so has nothing to look at."""

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


def _with_a_code(page: Page) -> None:
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


def _invitation(*, used: bool) -> Callable[[], str]:
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


SNAPSHOT = r'href="/data/snapshots/([^"]+)/"'


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


def _two_texts(page: Page) -> None:
    """Save a text that was begun before another was saved from another window."""
    other = page.context.new_page()
    other.goto(page.url)
    for one, words in ((other, "What another desk wrote."), (page, "What this desk wrote.")):
        one.get_by_label("What you say of it").fill(words)
        one.get_by_role("button", name="Save and come back later").click()
        one.get_by_role("button", name="Sign out").wait_for()
    other.close()


MANAGER, OWNER, HEAD = Role.TEAM_MANAGER, Role.INDICATOR_OWNER, Role.HEAD_OF_SERVICE
ANALYST, BOARD, ADMINISTRATOR = Role.ANALYST, Role.BOARD_MEMBER, Role.ADMINISTRATOR
GIVE_ROLE = person("A new manager", "person-give-role")
PROBLEM = "There is a problem"
PREVIEWED = r'href="(/editions/preview/[^"]+/)"'

VISITS: Mapping[str, tuple[Visit, ...]] = {
    "account_login": (
        by(None, "Sign in with"),
        by(None, PROBLEM, press("Sign in")),
        by(None, "too many attempts", wrongly(6)),
    ),
    "account_logout": (by(HEAD, "Do you want to sign out?"),),
    "account_inactive": (by(None, "This account is closed"),),
    "account_reauthenticate": (by(HEAD, "Show that it is you"), by(HEAD, PROBLEM, press("Save"))),
    "account_reset_password_from_key": (
        by(None, "Choose a password", at=_invitation(used=False)),
        by(None, PROBLEM, press("Save"), at=_invitation(used=False)),
        by(None, "This invitation has ended", at=_invitation(used=True)),
    ),
    "account_reset_password_from_key_done": (by(None, "Your password is set"),),
    "account_change_password": (by(HEAD), by(HEAD, PROBLEM, press("Save"))),
    "mfa_authenticate": (by(None, "Enter your code", _with_a_code, at="/sign-in/"),),
    "mfa_reauthenticate": (by(OWN_FACTOR, "Enter your code"),),
    "mfa_activate_totp": (by(HEAD, "Set up your second factor"), by(HEAD, PROBLEM, press("Save"))),
    "mfa_view_recovery_codes": (by(OWN_FACTOR, "Spare codes"),),
    "mfa_generate_recovery_codes": (by(OWN_FACTOR, "Make new spare codes"),),
    "openid_connect_login": (by(None, "your council account"),),
    "openid_connect_callback": (by(None, "You could not be signed in", status=401),),
    "socialaccount_login_cancelled": (by(None, "You did not sign in"),),
    "socialaccount_login_error": (by(None, "You could not be signed in", status=401),),
    "this-month": tuple(
        by(role) for role in Role if role not in {Role.QUALITY_LEAD, Role.PLAN_LEAD}
    ),
    "accessibility": (by(None), by(HEAD)),
    "scorecard": (
        by(ANALYST, "before publication"),
        by(MANAGER),
        by(
            ANALYST,
            "beside September 2026",
            chosen({"Beside it: another month": "September 2026"}),
        ),
        by(ANALYST, PROBLEM, press("Download")),
    ),
    "indicator": (
        by(HEAD, "The rows behind a figure"),
        by(HEAD, "45", name=SHARE),
        by(MANAGER, name=ENTERED),
        by(Role.PRACTITIONER),
    ),
    "commentary": (
        by(OWNER, "Write it", at=commented("not started")),
        by(OWNER, "Check the figures in it", at=commented("draft")),
        by(Role.QUALITY_LEAD, "Its owner is still writing", at=commented("draft")),
        by(OWNER, "It came back with a note", at=commented("returned")),
        by(HEAD, "Sign off", at=commented("submitted")),
        by(HEAD, PROBLEM, opened("Return it with", press("Return it")), at=commented("submitted")),
        by(HEAD, "How it came about", at=commented("signed off")),
        by(OWNER, month=APPROVED),
    ),
    "commentary-write": (
        by(OWNER, "What the figures say", at=written("not started")),
        by(OWNER, "It came back with a note", at=written("returned")),
        by(OWNER, "Somebody else saved it", _two_texts, at=written("draft")),
    ),
    "commentary-figures": (
        by(OWNER, "Check the figures in it", at=written("returned", "figures")),
    ),
    "sign-off": (by(ANALYST),),
    "sign-off-month": (
        by(ANALYST, "Put it forward"),
        by(ANALYST, PROBLEM, press("Put October 2026 forward")),
        by(HEAD, "Approve August 2026", month=FORWARD),
        by(HEAD, PROBLEM, opened("Send it back", press("Send it back")), month=FORWARD),
        by(ANALYST, "put forward", month=FORWARD),
        by(HEAD, "Open it again", month=APPROVED),
        by(OWNER),
    ),
    "owners": (by(ANALYST), by(OWNER), by(ADMINISTRATOR)),
    "entry": (
        by(MANAGER, "Returned"),
        by(HEAD, "Closed"),
        by(HEAD, PROBLEM, opened("Close quarter", press("Close"))),
    ),
    "entry-sheet": (
        by(MANAGER, "This sheet came back to you"),
        by(MANAGER, PROBLEM, fill("Save and check", Number="many")),
        by(MANAGER, "The workbook was not taken", press("Load the workbook", exact=True)),
    ),
    "entry-check": (
        by(MANAGER, "Check your answers"),
        by(HEAD, "Accept the sheet", at=sheet("Submitted")),
        by(HEAD, PROBLEM, press("Return to the team"), at=sheet("Submitted")),
        by(HEAD, "Open it again", at=sheet("Accepted")),
        by(HEAD, at=sheet("Being filled in")),
    ),
    "pathway": (by(HEAD, "The steps"), by(MANAGER)),
    "capacity": (by(HEAD, "Choose a team"), by(MANAGER, "Families led")),
    "weekly": (by(HEAD, "Week to"), by(MANAGER)),
    "worklists": (by(HEAD), by(MANAGER, "To be put right"), by(OWNER)),
    "worklists-rows": (
        by(MANAGER, "What do you need the rows for?", name="visits"),
        by(MANAGER, PROBLEM, press("Show the rows"), name="visits"),
        by(HEAD, "Read for", fill("Show the rows", What="supervision"), name="visits"),
    ),
    "indicator-rows": (
        by(MANAGER, "What do you need the rows for?"),
        by(MANAGER, PROBLEM, press("Show the rows")),
        by(HEAD, "above the line", fill("Show the rows", What="to check them")),
    ),
    "data": (by(ANALYST, "Verify what is stored"), by(MANAGER, "Found in the current load")),
    "data-load": (by(ANALYST), by(ANALYST, PROBLEM, press("Load"))),
    "data-loading": tuple(
        by(ANALYST, says, at=linked(ANALYST, "data", r'href="(/data/load/[^"]+/)"', place))
        for place, says in enumerate(("are being loaded", "are loaded", "Nothing was loaded"))
    ),
    "data-asked": (by(ANALYST, at=national_figures),),
    "data-benchmarks": (by(ANALYST), by(Role.PRACTITIONER)),
    "data-benchmarks-load": (by(ANALYST), by(ANALYST, PROBLEM, press("Load"))),
    "data-snapshot": (
        by(ANALYST, at=snapshot("data-snapshot")),
        by(MANAGER, at=snapshot("data-snapshot")),
        by(ANALYST, PROBLEM, opened("Withdraw", press("Withdraw")), at=snapshot("data-snapshot")),
    ),
    "editions": (by(BOARD), by(ANALYST, "withdrawn")),
    "edition": (
        by(BOARD, "Its files"),
        by(HEAD, PROBLEM, opened("Withdraw it", press("Withdraw it"))),
        by(ANALYST, "It was withdrawn", edition=f"2026-09-{AUDIENCES[1].lower()}-1"),
    ),
    "edition-changed": (
        by(ANALYST, "What has changed since"),
        by(ANALYST, PROBLEM, press("Download")),
    ),
    "edition-changed-why": (
        by(ANALYST, "Nobody has asked", at=snapshot("edition-changed-why")),
        by(
            ANALYST,
            "you may leave it",
            press("Work out why"),
            at=snapshot("edition-changed-why"),
        ),
    ),
    "edition-publish": (
        by(ANALYST, "Looked at before", month=APPROVED),
        by(ANALYST, "It is not approved yet"),
        by(ANALYST, PROBLEM, press("Look at it")),
    ),
    "edition-preview": tuple(
        by(ANALYST, says, at=linked(ANALYST, "edition-publish", PREVIEWED, place, month=APPROVED))
        for place, says in enumerate(("It is being made", "", "It is no longer kept"))
    ),
    "edition-publishing": (by(ANALYST, "Published", at=published),),
    "people": (by(ADMINISTRATOR, "No password yet"),),
    "person-add": (by(ADMINISTRATOR), by(ADMINISTRATOR, PROBLEM, press("Add"))),
    "person": (
        by(ADMINISTRATOR, "no password is set yet", at=person("A new manager")),
        by(ADMINISTRATOR, "Open the account again", at=person("Somebody who left")),
        by(ADMINISTRATOR, "Invitation for", press("Invite"), at=person("A new manager")),
        by(ADMINISTRATOR, at=person("An administrator")),
    ),
    "person-give-role": (
        by(ADMINISTRATOR, at=GIVE_ROLE),
        by(ADMINISTRATOR, PROBLEM, press("Give the role"), at=GIVE_ROLE),
    ),
    "settings": (by(ANALYST, "Waiting for somebody to approve"),),
    "settings-organisation": (by(HEAD, "Renamed, merged and split"),),
    "settings-unit": (
        by(ANALYST, "Give it another name"),
        by(HEAD, "Names are put forward by"),
        by(ANALYST, PROBLEM, press("Put it forward")),
    ),
    "settings-targets": (by(HEAD),),
    "settings-target": (
        by(ANALYST, "45", name=SHARE),
        by(ANALYST, PROBLEM, press("Put it forward"), name=SHARE),
    ),
    "settings-disclosure": (by(HEAD),),
    "settings-audience": (by(ANALYST), by(ANALYST, PROBLEM, press("Put it forward"))),
    "settings-definitions": (by(ANALYST, "in force"),),
    "settings-definitions-upload": (by(ANALYST), by(ANALYST, PROBLEM, press("Put it forward"))),
    "settings-definitions-restore": (by(ANALYST),),
    "settings-change": (
        by(ANALYST, "You asked for it", at=change("Waiting")),
        by(HEAD, "Approve", at=change("Waiting")),
        by(HEAD, at=change("Approved")),
        by(HEAD, at=change("Turned down")),
    ),
    "trail": (
        by(Role.TRAIL_AUDITOR, "The chain is whole"),
        by(Role.TRAIL_AUDITOR, "Nothing was found", fill("Show these", Who="nobody@x.example")),
    ),
    "trail-checking": (
        by(Role.TRAIL_AUDITOR, "is being checked", at=check_of_the_trails(done=False)),
        by(Role.TRAIL_AUDITOR, "the chains are whole", at=check_of_the_trails(done=True)),
    ),
}
