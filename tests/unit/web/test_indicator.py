"""An indicator's page: its parts for those entitled, what stands beside it, targets and plans."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import headway
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.roles import Role
from headway.services.analysis.benchmarks import load_benchmarks
from headway.services.analysis.kept_groups import group_file
from headway.services.analysis.kept_plans import keep_plan
from headway.services.analysis.plans import plan_summary
from tests.unit.web.made_up_figures import COUNTS, SHARE, keep_figures_of_two_teams, month

EXAMPLES = Path(headway.__file__).parent / "examples"
AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
NORTH = UnitRef(Level.TEAM, "T01")
SUPERVISED = "supervision-on-time-percentage"


def cell(amount: str, *, withheld: bool) -> list[object]:
    return [amount, amount, None, "", "", withheld]


def groups() -> bytes:
    """Groups of the council and of one team, in October and September."""

    def unit(few: str, many: str) -> dict[str, object]:
        october = {"F": cell(many, withheld=False), "M": cell(few, withheld=True)}
        return {
            "F": {month(0): october["F"], month(1): cell(few, withheld=True)},
            "M": {month(0): october["M"]},
            "U": {month(0): cell("0", withheld=False)},
        }

    units = {"COUNCIL:": unit("3", "997"), "TEAM:T01": unit("4", "3996")}
    named = [["F", "Female"], ["M", "Male"], ["U", "Not known"]]
    by = {"person.sex": {"groups": named, "units": units}}
    return json.dumps({"format": 1, "by": by}).encode()


@pytest.fixture
def data(settings, tmp_path):
    folder = tmp_path / "data"
    keep_figures_of_two_teams(folder, more={group_file(COUNTS): groups()})
    own = EXAMPLES / "made-up-council-cases" / "definitions"
    settings.OFFICE = replace(settings.OFFICE, data=folder, first_definitions=own)
    return folder


def page(client: Client, name: str = COUNTS, unit: str = "") -> str:
    address = reverse("indicator", kwargs={"name": name})
    if unit:
        chosen = client.post(reverse("indicator-choose", kwargs={"name": name}), {"unit": unit})
        assert chosen.status_code == 302
        address = chosen.headers["Location"]
        assert unit.rpartition(":")[2] not in address or unit == "COUNCIL:"
    shown = client.get(address)
    assert shown.status_code == 200
    return " ".join(shown.content.decode().split())


@pytest.mark.usefixtures("data")
def test_those_who_read_rows_see_every_group(signed_in):
    text = page(signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL))
    assert "Female" in text
    assert "997" in text
    assert 'data-label="Oct-26">3<' in text
    assert "is withheld" not in text


@pytest.mark.usefixtures("data")
def test_others_see_no_group_of_a_few_nor_what_gives_it_away(signed_in):
    text = page(signed_in(Role.QUALITY_LEAD, unit=COUNCIL))
    assert "997" in text
    assert 'data-label="Oct-26">3<' not in text
    assert 'data-label="Sep-26">3<' not in text
    assert "suppressed: withheld so that nobody can be singled out" in text
    assert "* stands for a figure that is withheld" in text


@pytest.mark.usefixtures("data")
def test_where_all_of_a_month_is_withheld_no_nought_is_shown(signed_in):
    """September has one group, withheld: a nought beside it would say that it is the whole."""
    text = page(signed_in(Role.QUALITY_LEAD, unit=COUNCIL))
    assert 'data-label="Sep-26">0<' not in text
    assert 'data-label="Sep-26">0<' in page(signed_in(Role.ANALYST, unit=COUNCIL))


@pytest.mark.usefixtures("data")
def test_groups_of_a_team_are_for_those_who_read_its_rows(signed_in):
    assert "3,996" in page(signed_in(Role.TEAM_MANAGER, unit=NORTH))
    text = page(signed_in(Role.PRACTITIONER, unit=NORTH))
    assert "3,996" not in text
    assert "shown to those who may read its rows" in text


@pytest.mark.usefixtures("data")
def test_units_stand_beside_each_other_for_those_entitled_to_them(signed_in):
    head = page(signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL))
    assert "North locality" in head
    assert "South team" in head
    locality = page(signed_in(Role.ANALYST, unit=UnitRef(Level.LOCALITY, "L2")))
    assert "T02 South team" in locality
    assert "T01 North team" not in locality
    assert "By unit" not in page(signed_in(Role.PRACTITIONER, unit=NORTH))


@pytest.mark.usefixtures("data")
def test_another_unit_is_chosen_and_another_s_is_refused(signed_in):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    assert "T01 North team" in page(client, unit="TEAM:T01")
    other = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    where = reverse("indicator-choose", kwargs={"name": COUNTS})
    assert other.post(where, {"unit": "TEAM:T02"}).status_code == 403
    assert other.post(where, {"unit": "COUNCIL:"}).status_code == 403


def test_what_stands_beside_it_or_why_nothing_does(data, signed_in):
    client = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    assert "No national figures are kept here" in page(client)
    load_benchmarks([EXAMPLES / "made-up-council" / "benchmarks"], data, by="test", at=AT)
    text = page(client, "assessments-within-45-days-percentage")
    assert "Larkmouth" in text
    assert "Neighbours, median" in text
    assert "England" in text
    assert "2025-26" in text
    assert "LAIT" in text
    assert "Not compared: no national measure is mapped" in page(client)
    assert "page of the whole council" in page(client, unit="TEAM:T01")


@pytest.mark.usefixtures("data")
def test_targets_of_each_year_stand_with_their_tolerance(signed_in):
    text = page(signed_in(Role.PLAN_LEAD, unit=COUNCIL), SHARE)
    assert "2026/27" in text
    assert "at least 55%" in text
    assert "within 5 points of it" in text
    assert "not revised" in text
    assert "No target is set" in page(signed_in(Role.ANALYST, unit=COUNCIL))


def test_a_target_s_revisions_are_told_with_reason_and_date(settings, data, tmp_path, signed_in):
    own = tmp_path / "own"
    (own / "targets").mkdir(parents=True)
    (own / "targets" / "2026-27.yaml").write_text(
        f"targets:\n  {SHARE}:\n    - period: 2026/27\n      form: at least\n      goal: 60\n"
        "      floor: 50\n      revisions:\n        - was: at least 70%\n          on: 2026-06-05\n"
        "          reason: Two posts are vacant\n          approved_by: the board\n",
        encoding="utf-8",
    )
    settings.OFFICE = replace(settings.OFFICE, first_definitions=own)
    text = page(signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL), SHARE)
    said = "It was at least 70% until 5 June 2026: Two posts are vacant (agreed by: the board)"
    assert said in text
    assert "down to 50%" in text


def test_plans_that_depend_on_it_are_named_with_their_actions(data, signed_in):
    client = signed_in(Role.PLAN_LEAD, unit=COUNCIL)
    assert "No plan names it" in page(client, SUPERVISED)
    plan = plan_summary([EXAMPLES / "development-plan-2018.csv"])
    keep_plan(plan, data, by="test", at=AT)
    text = page(client, SUPERVISED)
    assert "priority 1, Skilled and settled social care workforce" in text
    assert "90% of social workers supervised every four weeks" in text
    assert "30 September 2018" in text
    assert "2: Begun, but behind (RAG 01/18)" in text
    assert "No plan names it" in page(client)
