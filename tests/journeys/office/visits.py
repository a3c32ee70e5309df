"""Where to go to see every page of the office, in each of its states.

A new page is one more line in ``VISITS``: its name in the matrix, and who goes there. Words of its
address come from ``WORDS`` of visiting.py unless the visit gives its own; ``says`` is what shows
that the state is there, and ``does`` what is done on the page before it is looked at.
"""

from collections.abc import Mapping

from headway.domain.roles import Role
from tests.journeys.office.made_up_council import APPROVED, AUDIENCES, FORWARD
from tests.journeys.office.visiting import (
    OWN_FACTOR,
    PREVIEWED,
    Visit,
    brought_back,
    by,
    change,
    check_of_the_trails,
    chosen,
    commented,
    fill,
    invitation,
    linked,
    national_figures,
    opened,
    person,
    press,
    published,
    sheet,
    snapshot,
    two_texts,
    with_a_code,
    written,
    wrongly,
)
from tests.unit.web.made_up_figures import SHARE

ENTERED = "direct-contacts"
MANAGER, OWNER, HEAD = Role.TEAM_MANAGER, Role.INDICATOR_OWNER, Role.HEAD_OF_SERVICE
ANALYST, BOARD, ADMINISTRATOR = Role.ANALYST, Role.BOARD_MEMBER, Role.ADMINISTRATOR
GIVE_ROLE = person("A new manager", "person-give-role")
PROBLEM = "There is a problem"

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
        by(None, "Choose a password", at=invitation(used=False)),
        by(None, PROBLEM, press("Save"), at=invitation(used=False)),
        by(None, "This invitation has ended", at=invitation(used=True)),
    ),
    "account_reset_password_from_key_done": (by(None, "Your password is set"),),
    "account_change_password": (by(HEAD), by(HEAD, PROBLEM, press("Save"))),
    "mfa_authenticate": (by(None, "Enter your code", with_a_code, at="/sign-in/"),),
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
        by(OWNER, "Somebody else saved it", two_texts, at=written("draft")),
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
    "settings-definitions-restore": (by(ANALYST, at=brought_back),),
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
