"""An analyst loads a month in the browser; a manager works through the team's list."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from headway.domain.asked_work import WorkKind
from headway.domain.roles import Role
from headway.register.trail.models import Entry
from headway.services.analysis.make_synthetic import make_exports
from headway.synthetic.dials import Dials
from headway.synthetic.exports import Form
from headway.web import worker
from tests.journeys.office.people import everybody, sign_in, sign_out

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def exports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    dials = Dials(children=6_000, years=2, seed=3, as_of=date(2026, 10, 31))
    make_exports(folder, dials, forms=frozenset({Form.TEMPLATES}), replace=True)
    return sorted((folder / Form.TEMPLATES.value).iterdir())


def test_an_analyst_loads_a_month_and_a_manager_works_through_a_list(
    page, accessible, look, settings, exports, tmp_path
):
    settings.OFFICE = replace(settings.OFFICE, data=tmp_path / "data", folder=tmp_path / "office")
    everybody()
    an_analyst_loads(page, accessible, look, exports)
    assert list((tmp_path / "office" / "handed-over").rglob("*")) == []
    a_manager_works_through_a_list(page, accessible, look)


def an_analyst_loads(page, accessible, look, exports):
    sign_in(page, Role.ANALYST)
    page.goto("/data/")
    expect(page.get_by_text("Nothing was loaded yet")).to_be_visible()
    accessible()
    page.get_by_role("button", name="Load exports").click()
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the files of the export")
    accessible()
    look("load-error")
    page.get_by_label("Exports").set_input_files([str(one) for one in exports])
    page.get_by_label("Day of the export").fill("31/10/2026")
    page.get_by_role("button", name="Load", exact=True).click()
    expect(page.get_by_role("heading", name="The exports are being loaded")).to_be_visible()
    accessible()
    look("loading")
    assert worker.work_off(WorkKind.LOAD) == 1
    expect(page.get_by_role("heading", name="The exports are loaded")).to_be_visible()
    accessible()
    look("loaded")
    page.get_by_role("link", name="See the scorecard").click()
    expect(page.get_by_text("October 2026").first).to_be_visible()
    page.goto("/data/")
    accessible()
    look("data")
    page.goto("/pathway/")
    accessible()
    look("pathway")
    sign_out(page)


def a_manager_works_through_a_list(page, accessible, look):
    sign_in(page, Role.TEAM_MANAGER)
    page.goto("/worklists/")
    accessible()
    look("worklists")
    page.get_by_role("link", name="Reviews by the team around the family").click()
    accessible()
    page.get_by_role("button", name="Show the rows").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what you need the rows for")
    page.get_by_label("What do you need the rows for?").fill("supervision on 3 December")
    page.get_by_role("button", name="Show the rows").click()
    expect(page.get_by_text("Read for: supervision on 3 December")).to_be_visible()
    accessible()
    look("worklist")
    assert "T0" not in page.url
    told = Entry.objects.filter(verb="read rows").order_by("-number").first()
    assert told.details["purpose"] == "supervision on 3 December"
    assert told.details["teams"] == "T01"
    page.goto("/capacity/")
    accessible()
    look("capacity")
    expect(page.get_by_text("Families led").first).to_be_attached()
    page.goto("/week/")
    accessible()
    look("week")
