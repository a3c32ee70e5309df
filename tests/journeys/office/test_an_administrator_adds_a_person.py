"""An administrator adds a team manager, who sets a password and signs in."""

import re

import pytest
from playwright.sync_api import expect

from headway.domain.roles import Role
from tests.journeys.office.people import everybody, sign_in, sign_out

pytestmark = pytest.mark.xdist_group("browser")


def test_an_administrator_adds_a_person(page, accessible, look):
    everybody()
    page.goto("/")
    accessible()
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    accessible()
    sign_in(page, Role.ADMINISTRATOR)
    accessible()

    page.goto("/people/")
    accessible()
    look("people")
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label("Name").fill("A new manager")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Enter their e-mail address")
    accessible()
    page.get_by_role("link", name="Enter their e-mail address").click()
    expect(page.get_by_label("E-mail address")).to_be_focused()
    page.keyboard.type("new.manager@council.example")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="A new manager", level=1)).to_be_visible()
    accessible()
    page.get_by_role("button", name="Give a role").click()
    accessible()
    page.get_by_label(re.compile("^Team manager")).check()
    page.get_by_label("For", exact=True).select_option("team")
    page.get_by_label("Which team").fill("T02")
    page.get_by_role("button", name="Give the role").click()
    expect(page.get_by_text("team T02, since")).to_be_visible()
    look("person")

    page.get_by_role("button", name="Invite to set a password").click()
    accessible()
    invitation = page.get_by_text("/sign-in/password/set/").inner_text()
    sign_out(page)

    page.goto(invitation)
    accessible()
    page.get_by_label("New Password", exact=True).fill("a heron in october")
    page.get_by_label("New Password (again)").fill("a heron in october")
    page.get_by_role("button", name="Save").click()
    accessible()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill("new.manager@council.example")
    page.get_by_label("Password").fill("a heron in october")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("term").filter(has_text="Team manager")).to_be_visible()
    assert page.goto("/people/").status == 403
    accessible()
