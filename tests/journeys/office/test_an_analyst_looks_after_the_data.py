"""An analyst sees what moved, takes a wrong load back, and loads national figures."""

import json
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from headway.domain.asked_work import WorkKind
from headway.domain.roles import Role
from headway.web import worker
from tests.journeys.office.people import everybody, sign_in
from tests.unit.web.test_data import NATIONAL, load_twice
from tests.unit.web.test_flow_and_capacity import PAGES

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def office(settings, tmp_path):
    data = tmp_path / "data"
    load_twice(tmp_path, data, {name: json.dumps(one).encode() for name, one in PAGES.items()})
    settings.OFFICE = replace(settings.OFFICE, data=data, folder=tmp_path / "office")


def test_an_analyst_looks_after_the_data(office, page, accessible, look):
    everybody()
    sign_in(page, Role.ANALYST)
    for place in ("pathway", "capacity", "worklists"):
        page.goto(f"/{place}/")
        accessible()
        look(place)
    a_wrong_load_is_taken_back(page, accessible, look)
    national_figures_are_loaded(page, accessible, look)


def a_wrong_load_is_taken_back(page, accessible, look):
    page.goto("/data/")
    accessible()
    page.get_by_role("link", name="28 October 2026").click()
    expect(page.get_by_text("a drop that large is rarely real")).to_be_visible()
    accessible()
    look("snapshot")
    page.get_by_role("button", name="Withdraw the snapshot").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why the snapshot is withdrawn")
    accessible()
    page.get_by_label("Why it is withdrawn").fill("The export left the north out.")
    page.get_by_role("button", name="Withdraw the snapshot").click()
    expect(page.get_by_role("heading", name="being worked out")).to_be_visible()
    accessible()
    page.goto("/data/")
    expect(page.get_by_text("The export left the north out.")).to_be_visible()
    accessible()
    look("withdrawn")


def national_figures_are_loaded(page, accessible, look):
    page.get_by_role("link", name="Measures, years and sources").click()
    accessible()
    page.get_by_role("button", name="Load national figures").click()
    accessible()
    files = [str(one) for one in sorted(NATIONAL.glob("*.csv"))]
    page.get_by_label("Published files").set_input_files(files)
    page.get_by_role("button", name="Load").click()
    expect(page.get_by_role("heading", name="are being loaded")).to_be_visible()
    assert worker.work_off(WorkKind.BENCHMARKS) == 1
    expect(page.get_by_role("heading", name="The national figures are loaded")).to_be_visible()
    accessible()
    look("benchmarks-loaded")
    page.get_by_role("link", name="See what was loaded").click()
    expect(page.get_by_role("table", name="Measures that stand for")).to_be_visible()
    accessible()
    look("benchmarks")
