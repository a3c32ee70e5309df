"""The office by a keyboard alone: a figure is explained, a quarter entered, a scorecard chosen."""

import re

import pytest
from playwright.sync_api import expect

from headway.domain.roles import Role
from headway.web.demonstration import PASSWORD, address_of
from tests.journeys.office.checks import DESKTOP, ZOOMED
from tests.journeys.office.keyboard import Keyboard
from tests.journeys.office.people import everybody
from tests.journeys.office.test_a_team_manager_enters_a_quarter import SHEET
from tests.unit.web.made_up_figures import COUNTS
from tests.unit.web.made_up_office import office_of_two_teams

pytestmark = pytest.mark.xdist_group("browser")
TITLE = "Early help assessments started in the month"
NUMBERS = ("1204", "8", "7", "5", "4")


@pytest.fixture
def address(register, live_server, settings, tmp_path) -> str:
    """An office of two teams, with a sheet of some questions."""
    office_of_two_teams(settings, tmp_path, SHEET)
    everybody()
    return str(live_server.url)


@pytest.fixture
def window(browser, address):
    """A window of the size of a desktop."""
    context = browser.new_context(
        viewport={"width": DESKTOP[0], "height": DESKTOP[1]}, base_url=address, locale="en-GB"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def sign_in(page, role) -> Keyboard:
    page.context.clear_cookies()
    page.goto("/sign-in/")
    keys = Keyboard(page)
    keys.go_to(page.get_by_label("E-mail address"))
    keys.write(address_of(role))
    keys.go_to(page.get_by_label("Password"))
    keys.write(PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("heading", name="This month")).to_be_visible()
    return keys


def activate(keys, target, heading=None, key="Enter"):
    """Go to a link or button and press it."""
    keys.go_to(target)
    keys.press(key)
    if heading:
        expect(keys.page.get_by_role("heading", name=heading, level=1)).to_be_visible()


def test_an_owner_comments_by_the_keyboard_alone(window):
    keys, page = sign_in(window, Role.INDICATOR_OWNER), window
    activate(keys, page.get_by_role("link", name=TITLE, exact=True), TITLE)
    keys.go_to(page.get_by_label("What you say of it"))
    keys.write("1,000 were started in October 2026; 2 people joined.")
    button = page.get_by_role("button", name="Save and check the figures")
    activate(keys, button, "Check the figures in it")
    keys.choose(page.get_by_label("2 is something that no kept figure says"))
    activate(keys, page.get_by_role("button", name="Keep"), TITLE, key="Space")
    activate(keys, page.get_by_role("button", name="Submit"))
    expect(page.get_by_text("Somebody else signs it off")).to_be_visible()


def test_a_team_manager_enters_a_quarter_by_the_keyboard_alone(window):
    keys, page = sign_in(window, Role.TEAM_MANAGER), window
    activate(keys, page.get_by_role("link", name="Entry", exact=True), "Entry")
    sheet = page.get_by_role("link", name=re.compile("^T01 North team.*Performance"))
    activate(keys, sheet, re.compile("Performance framework"))
    numbers = page.get_by_label("Number", exact=True)
    keys.go_to(numbers)
    keys.write("many")
    activate(keys, page.get_by_role("button", name="Save and check"))
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    activate(keys, summary.get_by_role("link"))
    expect(numbers.first).to_be_focused()
    for place, given in enumerate(NUMBERS):
        keys.go_to(numbers.nth(place))
        keys.write(given)
    activate(keys, page.get_by_role("button", name="Save and check"), re.compile("Check your"))
    activate(keys, page.get_by_role("button", name="Hand in"))
    expect(page.get_by_text("The sheet is handed in")).to_be_visible()


def test_a_scorecard_is_chosen_and_whole_pages_are_walked_through(window):
    keys, page = sign_in(window, Role.HEAD_OF_SERVICE), window
    for place in ("/scorecard/", f"/indicator/{COUNTS}/"):
        page.goto(place)
        assert Keyboard(page).walk() > 15
    page.goto("/scorecard/")
    summary = page.locator("summary", has_text="Choose another unit")
    activate(keys, summary)
    month = page.get_by_label("Month", exact=True)
    before = month.input_value()
    keys.go_to(month)
    keys.press("ArrowDown")
    assert month.input_value() != before
    activate(keys, page.get_by_role("button", name="Show", exact=True))
    expect(page).to_have_url(re.compile(r"\?view="))
    expect(page.locator("main .govuk-caption-l").first).to_contain_text("September 2026")
    at_four_times_its_size(page)


def at_four_times_its_size(page):
    """The menu opens with a key, and every stop of a page is still in the window."""
    page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
    page.goto("/scorecard/")
    keys = Keyboard(page)
    activate(keys, page.get_by_role("button", name="Menu"))
    activate(keys, page.get_by_role("link", name="Entry", exact=True), "Entry")
    page.goto(f"/indicator/{COUNTS}/")
    Keyboard(page).walk()
