"""A board member sees what was published, its small numbers withheld, and nothing else."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from headway.catalogue.loading import load_catalogue
from headway.domain.asked_work import ToldLine, WorkKind
from headway.domain.disclosure.policy import Audience
from headway.domain.periods import month_of
from headway.domain.roles import Role
from headway.register.accounts.queries.actor import actor_of
from headway.register.trail.models import Entry
from headway.register.work.actions.ask_for_work import ask_for_work
from headway.register.work.actions.end_work import end_work
from headway.register.work.actions.take_work import take_work
from headway.services.analysis.calculated_scorecard import USUAL_CARD
from headway.services.analysis.load_exports import load_exports
from headway.services.analysis.make_synthetic import make_exports
from headway.services.analysis.publish import PublishAsked, publish
from headway.services.analysis.published import files_of_edition
from headway.services.office.edition_figures import read_edition
from headway.synthetic.dials import Dials
from headway.synthetic.exports import Form
from headway.web.demonstration import address_of
from tests.journeys.office.people import everybody, sign_in, sign_out

pytestmark = pytest.mark.xdist_group("browser")
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
EXPORTED = date(2026, 10, 31)
PUBLIC, INTERNAL = "2026-10-public-1", "2026-10-internal-1"
SMALL = tuple("12345")  # what the policy for the public withholds
WORDS = {"card": USUAL_CARD, "month": "Oct-26", "audience": "INTERNAL", "units": "council"}
MONTH = f"{USUAL_CARD}/Oct-26"
NOT_FOR_THE_BOARD = (
    "/scorecard/",
    "/indicator/early-help-plans-opened/",
    "/indicator/early-help-plans-opened/rows/",
    "/commentary/early-help-plans-opened/Oct-26/",
    "/sign-off/",
    f"/sign-off/{MONTH}/",
    f"/editions/publish/{MONTH}/",
    f"/editions/{INTERNAL}/",
    f"/editions/{PUBLIC}/changed/",
    "/pathway/",
    "/capacity/",
    "/worklists/",
    "/week/",
    "/data/",
    "/entry/",
    "/settings/",
    "/people/",
    "/trail/",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A council of some families, whose October is published for its staff and for the public."""
    exports, data = tmp_path_factory.mktemp("exports"), tmp_path_factory.mktemp("data") / "data"
    dials = Dials(children=1_500, years=2, seed=3, as_of=EXPORTED)
    make_exports(exports, dials, forms=frozenset({Form.TEMPLATES}), replace=True)
    load_exports([exports / Form.TEMPLATES.value], data, by="test", at=AT, as_of=EXPORTED)
    for audience in (Audience.INTERNAL, Audience.PUBLIC):
        publish(data, PublishAsked(audience, month_of(EXPORTED), "test", AT))
    return data


@pytest.fixture
def office(made, settings, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(made, data)
    settings.OFFICE = replace(settings.OFFICE, data=data)
    return settings.OFFICE


def test_a_board_member_sees_only_what_is_published(page, accessible, look, office):
    everybody()
    refused, preview = somebody_looks_at_an_edition_for_staff()
    sign_in(page, Role.BOARD_MEMBER)
    page.goto("/editions/")
    expect(page.get_by_role("link", name=PUBLIC)).to_be_visible()
    assert INTERNAL not in page.content()
    accessible()
    look("board-editions")
    page.get_by_role("link", name=PUBLIC).click()
    small_numbers_are_withheld(page, office)
    accessible()
    look("board-edition")
    a_file_has_the_bytes_of_the_edition(page, office)
    nothing_else_is_reached(page, [*NOT_FOR_THE_BOARD, refused, preview])
    sign_out(page)
    a_head_of_service_withdraws_it(page, accessible, look, refused)
    the_board_reads_why_and_no_figure(page, accessible, look)


def somebody_looks_at_an_edition_for_staff() -> list[str]:
    """Have one that was refused and one that was made; give their addresses."""
    found = []
    analyst = actor_of(address_of(Role.ANALYST))
    for form, result in (("one", None), ("two", {})):
        name = ask_for_work(kind=WorkKind.PREVIEW, form=form, words=WORDS, by=analyst)
        take_work(WorkKind.PREVIEW)
        told = [ToldLine("2026-10-internal-2", "a figure can be worked out", "Give fewer")]
        end_work(name=name, result=result, told=told)
        found.append(f"/editions/preview/{name}/")
    return found


def small_numbers_are_withheld(page, office):
    known = load_catalogue(None)
    exact, shown = (
        read_edition(files_of_edition(office.data, name), known, USUAL_CARD).figures["council"]
        for name in (INTERNAL, PUBLIC)
    )
    small = {one.title for one in exact if one.shown in SMALL}
    assert len(small) > 3
    assert {one.shown for one in shown if one.title in small} == {"*"}
    rows = page.get_by_role("table").get_by_role("row")
    for title in small:
        named = re.compile(rf"^{re.escape(title)}( quarter .*)?$")
        row = rows.filter(has=page.get_by_role("rowheader", name=named))
        expect(row.get_by_role("cell")).to_have_text(re.compile(r"^\* \(withheld to protect"))
    assert re.findall(r">\s*([1-5])\s*<", page.content()) == []
    told = page.get_by_role("cell").all_inner_texts()
    assert [one for one in told if one.split()[0] in SMALL] == []


def a_file_has_the_bytes_of_the_edition(page, office):
    files = files_of_edition(office.data, PUBLIC)
    for name in ("council.csv", "council.xlsx"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name).click()
        assert waiting.value.suggested_filename == name
        assert Path(waiting.value.path()).read_bytes() == files[name]
    taken = Entry.objects.filter(verb="took figures away")
    assert {one.by for one in taken} == {address_of(Role.BOARD_MEMBER)}


def nothing_else_is_reached(page, addresses):
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status in {403, 404}, address
        assert INTERNAL not in page.content().replace(address, ""), address


def a_head_of_service_withdraws_it(page, accessible, look, refused):
    sign_in(page, Role.HEAD_OF_SERVICE)
    page.goto(refused)
    expect(page.get_by_role("heading", name="It cannot be published so")).to_be_visible()
    expect(page.get_by_text("a figure can be worked out")).to_be_visible()
    accessible()
    look("refused")
    page.goto(f"/editions/{PUBLIC}/")
    page.get_by_text("Withdraw it").first.click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why, for those who have read it")
    accessible()
    look("withdraw-error")
    page.get_by_label("Why").fill("A month was counted twice.")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text(f"Edition {PUBLIC} is withdrawn.")).to_be_visible()
    accessible()
    page.get_by_role("link", name=PUBLIC).click()
    expect(page.get_by_text("It was withdrawn: A month was counted twice.")).to_be_visible()
    accessible()
    look("withdrawn")
    sign_out(page)


def the_board_reads_why_and_no_figure(page, accessible, look):
    sign_in(page, Role.BOARD_MEMBER)
    page.goto("/editions/")
    expect(page.get_by_text("A month was counted twice.")).to_be_visible()
    expect(page.get_by_role("link", name=PUBLIC)).to_have_count(0)
    accessible()
    look("board-withdrawn")
    nothing_else_is_reached(page, [f"/editions/{PUBLIC}/"])
