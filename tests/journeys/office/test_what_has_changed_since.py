"""A head of service asks what has changed since an edition, why, and takes the report away."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from headway.domain.asked_work import WorkKind
from headway.domain.roles import Role
from headway.web import worker
from tests.journeys.office.people import everybody, sign_in, sign_out
from tests.unit.web.published_twice import PUBLIC, STAFF, publish_and_load_again

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    data = tmp_path_factory.mktemp("twice") / "data"
    publish_and_load_again(data)
    return data


def test_what_moved_since_an_edition_is_seen_explained_and_taken_away(
    page, accessible, look, settings, made
):
    settings.OFFICE = replace(settings.OFFICE, data=made)
    everybody()
    sign_in(page, Role.HEAD_OF_SERVICE)
    page.goto(f"/editions/{STAFF}/")
    page.get_by_role("link", name="What has changed since").click()
    expect(page.get_by_text("1 of 2 figures moved since")).to_be_visible()
    page.get_by_text("latest figures that are as they were").first.click()
    accessible()
    look("moved")
    page.get_by_label("Data loaded on").select_option(index=1)
    page.get_by_role("button", name="Set against this").click()
    expect(page.get_by_text("Nothing moved").first).to_be_visible()
    accessible()
    look("nothing-moved")

    page.goto(f"/editions/{PUBLIC}/changed/")
    expect(page.get_by_text("withheld when published").first).to_be_visible()
    accessible()
    look("withheld")
    page.get_by_role("button", name="Work out why").click()
    expect(page.get_by_text("Waiting")).to_be_visible()
    accessible()
    look("waiting")
    assert worker.work_off(WorkKind.RESTATEMENT) == 1
    expect(page.get_by_text("2 recorded late")).to_be_visible()
    page.get_by_text("How it was worked out").click()
    accessible()
    look("why")
    page.get_by_role("link", name="What has changed since", exact=True).click()
    page.get_by_role("button", name="Download").click()
    expect(page.get_by_text("Say what you need the figures for").first).to_be_visible()
    accessible()
    page.get_by_label("What for").fill("The board of March")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download").click()
    assert taken.value.suggested_filename == "what-has-changed.xlsx"
    page.goto("/indicator/early-help-plans-opened/")
    expect(page.get_by_role("heading", name="As published, and as now known")).to_be_visible()
    accessible()
    look("indicator")
    sign_out(page)

    sign_in(page, Role.BOARD_MEMBER)
    page.goto(f"/editions/{PUBLIC}/changed/")
    expect(page.get_by_role("heading", name="not")).to_be_visible()
    accessible()
    look("refused")
