"""An administrator names the owner of several indicators, and that person alone is asked."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from headway.domain.calculation_results import COUNCIL
from headway.domain.roles import Role
from headway.register.accounts.actions.make_up_person import make_up_person
from headway.web.demonstration import PASSWORD
from tests.journeys.office.people import everybody, sign_in, sign_out

pytestmark = pytest.mark.xdist_group("browser")
TITLE = "Early help assessments started in the month"


@pytest.mark.usefixtures("figures")
def test_an_administrator_names_an_owner_who_alone_is_asked(page, accessible, look):
    everybody()
    make_up_person(
        email="second.owner@council.example",
        name="A second owner",
        password=PASSWORD,
        role=Role.INDICATOR_OWNER,
        unit=COUNCIL,
        since=timezone.localdate(),
    )
    sign_in(page, Role.ADMINISTRATOR)
    accessible()
    look("administrator-month")
    page.get_by_role("link", name="Who owns which indicator").click()
    page.get_by_role("button", name="Name the owner of those ticked").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose who owns them")
    accessible()
    page.get_by_label("Who owns them").select_option("A second owner")
    page.get_by_label("All of these: head of early help", exact=True).check()
    page.get_by_role("button", name="Name the owner of those ticked").click()
    expect(page.get_by_role("alert")).to_contain_text("have a named owner")
    line = page.get_by_role("group", name="Head of early help", exact=True)
    expect(line.get_by_text("A second owner").first).to_be_visible()
    accessible()
    look("owners-named")
    sign_out(page)

    sign_in(page, Role.INDICATOR_OWNER)
    expect(page.get_by_role("link", name=TITLE, exact=True)).to_have_count(1)  # what changed
    expect(page.locator(".office-tasks").get_by_role("link", name=TITLE)).to_have_count(0)
    sign_out(page)

    sign_in(page, Role.ADMINISTRATOR)
    page.get_by_role("link", name="Who owns which indicator").click()
    page.get_by_role("button", name=f"that A second owner owns {TITLE}").click()
    expect(page.get_by_role("alert")).to_contain_text("The ownership has ended")
    page.get_by_text("Who owned what before").click()
    accessible()
    look("owner-ended")
