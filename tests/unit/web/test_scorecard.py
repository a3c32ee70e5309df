"""The scorecard and its indicators: shown for the units somebody is entitled to, and no other."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import headway
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.roles import Role
from headway.register.trail.models import Entry
from tests.unit.web.made_up_figures import COUNTS

NORTH = UnitRef(Level.TEAM, "T01")


def choose(client: Client, **chosen: str):
    given = {"card": "early-help-service", "unit": "COUNCIL:", "month": "Oct-26"} | chosen
    return client.post(reverse("scorecard-choose"), given)


@pytest.mark.usefixtures("figures")
def test_an_analyst_of_the_council_sees_every_unit_and_shares_a_link(signed_in):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    page = client.get(reverse("scorecard")).content.decode()
    assert "1,000" in page
    sent = choose(client, unit="TEAM:T02", month="Sep-26")
    address = sent.headers["Location"]
    assert "T02" not in address
    shared = client.get(address).content.decode()
    assert "5,001" in shared
    assert "September 2026" in shared


@pytest.mark.usefixtures("figures")
def test_a_team_manager_sees_the_own_team_alone(signed_in):
    client = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    page = client.get(reverse("scorecard")).content.decode()
    assert "4,000" in page
    assert "1,000" not in page
    assert "South team" not in page
    assert choose(client, unit="TEAM:T02").status_code == 403
    assert choose(client, unit="COUNCIL:").status_code == 403


@pytest.mark.usefixtures("figures")
def test_a_link_to_another_team_opens_nothing(signed_in, person_with):
    address = choose(signed_in(Role.ANALYST, unit=COUNCIL), unit="TEAM:T02").headers["Location"]
    client = signed_in(Role.TEAM_MANAGER, unit=NORTH)
    assert client.get(address).status_code == 403
    named = reverse("indicator", kwargs={"name": COUNTS})
    assert client.get(f"{named}?{address.partition('?')[2]}").status_code == 403


@pytest.mark.usefixtures("figures")
def test_a_locality_is_seen_with_its_teams(signed_in):
    client = signed_in(Role.ANALYST, unit=UnitRef(Level.LOCALITY, "L2"))
    assert choose(client, unit="TEAM:T02").status_code == 302
    assert choose(client, unit="TEAM:T01").status_code == 403


@pytest.mark.usefixtures("figures")
def test_two_units_stand_beside_each_other(signed_in):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    page = client.get(choose(client, unit="TEAM:T01", beside_unit="TEAM:T02").headers["Location"])
    text = page.content.decode()
    assert "T01 North team beside T02 South team" in " ".join(text.split())
    assert "4,000" in text
    assert "5,000" in text
    assert "-1,000" in text


@pytest.mark.usefixtures("figures")
def test_two_months_stand_beside_each_other(signed_in):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    page = client.get(choose(client, beside_month="Aug-26").headers["Location"])
    text = " ".join(page.content.decode().split())
    assert "October 2026 beside August 2026" in text
    assert 'data-label="Difference">-2<' in text


@pytest.mark.usefixtures("figures")
def test_a_section_and_what_stands_out_are_chosen_and_shared(signed_in):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    whole = client.get(reverse("scorecard")).content.decode()
    assert "Cases and capacity" in whole
    address = choose(client, section="Assessments and plans").headers["Location"]
    part = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL).get(address).content.decode()
    assert 'aria-label="Assessments and plans"' in part
    assert 'aria-label="Cases and capacity"' not in part
    assert "A part of the scorecard is shown" in part
    out = client.get(choose(client, only="out").headers["Location"]).content.decode()
    assert "What stands out" in out
    assert out.count("<tr") < whole.count("<tr")
    assert choose(client, section="No such section").status_code == 403


@pytest.mark.usefixtures("figures")
def test_what_stands_out_is_told_first_with_its_reason(signed_in, settings):
    own = Path(headway.__file__).parent / "examples" / "made-up-council-cases" / "definitions"
    settings.OFFICE = replace(settings.OFFICE, first_definitions=own)
    page = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL).get(reverse("scorecard"))
    text = " ".join(page.content.decode().split())
    assert "1 off target" not in text  # 50% is amber against at least 55%, 5 points either way
    assert "amber" in text
    assert text.index("What stands out") < text.index('aria-label="Assessments and plans"')


@pytest.mark.usefixtures("figures")
def test_an_indicator_is_explained_and_charted(signed_in):
    client = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    page = client.get(reverse("indicator", kwargs={"name": COUNTS})).content.decode()
    assert "<svg" in page
    assert "Why it matters" in page
    assert "October 2026" in page
    counted = page.partition("How it is counted")[2]
    words, _, names = counted.partition("for analysts")
    assert "The rows of “assessment” where “the day it" in words
    assert "started_on" not in words
    assert "The rows of assessment where started_on " in names
    examples = names.partition("Worked example")[2]
    assert '<pre class="office-example">period: ' in examples
    assert "shows:" not in examples
    assert client.get(reverse("indicator", kwargs={"name": "no-such"})).status_code == 404


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(("form", "begins"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_figures_are_taken_away_with_a_purpose_that_is_on_the_trail(signed_in, form, begins):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    refused = client.post(reverse("scorecard-download"), {"form": form, "purpose": " "})
    assert refused.status_code == 422
    taken = client.post(reverse("scorecard-download"), {"form": form, "purpose": "for a meeting"})
    assert taken.content.startswith(begins)
    assert "attachment" in taken.headers["Content-Disposition"]
    entry = Entry.objects.last()
    assert entry.verb == "took figures away"
    assert entry.details["purpose"] == "for a meeting"


def test_before_any_figures_the_page_says_so(signed_in):
    page = signed_in(Role.ANALYST, unit=COUNCIL).get(reverse("scorecard"))
    assert page.status_code == 200
    assert "No figures are here yet" in page.content.decode()
