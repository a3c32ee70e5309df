"""An analyst loads a month, and publishes it once it is approved; a manager works a list off."""

import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from headway.domain.asked_work import WorkKind
from headway.domain.commentary import CommentaryKey
from headway.domain.periods import month_of
from headway.domain.roles import Role
from headway.register.accounts.queries.actor import actor_of
from headway.register.commentary.written import Words
from headway.register.trail.models import Entry
from headway.services.analysis.make_synthetic import make_exports
from headway.services.office.write_commentary import Sent, sign, submit, write
from headway.synthetic.dials import Dials
from headway.synthetic.exports import Form
from headway.web import worker
from headway.web.demonstration import address_of
from tests.journeys.office.people import everybody, sign_in, sign_out

pytestmark = pytest.mark.xdist_group("browser")
SIGNS = Role.HEAD_OF_SERVICE
WAITS = 30_000  # milliseconds: a page that waits looks every two seconds


@pytest.fixture(scope="module")
def exports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    dials = Dials(children=2_000, years=2, seed=3, as_of=date(2026, 10, 31))
    make_exports(folder, dials, forms=frozenset({Form.TEMPLATES}), replace=True)
    return sorted((folder / Form.TEMPLATES.value).iterdir())


def test_an_analyst_loads_a_month_and_publishes(
    page, accessible, look, settings, exports, tmp_path
):
    settings.OFFICE = replace(settings.OFFICE, data=tmp_path / "data", folder=tmp_path / "office")
    everybody()
    an_analyst_loads(page, accessible, look, exports)
    assert list((tmp_path / "office" / "handed-over").rglob("*")) == []
    a_manager_works_through_a_list(page, accessible, look)
    an_owner_says_why_and_another_signs(settings.OFFICE)
    the_analyst_puts_the_month_forward(page, accessible)
    a_head_of_service_approves_it(page)
    the_analyst_looks_at_it_and_publishes(page, accessible, look)


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
    expect(page.get_by_role("heading", name="The exports are loaded")).to_be_visible(timeout=WAITS)
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
    sign_out(page)


def an_owner_says_why_and_another_signs(office):
    """What a journey of its own shows in the browser."""
    key = CommentaryKey("early-help-plans-opened", month_of(date(2026, 10, 1)))
    owner, head = (actor_of(address_of(one)) for one in (Role.INDICATOR_OWNER, SIGNS))
    words = Words("Practitioners who joined in the spring hold fewer families until they settle.")
    write(office.definitions, Sent(key, 0, "one", owner), words)
    submit(office.data, office.definitions, Sent(key, 1, "two", owner))
    sign(office.data, office.definitions, Sent(key, 2, "three", head))


def the_analyst_puts_the_month_forward(page, accessible):
    sign_in(page, Role.ANALYST)
    page.goto("/sign-off/early-help-service/Oct-26/")
    page.get_by_role("link", name="Look at it as each audience would see it").click()
    expect(page.get_by_text("It is not approved yet")).to_be_visible()
    accessible()
    page.get_by_role("link", name="Sign-off").last.click()
    page.get_by_role("button", name="Put October 2026 forward").click()
    expect(page.get_by_role("alert")).to_contain_text("are not signed off")
    page.get_by_label("Why without them").fill("Their owners are away until the 20th.")
    page.get_by_role("button", name="Put October 2026 forward").click()
    expect(page.get_by_text("A head of service approves it")).to_be_visible()
    sign_out(page)


def a_head_of_service_approves_it(page):
    sign_in(page, SIGNS)
    page.goto("/sign-off/early-help-service/Oct-26/")
    page.get_by_role("button", name="Approve October 2026").click()
    expect(page.get_by_text("The month is approved")).to_be_visible()
    sign_out(page)


def the_analyst_looks_at_it_and_publishes(page, accessible, look):
    sign_in(page, Role.ANALYST)
    page.goto("/sign-off/early-help-service/Oct-26/")
    page.get_by_role("link", name="Publish it").click()
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("alert")).to_contain_text("Say for whom it is")
    accessible()
    page.get_by_label("The public").check()
    page.get_by_label("The whole council, and each locality").check()
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="It is being made")).to_be_visible()
    accessible()
    look("preview-waits")
    assert worker.work_off(WorkKind.PREVIEW) == 1
    expect(page.get_by_role("heading", name="As they would see it")).to_be_visible(timeout=WAITS)
    audit = page.get_by_role("listitem").filter(has_text="numbers that nobody can work out")
    expect(audit).to_have_text(re.compile(r"^Proved: [\d,]+ numbers"))
    expect(page.get_by_text("are withheld because they are small")).to_be_visible()
    accessible()
    look("preview")
    looked_at = page.url
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_role("heading", name="It is being published")).to_be_visible()
    accessible()
    look("publishing")
    publishing = page.url
    page.goto(looked_at)
    page.get_by_role("link", name="see what came of it").click()
    expect(page).to_have_url(publishing)
    assert worker.work_off(WorkKind.PUBLISH) == 1
    expect(page.get_by_role("heading", name="Published", exact=True)).to_be_visible(timeout=WAITS)
    accessible()
    look("published")
    page.get_by_role("link", name="Read it, and take its files").click()
    name = "Edition 2026-10-public-1"
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    accessible()
    look("edition")
    page.goto(looked_at)
    expect(page.get_by_role("heading", name="It is no longer kept")).to_be_visible()
    accessible()
    asked, ended = (
        Entry.objects.filter(verb=one).last() for one in ("asked for work", "ended work")
    )
    assert {asked.by, ended.by} == {address_of(Role.ANALYST)}
    assert (asked.details["audience"], ended.details["edition"]) == ("PUBLIC", "2026-10-public-1")
