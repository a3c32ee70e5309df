"""What a unit is called is changed with four eyes, from a day on, and holds where it is named."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from headway.domain.asked_work import WorkKind
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.definition_changes import ChangeState
from headway.domain.roles import Role
from headway.domain.trail import Verb
from headway.register.overlay.models import Change
from headway.register.trail.checking import check_whole_chain
from headway.register.trail.models import Entry
from headway.register.work.queries.work import latest_work
from headway.services.analysis.load_exports import load_exports
from headway.services.office.catalogue import current_catalogue
from headway.services.office.own_definitions.folders import FOLDER, files_of
from tests.unit.web.made_up_figures import keep_figures_of_two_teams
from tests.unit.web.test_settings import decide, number_of, send, zipped

pytestmark = pytest.mark.usefixtures("committed_at_once")
NORTH, SOUTH = UnitRef(Level.TEAM, "T01"), UnitRef(Level.TEAM, "T 2/b")
UNITS = """\
unit_id,kind,name,opened_on,closed_on
C0,council,Council,2020-01-01,
L1,locality,Harbour,2020-01-01,
T01,team,North team,2020-01-01,
T 2/b,team,South team,2020-01-01,
T03,team,East team,2020-01-01,2026-06-01
T04,team,West team,2026-12-01,
S1,school,North school,2020-01-01,
"""
OURS = """\
names:
  - {level: team, id: T99, name: Nobody's team}
  - {level: team, id: L1, name: Quay team}
  - {level: team, id: T01, name: south TEAM, from: 2026-08-01}
"""


@pytest.fixture
def office(settings, tmp_path):
    """An office with the units of one load, the figures of two teams and no definitions."""
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "organisation_unit.csv").write_text(UNITS, encoding="utf-8")
    within = "unit_id,member_of_id,grouping,started_on\nT01,L1,locality,2020-01-01\n"
    (exports / "unit_membership.csv").write_text(within, encoding="utf-8")
    at = datetime(2026, 9, 28, 9, tzinfo=UTC)
    snapshot = load_exports([exports], tmp_path / "data", by="test", at=at).snapshot
    keep_figures_of_two_teams(tmp_path / "data", snapshot=snapshot)
    settings.OFFICE = replace(settings.OFFICE, folder=tmp_path, data=tmp_path / "data")
    (tmp_path / FOLDER).mkdir()
    return settings.OFFICE


@pytest.fixture
def analyst(signed_in, office) -> Client:
    return signed_in(Role.ANALYST, unit=COUNCIL)


@pytest.fixture
def head(signed_in, office) -> Client:
    return signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)


def address(unit: str = "T01") -> str:
    return reverse("settings-unit", kwargs={"unit": unit})


def ask(client: Client, name: str, start: str = "1/10/2026", unit: str = "T01", **more: str):
    given = {"name": name, "start": start, "reason": "It moved.", "token": name, **more}
    return client.post(address(unit), given)


def names(office):
    return current_catalogue(office.definitions).unit_names


def put_in_force(analyst: Client, head: Client, text: str) -> None:
    decide(head, number_of(send(analyst, zipped(**{"organisation/ours.yaml": text}))))


def test_a_name_holds_once_somebody_else_approved_it(analyst, head, office, db):
    number = number_of(ask(analyst, "  Families   team: north "))
    assert (
        "T01 is called “Families team: north” from 1 October 2026 on instead of “North team”."
        in head.get(reverse("settings-change", kwargs={"number": number})).content.decode()
    )
    decide(analyst, number)  # not by oneself
    assert names(office).names == ()
    assert "Waiting for approval" in head.get(address()).content.decode()
    decide(head, number)
    assert names(office).on(date(2026, 9, 30)) == {}
    assert names(office).on(date(2026, 10, 1)) == {NORTH: "Families team: north"}
    [text] = files_of(office.definitions).values()
    assert 'was: "North team"' in text
    assert 'reason: "It moved."' in text
    assert 'approved_by: "head of service"' in text
    [work] = latest_work(WorkKind.FIGURES, 5)
    assert "came into force" in work.words["because"]
    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert {Verb.ASKED_FOR_CHANGE.value, Verb.APPROVED_CHANGE.value} <= set(verbs)
    assert check_whole_chain().findings == ()


def test_the_page_of_the_organisation_says_what_each_is_and_was_called(
    analyst, head, office, db, settings
):
    decide(head, number_of(ask(analyst, "Old north", "")))
    decide(head, number_of(ask(analyst, "Far north", "1/1/2099")))
    decide(head, number_of(ask(analyst, "Seaside", "", unit="T 2/b")))
    decide(head, number_of(ask(analyst, "Quayside", "", unit="L1")))
    said = head.get(reverse("settings-organisation")).content.decode()
    assert ">Old north</a>" in said
    assert "before: North team" in said
    assert "from 1 January 2099: Far north" in said
    assert ">Seaside</a>" in said
    assert "Quayside (L1) (locality), since 1 January 2020" in said
    assert "North school" not in said  # only what figures are given of
    own = head.get(address()).content.decode()
    assert own.index("from 1 January 2099") < own.index("Called always") < own.index("the exports")
    assert "Before, “North team”. It moved. Approved by the head of service" in own


@pytest.mark.parametrize(
    ("name", "start", "said"),
    [
        (" ", "", "Enter the name"),
        ("x" * 101, "", "at most 100 characters"),
        ("Har\u202ebour", "", "cannot be printed"),
        ("Fine", "in autumn", "Enter the day like"),
        ("Fine", "31/9/2026", "Enter the day like"),
        ("South  TEAM", "", "the team T 2/b is called “South TEAM” as well"),
        ("East team", "1/1/2026", "the team T03 is called “East team” as well"),
        ("West team", "1/10/2026", "the team T04 is called “West team” as well"),
    ],
)
def test_what_cannot_be_a_name_is_told_and_nothing_waits(analyst, name, start, said, db):
    sent = ask(analyst, name, start)
    assert sent.status_code == 422
    assert said.casefold() in sent.content.decode().casefold()
    assert Change.objects.count() == 0


def test_a_name_that_is_free_again_may_be_taken(analyst, head, office, db):
    number_of(ask(analyst, "East team", "1/6/2026"))  # the other closed on that very day
    decide(head, number_of(ask(analyst, "Seaside", "1/10/2026", unit="T 2/b")))
    assert ask(analyst, "South team", "30/9/2026", token="x").status_code == 422
    number_of(ask(analyst, "South team", "1/10/2026"))
    number_of(ask(analyst, "Harbour"))  # a locality may have it


def test_what_is_in_force_already_is_told(analyst, head, db):
    decide(head, number_of(ask(analyst, "Far north")))
    for name, start in (("Far north", "1/10/2026"), ("Far north", "1/11/2026"), ("North team", "")):
        sent = ask(analyst, name, start, token="again")
        assert "It is what is in force already" in sent.content.decode()


def test_the_same_form_sent_twice_asks_once(analyst, db):
    assert number_of(ask(analyst, "Far north")) == number_of(ask(analyst, "Far north"))
    assert Change.objects.count() == 1


def test_of_two_changes_of_one_name_the_one_approved_first_holds(analyst, head, office, db):
    first, second = (number_of(ask(analyst, one)) for one in ("Far north", "True north"))
    other = number_of(ask(analyst, "Seaside", unit="T 2/b"))
    decide(head, first)
    decide(head, second)
    assert Change.objects.get(pk=second).state == ChangeState.WAITING.name
    decide(head, other)  # another unit's name is not in its way
    assert names(office).on(date(2026, 10, 1)) == {NORTH: "Far north", SOUTH: "Seaside"}
    decide(head, second, "refuse")
    assert Change.objects.get(pk=second).state == ChangeState.REFUSED.name


def test_two_units_asked_for_one_name_cannot_both_have_it(analyst, head, office, db):
    first, second = (
        number_of(ask(analyst, "Seaside", unit=one, token=one)) for one in ("T01", "T 2/b")
    )
    decide(head, first)
    decide(head, second)
    assert Change.objects.get(pk=second).state == ChangeState.WAITING.name
    assert list(names(office).on(date(2026, 10, 1))) == [NORTH]


def test_whoever_had_the_page_open_while_the_name_changed_is_shown_both(analyst, head, db):
    seen = analyst.get(address()).context["form"]["seen"].value()
    decide(head, number_of(ask(analyst, "Far north")))
    sent = ask(analyst, "True north", token="mine", seen=seen)
    assert sent.status_code == 422
    said = sent.content.decode()
    assert "changed while you had this page open" in said
    assert "Far north" in said
    assert 'value="True north"' in said
    assert Change.objects.count() == 1
    now = sent.context["form"]["seen"].value()
    assert ask(analyst, "True north", token="mine", seen=now).status_code == 302


def test_names_over_nothing_and_names_of_two_are_told_and_stop_nothing(analyst, head, office, db):
    put_in_force(analyst, head, OURS)
    said = head.get(reverse("settings-organisation")).content.decode()
    assert "the team T99: No such team is in the exports. The name waits until one is." in said
    assert "the team L1: No such team is in the exports. There it is a locality." in said
    assert "It is called “south TEAM”, and so is the team T 2/b." in said
    assert ">Harbour</a>" in said


def test_only_those_whose_role_is_for_the_council_change_a_name(signed_in, analyst, office, db):
    of_a_team = signed_in(Role.ANALYST, Role.TEAM_MANAGER)
    assert ask(of_a_team, "Ours").headers["Location"] == reverse("settings")
    assert Change.objects.count() == 0
    of_practice = signed_in(Role.PRACTITIONER, unit=NORTH)
    for reader in (of_a_team, of_practice):
        assert "Put it forward" not in reader.get(address()).content.decode()
    assert "Put it forward" in analyst.get(address()).content.decode()
    assert of_practice.post(address(), {}).status_code == 403


@pytest.mark.parametrize("unit", ["T99", "S1", "C0", "download", "../T01"])
def test_what_is_no_team_locality_or_service_has_no_page(analyst, unit, db):
    assert analyst.get(address(unit)).status_code == 404
