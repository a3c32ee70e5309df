"""Editions: who reads which, published once approved, taken with the trail, withdrawn once."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.roles import Role
from headway.register.trail.models import Entry
from headway.services.analysis.keeping import keep
from headway.warehouse.artefacts import Kind
from tests.unit.web.made_up_figures import COUNTS, keep_figures_of_two_teams

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
SHOWN = {"internal": "3 in full", "partners": "c", "public": "withheld"}


def edition(audience: str) -> str:
    return f"2026-10-{audience}-1"


@pytest.fixture(autouse=True)
def published(settings, tmp_path):
    data = tmp_path / "data"
    keep_figures_of_two_teams(data)
    for audience, shown in SHOWN.items():
        figure = {
            "scorecard": "council",
            "indicator": COUNTS,
            "period": {"name": "October 2026"},
            "state": "number",
            "value": "3",
            "shown": shown,
            "symbol": "",
        }
        said = {
            "period": {"name": "October 2026"},
            "words": [{"term": "Edition", "meaning": audience}],
            "figures": [figure, figure | {"scorecard": "team-t01", "shown": "of a team"}],
        }
        about = {
            "edition": edition(audience),
            "audience": audience,
            "period": "Oct-26",
            "policy": "p",
            "card": "early-help-service",
            "snapshot": "s",
        }
        files = {"edition.json": json.dumps(said).encode(), "council.csv": shown.encode()}
        keep(data, Kind.EDITIONS, files, about, by="test", at=AT)
    settings.OFFICE = replace(settings.OFFICE, data=data)
    return data


def address(page: str, audience: str) -> str:
    return reverse(page, kwargs={"edition": edition(audience)})


def test_a_board_member_reads_what_is_for_outside_and_nothing_else(signed_in):
    board = signed_in(Role.BOARD_MEMBER)
    page = board.get(reverse("editions")).content.decode()
    assert edition("public") in page
    assert edition("partners") in page
    assert edition("internal") not in page
    shown = board.get(address("edition", "public")).content.decode()
    assert "withheld" in shown
    assert "of a team" not in shown
    assert board.get(address("edition", "internal")).status_code == 404
    taken = board.post(address("edition-file", "internal"), {"file": "council.csv"})
    assert taken.status_code == 404
    for name in ("scorecard", "sign-off"):
        assert board.get(reverse(name)).status_code == 403


def test_a_team_manager_does_not_read_other_teams_in_the_councils_own(signed_in):
    north = signed_in(Role.TEAM_MANAGER, unit=UnitRef(Level.TEAM, "T01"))
    assert north.get(address("edition", "internal")).status_code == 404
    assert north.get(address("edition", "public")).status_code == 200


def test_a_file_is_given_as_it_was_frozen_and_that_is_on_the_trail(signed_in):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    taken = analyst.post(address("edition-file", "internal"), {"file": "council.csv"})
    assert taken.content == b"3 in full"
    assert Entry.objects.last().details == {"file": "council.csv"}
    nothing = analyst.post(address("edition-file", "internal"), {"file": "../secret-key.txt"})
    assert nothing.status_code == 404


def test_an_edition_is_withdrawn_once_with_a_reason(signed_in):
    head, board = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL), signed_in(Role.BOARD_MEMBER)
    withdraw = address("edition-withdraw", "public")
    assert head.post(withdraw, {"reason": " "}).status_code == 422
    head.post(withdraw, {"reason": "A month was counted twice."})
    page = board.get(reverse("editions")).content.decode()
    assert "A month was counted twice." in page
    assert board.get(address("edition", "public")).status_code == 404
    again = head.post(withdraw, {"reason": "Again."}, follow=True)
    assert "withdrawn already" in again.content.decode()


def test_a_head_of_service_of_one_team_withdraws_nothing(signed_in):
    head = signed_in(Role.HEAD_OF_SERVICE, unit=UnitRef(Level.TEAM, "T01"))
    assert head.post(address("edition-withdraw", "public"), {"reason": "No."}).status_code == 403


def test_a_month_that_is_not_approved_is_not_published(signed_in, published):
    analyst = signed_in(Role.ANALYST, unit=COUNCIL)
    words = {"card": "early-help-service", "month": "Oct-26"}
    page = reverse("edition-publish", kwargs=words)
    assert "It is not approved yet" in analyst.get(page).content.decode()
    sent = {"audience": "PUBLIC", "units": "council", "publish": "yes"}
    refused = analyst.post(page, sent)
    assert refused.status_code == 422
    assert "October 2026 is open: it is published once it is approved" in refused.content.decode()
