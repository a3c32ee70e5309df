"""The pathway and capacity by month and unit, and workers' caseloads for those entitled alone."""

import json
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.roles import Role
from headway.services.analysis.kept_pages import CASELOADS, FINDINGS, LISTS, PATHWAY
from tests.unit.web.made_up_figures import UNITS, keep_figures_of_two_teams, month

NORTH, SOUTH = UnitRef(Level.TEAM, "T01"), UnitRef(Level.TEAM, "T02")
COUNTED = ("contacts-passed-on", "assessments-begun", "children-open")
WORKER_NORTH, WORKER_SOUTH = "W-NORTH-1", "W-SOUTH-1"


def measures() -> dict[str, dict[str, dict[str, list[str]]]]:
    """Each unit's figures are its own and each month's: 7,000 and so on for the third unit."""
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for place, (level, name, _, _) in enumerate(UNITS):
        found[f"{level}:{name}"] = {
            one: {month(back): [str(5000 + 1000 * place + 100 * kind + back)] for back in range(14)}
            for kind, one in enumerate(COUNTED)
        }
    return found


PAGES = {
    PATHWAY: {
        "measures": measures(),
        "decisions": {month(0): {"early_help": ["40"], "no_further_action": ["2"]}},
        "destinations": {month(0): {"T01": ["31"], "AG9": ["9"], "": ["2"]}},
    },
    CASELOADS: {
        "on": "2026-10-31",
        "teams": {
            "T01": [[WORKER_NORTH, "holds_families", 8, 9, 11]],
            "T02": [[WORKER_SOUTH, "holds_families", None, 3, 4]],
        },
    },
    LISTS: {"known_to": "2026-10-31", "ahead_to": "2026-11-15", "teams": {}},
    FINDINGS: [
        ["T01", "told", "visit", "in_the_future", "Correct the date", 4],
        ["T01", "fatal", "contact", "contact.received_on.missing", "Fill the cell", 3],
        ["T01", "told", "consent", "in_the_future", "Correct the date", 7],
        ["T02", "told", "visit", "visit.kind.unknown_code", "Something of the south", 5],
    ],
}


@pytest.fixture(autouse=True)
def office(settings, tmp_path):
    files = {name: json.dumps(one).encode() for name, one in PAGES.items()}
    keep_figures_of_two_teams(tmp_path / "data", more=files)
    settings.OFFICE = replace(settings.OFFICE, data=tmp_path / "data", folder=tmp_path / "office")


def page(client: Client, name: str, unit: str = "", period: str = "Oct-26") -> str:
    if not unit:
        return client.get(reverse(name)).content.decode()
    sent = client.post(reverse(f"{name}-choose"), {"unit": unit, "month": period})
    return client.get(sent.headers["Location"]).content.decode()


def test_the_pathway_is_shown_by_locality_and_by_month(signed_in):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    said = page(analyst, "pathway")
    for expected in ("5,000", "6,000", "7,000", "L1 North locality", "L2 South locality"):
        assert expected in said  # passed to early help: the council and each locality
    assert "Oct-25" in said
    assert "5,012" in said  # a year before
    assert "5,013" not in said
    earlier = page(analyst, "pathway", "LOCALITY:L2", "Sep-26")
    assert "7,001" in earlier
    assert "9,001" in earlier  # its team
    assert "8,001" not in earlier  # the other locality's
    assert "L1 North locality" not in earlier.partition("By unit")[2]


def test_destinations_say_what_began_there(signed_in):
    said = page(signed_in(Role.ANALYST, unit=COUNCIL), "pathway")
    assert "No team or service named" in said
    row = said.partition("T01 North team</th>")[2].partition("</tr>")[0]
    assert ">31<" in row
    assert ">8,100<" in row  # assessments begun by the team


@pytest.mark.parametrize("name", ["pathway", "capacity"])
def test_a_team_manager_sees_no_figure_of_another_team(signed_in, name):
    said = page(signed_in(Role.TEAM_MANAGER, unit=NORTH), name)
    assert "North team" in said
    assert "South" not in said
    for place in (5, 6, 7, 9):  # the council's, the localities' and the other team's
        assert f">{place},0" not in said
        assert f">{place},1" not in said
        assert f">{place},2" not in said


def test_a_locality_manager_sees_the_teams_within_it(signed_in):
    manager = signed_in(Role.HEAD_OF_SERVICE, unit=UnitRef(Level.LOCALITY, "L1"))
    said = page(manager, "capacity")
    assert "L1 North locality" in said
    assert "T01 North team" in said
    assert "South" not in said
    assert "8,200" in said  # children open in the team
    assert "Oct-25" in said


def test_workers_are_shown_to_those_entitled_to_the_team_and_to_nobody_else(signed_in):
    entitled = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    said = page(entitled, "capacity")
    assert WORKER_NORTH in said
    assert WORKER_SOUTH not in said
    assert "<strong>113%</strong>" in said  # nine families with room for eight
    assert "not stated" not in said
    for role, unit in (
        (Role.PRACTITIONER, NORTH),
        (Role.INDICATOR_OWNER, NORTH),
        (Role.QUALITY_LEAD, COUNCIL),
        (Role.PLAN_LEAD, COUNCIL),
    ):
        reader = signed_in(role, unit=unit)
        for shown in (page(reader, "capacity"), page(reader, "capacity", "TEAM:T01")):
            assert WORKER_NORTH not in shown, role
            assert WORKER_SOUTH not in shown, role
    head = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    assert WORKER_SOUTH in page(head, "capacity", "TEAM:T02")
    assert WORKER_SOUTH not in page(head, "capacity")  # by team alone


def test_findings_are_put_together_by_what_to_do(signed_in):
    said = page(signed_in(Role.TEAM_MANAGER, unit=NORTH), "worklists")
    assert said.index("Fill the cell") < said.index("Correct the date")  # it keeps rows out
    assert said.count("Correct the date") == 1
    assert ">11<" in said  # four and seven
    assert "Something of the south" not in said
