"""The office without script: the same tasks, done by what every browser does by itself."""

import re

import pytest
from playwright.sync_api import expect

from headway.domain.roles import Role
from tests.journeys.office.checks import TELEPHONE
from tests.journeys.office.people import sign_in, sign_out
from tests.journeys.office.test_the_keyboard_alone import NUMBERS, TITLE, address

pytestmark = pytest.mark.xdist_group("browser")
__all__ = ["address"]


@pytest.fixture
def plain(browser, address):
    """A telephone's window in which no script runs."""
    context = browser.new_context(
        viewport={"width": TELEPHONE[0], "height": TELEPHONE[1]},
        base_url=address,
        locale="en-GB",
        java_script_enabled=False,
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_every_task_works_without_script(plain):
    an_owner_comments(plain)
    a_team_manager_enters_a_quarter(plain)
    a_scorecard_is_chosen(plain)


def an_owner_comments(page):
    sign_in(page, Role.INDICATOR_OWNER)
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    page.get_by_label("What you say of it").fill("1,000 were started in October 2026.")
    page.get_by_role("button", name="Save and check the figures").click()
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Somebody else signs it off")).to_be_visible()
    sign_out(page)


def a_team_manager_enters_a_quarter(page):
    sign_in(page, Role.TEAM_MANAGER)
    page.get_by_role("link", name="Entry", exact=True).click()  # the menu is open without script
    page.get_by_role("link", name=re.compile("^T01 North team.*Performance")).first.click()
    numbers = page.get_by_label("Number", exact=True)
    numbers.first.fill("many")
    page.get_by_role("button", name="Save and check").click()
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(numbers.first).to_be_in_viewport()
    for place, given in enumerate(NUMBERS):
        numbers.nth(place).fill(given)
    page.get_by_role("button", name="Save and check").click()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("The sheet is handed in")).to_be_visible()
    sign_out(page)


def a_scorecard_is_chosen(page):
    sign_in(page, Role.HEAD_OF_SERVICE)
    page.get_by_role("link", name="Scorecard", exact=True).click()
    page.get_by_text("Choose another unit").click()
    page.get_by_label("Month", exact=True).select_option(label="September 2026")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("main .govuk-caption-l").first).to_contain_text("September 2026")
