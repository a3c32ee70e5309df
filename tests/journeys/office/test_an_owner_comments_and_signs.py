"""An owner comments on a figure, somebody else signs, and a month is put forward and approved."""

import re

import pytest
from playwright.sync_api import expect

from headway.domain.roles import Role
from tests.journeys.office.people import everybody, sign_in, sign_out

pytestmark = pytest.mark.xdist_group("browser")
TITLE = "Early help assessments started in the month"


@pytest.mark.usefixtures("figures")
def test_an_owner_comments_and_another_signs(page, accessible, look):
    everybody()
    sign_in(page, Role.INDICATOR_OWNER)
    accessible()
    look("owner-month")
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    accessible()
    look("write")

    page.get_by_label("What you say of it").fill("Two people joined in the autumn.")
    page.get_by_role("button", name="Add this").first.click()
    text = page.get_by_label("What you say of it")
    expect(text).to_have_value(
        re.compile(r"Two people joined in the autumn\.\s+1,000 in October 2026\.")
    )
    text.fill("1,000 were started in October 2026, down 1 on September; 2 people joined.")
    page.get_by_role("button", name="Save and check the figures").click()
    expect(page.get_by_role("heading", name="Check the figures in it")).to_be_visible()
    accessible()
    look("figures")
    expect(page.get_by_label("1,000 is the figure for October 2026")).to_be_checked()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what 2 stands for")
    accessible()
    page.get_by_label("2 is something that no kept figure says").check()
    page.get_by_role("button", name="Keep").click()
    accessible()
    look("checked")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Somebody else signs it off")).to_be_visible()
    sign_out(page)
    another_signs(page, accessible, look)


def another_signs(page, accessible, look):
    sign_in(page, Role.HEAD_OF_SERVICE)
    accessible()
    look("head-month")
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    accessible()
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_text("It is signed off.")).to_be_visible()
    page.get_by_text("How it came about").click()
    accessible()
    look("signed")
    sign_out(page)


@pytest.mark.usefixtures("figures")
def test_a_month_is_put_forward_by_one_and_approved_by_another(page, accessible, look):
    everybody()
    sign_in(page, Role.ANALYST)
    page.get_by_role("link", name=re.compile("Put October 2026 forward")).click()
    accessible()
    look("sign-off")
    page.get_by_role("button", name="Put October 2026 forward").click()
    expect(page.get_by_role("alert")).to_contain_text("say why it is put forward without them")
    accessible()
    page.get_by_label("Why without them").fill("Their owners are away until Monday.")
    page.get_by_role("button", name="Put October 2026 forward").click()
    expect(page.get_by_text("It is put forward.")).to_be_visible()
    sign_out(page)

    sign_in(page, Role.HEAD_OF_SERVICE)
    page.get_by_role("link", name=re.compile("Approve October 2026")).click()
    page.get_by_role("button", name="Approve October 2026").click()
    expect(page.get_by_text("The month is approved.")).to_be_visible()
    accessible()
    look("approved")


@pytest.mark.usefixtures("figures")
def test_the_second_of_two_who_save_is_shown_both_texts(page, accessible, look):
    everybody()
    sign_in(page, Role.INDICATOR_OWNER)
    address = "/commentary/early-help-assessments-started/Oct-26/write/"
    page.goto(address)
    page.get_by_label("What you say of it").fill("What I wrote in the morning.")
    other = page.context.new_page()
    other.goto(address)
    other.get_by_label("What you say of it").fill("What was saved from another desk.")
    other.get_by_role("button", name="Save and come back later").click()
    other.get_by_text("The draft is saved").wait_for()
    other.close()

    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_role("heading", name="Somebody else saved it")).to_be_visible()
    expect(page.get_by_text("What was saved from another desk.")).to_be_visible()
    mine = page.get_by_label("What you say of it")
    expect(mine).to_have_value("What I wrote in the morning.")
    accessible()
    look("both")
    mine.fill("What both of us say.")
    page.get_by_role("button", name="Save this instead").click()
    expect(page.get_by_text("What both of us say.").first).to_be_visible()
    accessible()
