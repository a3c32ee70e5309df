"""A form sent once more for something else than it was made for: refused in the same words."""

import pytest
from django.urls import reverse

from headway.domain.calculation_results import COUNCIL
from headway.domain.roles import Role
from headway.register.commentary.models import Commentary
from headway.register.editions.models import SignOffStepTaken
from headway.register.entries.models import Sheet
from headway.register.overlay.models import Change
from headway.register.trail.models import Entry
from tests.unit.web.made_up_figures import COUNTS, SHARE
from tests.unit.web.made_up_office import SHEET, office_of_two_teams
from tests.unit.web.test_entry import WORDS, answers

SAID = "This form was sent before, for something else. Open the page anew"
FORM = {"version": "0", "token": "t" * 20}


@pytest.fixture(autouse=True)
def office(settings, tmp_path):
    office_of_two_teams(settings, tmp_path, SHEET)


def commentary(name: str) -> str:
    return reverse("commentary-write", kwargs={"name": name, "month": "Oct-26"})


def month(name: str) -> str:
    card = "early-help-service"
    return reverse("sign-off-put-forward", kwargs={"card": card, "month": name})


def sheet(team: str) -> str:
    return reverse("entry-sheet", kwargs=WORDS | {"unit": team})


def target(name: str) -> str:
    return reverse("settings-target", kwargs={"name": name})


WRITTEN = FORM | {"text": "Many were away.", "points_to": "", "save": "yes"}
AIM = {"period": "2026/27", "form": "at least", "goal": "45", "token": "t" * 20}
CASES = {
    "commentary": (Role.INDICATOR_OWNER, Commentary, commentary, COUNTS, SHARE, WRITTEN),
    "month": (Role.ANALYST, SignOffStepTaken, month, "Oct-26", "Sep-26", FORM | {"reason": "Now."}),
    "sheet": (Role.TEAM_MANAGER, Sheet, sheet, "T01", "T02", FORM | answers()),
    "change": (Role.ANALYST, Change, target, SHARE, COUNTS, AIM | {"reason": "Agreed."}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_form_does_nothing_for_another_record_and_that_is_said(case, signed_in):
    role, records, address, first, other, sent = CASES[case]
    client = signed_in(role, unit=COUNCIL)
    assert client.post(address(first), sent).status_code == 302
    told = Entry.objects.count()
    refused = client.post(address(other), sent)
    assert refused.status_code == 422
    assert SAID in refused.content.decode()
    assert records._default_manager.count() == 1
    assert Entry.objects.count() == told
    assert client.post(address(first), sent).status_code == 302  # the same once more is no mistake
    assert Entry.objects.count() == told


def test_a_form_takes_no_other_step_either(signed_in):
    analyst, head = (signed_in(one, unit=COUNCIL) for one in (Role.ANALYST, Role.HEAD_OF_SERVICE))
    analyst.post(month("Oct-26"), FORM | {"reason": "Now."})
    approve = month("Oct-26").replace("put-forward", "approve")
    refused = head.post(approve, FORM | {"version": "1"})
    assert refused.status_code == 422
    assert SAID in refused.content.decode()
