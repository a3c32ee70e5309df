"""A team manager enters a quarter, is warned, is sent back once; the figure is on the scorecard."""

import re

import pytest
from playwright.sync_api import expect

from headway.domain.roles import Role
from tests.journeys.office.people import everybody, sign_in, sign_out
from tests.unit.web.made_up_office import office_of_two_teams

pytestmark = pytest.mark.xdist_group("browser")

SHEET = """\
id: framework-by-quarter
title: Performance framework by quarter
level: team
frequency: quarterly
due: 10
closes: 20
indicators:
  - direct-contacts
  - family-feedback-received
  - family-feedback-respected
  - family-feedback-respected-percentage
  - distance-travelled-completed
  - distance-travelled-improving
parts:
  - part: family-feedback-respected
    whole: family-feedback-received
"""


@pytest.fixture
def office(settings, tmp_path):
    office_of_two_teams(settings, tmp_path, SHEET)


CONTACTS = "Direct contacts outside lead practitioner work"


def number(page, title):
    """Find the field in which a question's number is typed."""
    question = page.get_by_role("group", name=title, exact=True)
    return question.get_by_label("Number", exact=True)


def open_sheet(page, role):
    """Sign in, and open the sheet from the list."""
    sign_in(page, role)
    page.goto("/entry/")
    page.get_by_role("link", name=re.compile("^T01 North team.*Performance")).first.click()


@pytest.mark.usefixtures("office")
def test_a_team_manager_enters_a_quarter_and_is_sent_back_once(page, accessible, look):
    everybody()
    fill_in_and_hand_in(page, accessible, look)
    send_back(page, accessible, look)
    open_sheet(page, Role.TEAM_MANAGER)
    expect(page.get_by_text("The youth club seems to be missing.")).to_be_visible()
    look("entry-sheet-returned")
    number(page, CONTACTS).fill("1250")
    page.get_by_role("button", name="Save and check").click()
    page.get_by_role("button", name="Hand in").click()
    sign_out(page)
    open_sheet(page, Role.HEAD_OF_SERVICE)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Its figures are on the scorecard.").first).to_be_visible()
    accessible()
    look("entry-accepted")
    sign_out(page)
    sign_in(page, Role.TEAM_MANAGER)
    page.goto("/scorecard/")
    expect(page.get_by_text("1,250").first).to_be_visible()


def fill_in_and_hand_in(page, accessible, look):
    """Fill the sheet in: a slip is told, a part is larger than its whole, then all is well."""
    open_sheet(page, Role.TEAM_MANAGER)
    accessible()
    look("entry-sheet-empty")
    number(page, CONTACTS).fill("many")
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_role("alert")).to_contain_text("it is not a number")
    accessible()
    look("entry-sheet-error")
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.locator(":focus")).to_have_value("many")
    page.keyboard.press("Control+a")
    page.keyboard.type("1204")
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_text("Your answers are saved")).to_be_visible()
    accessible()
    page.get_by_role("link", name=re.compile("^T01 North team.*Performance")).first.click()
    for title, given in (
        ("Family feedback forms received", "8"),
        ("Family feedback: people treated with respect", "9"),
        ("Distance travelled records completed", "5"),
    ):
        number(page, title).fill(given)
    page.locator("#question-distance-travelled-improving").get_by_label("Awaited").check()
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_text("9 is more than the 8 given for")).to_be_visible()
    expect(page.get_by_role("button", name="Hand in")).to_have_count(0)
    accessible()
    page.get_by_role("button", name="Back to the sheet").click()
    look("entry-sheet-warned")
    number(page, "Family feedback: people treated with respect").fill("7")
    page.get_by_role("button", name="Save and check").click()
    accessible()
    look("entry-check-ready")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("The sheet is handed in")).to_be_visible()
    accessible()
    sign_out(page)


def send_back(page, accessible, look):
    """Look at the sheet, and return it with a note."""
    sign_in(page, Role.HEAD_OF_SERVICE)
    page.goto("/entry/")
    accessible()
    look("entry-list-head")
    page.get_by_role("link", name=re.compile("^T01 North team.*Performance")).first.click()
    page.get_by_role("button", name="Return to the team").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what the team should look at")
    accessible()
    look("entry-review")
    page.get_by_label("What the team should look at").fill("The youth club seems to be missing.")
    page.get_by_role("button", name="Return to the team").click()
    sign_out(page)
