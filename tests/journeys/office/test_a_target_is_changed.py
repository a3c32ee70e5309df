"""An analyst asks for another target, the head of service approves it, the colour changes."""

import re

import pytest
from playwright.sync_api import expect

from headway.domain.roles import Role
from tests.journeys.office.people import everybody, sign_in, sign_out
from tests.unit.web.made_up_figures import SHARE

pytestmark = pytest.mark.xdist_group("browser")


def ask_for(page, goal: str) -> None:
    page.goto(f"/settings/targets/{SHARE}/")
    page.get_by_label("Period").fill("2026/27")
    page.get_by_label("at least", exact=True).check()
    page.get_by_label("Target", exact=True).fill(goal)
    page.get_by_label("Close within").fill("5")
    page.get_by_label("Why").fill("Agreed by the board in March.")
    page.get_by_role("button", name="Put it forward").click()


def approve(page) -> None:
    page.goto("/settings/")
    page.get_by_role("table", name="Waiting").get_by_role("link").click()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("alert")).to_contain_text("in force from now on")


@pytest.mark.usefixtures("figures")
def test_a_target_is_changed_with_four_eyes(page, accessible, look):
    everybody()
    sign_in(page, Role.ANALYST)
    page.goto("/settings/")
    accessible()
    look("settings-empty")
    page.get_by_role("link", name="Targets").click()
    accessible()
    ask_for(page, "450")
    expect(page.get_by_role("alert")).to_contain_text("between 0 and 100")
    accessible()
    look("target-refused")
    ask_for(page, "45")
    expect(page.get_by_role("heading", level=1, name=re.compile("^Change"))).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    accessible()
    look("change-own")
    sign_out(page)

    sign_in(page, Role.HEAD_OF_SERVICE)
    approve(page)
    accessible()
    page.goto("/scorecard/")
    row = page.get_by_role("row").filter(has_text="within 30 days")
    expect(row.first).to_contain_text("●")
    look("scorecard-green")
    sign_out(page)

    sign_in(page, Role.ANALYST)
    ask_for(page, "95")
    sign_out(page)
    sign_in(page, Role.HEAD_OF_SERVICE)
    approve(page)
    page.goto("/scorecard/")
    expect(row.first).to_contain_text("■")
    look("scorecard-red")
    for place in ("definitions/", "organisation/", "disclosure/", f"targets/{SHARE}/", ""):
        page.goto(f"/settings/{place}")
        accessible()
        look(f"settings-{place.partition('/')[0] or 'all'}")
    sign_out(page)
    sign_in(page, Role.ADMINISTRATOR)
    for place in ("definitions/upload/", "disclosure/public/"):
        page.goto(f"/settings/{place}")
        accessible()
        look(f"settings-{place.replace('/', '-')}form")
