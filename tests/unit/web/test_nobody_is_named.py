"""No identifier of a child or family stands where others read it: in a reason, in a commentary."""

from dataclasses import replace

import pytest
from django.urls import reverse

from headway.domain.calculation_results import COUNCIL
from headway.domain.commentary import CommentaryKey, CommentaryState
from headway.domain.periods import month
from headway.domain.roles import Role
from headway.register.commentary.queries.commentary import commentary_on
from headway.services.analysis.naming import names_somebody
from headway.services.analysis.published import list_editions
from headway.services.analysis.snapshots import snapshot_lines, withdraw
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_manifest import IDENTIFIERS_FILE
from tests.unit.warehouse.snapshots import load, small
from tests.unit.web.made_up_figures import COUNTS, keep_figures_of_two_teams
from tests.unit.web.published_twice import (
    AGAIN,
    PUBLIC,
    load_without_late_plans,
    publish_and_load_again,
)
from tests.unit.web.test_commentary import confirm, save, step

PLAN = "PL3"  # a plan of the second load
NAMES = "the identifier of a child, a family or something of theirs"
KEY = CommentaryKey(COUNTS, month(2026, 10))


@pytest.fixture
def loads(settings, tmp_path) -> tuple[str, str]:
    data = tmp_path / "data"
    settings.OFFICE = replace(settings.OFFICE, data=data)
    return publish_and_load_again(data)


@pytest.mark.parametrize("which", [0, 1])
def test_a_snapshot_is_not_withdrawn_for_a_reason_that_names_somebody(
    which, loads, settings, signed_in
):
    before = open_folder(settings.OFFICE.data).trail()
    address = reverse("data-snapshot-withdraw", kwargs={"snapshot": loads[which]})
    given = {"reason": f"The plan {PLAN.lower()} was wrong", "form": "one"}
    told = signed_in(Role.ANALYST, unit=COUNCIL).post(address, given, follow=True)
    assert NAMES in told.content.decode()
    assert open_folder(settings.OFFICE.data).trail() == before
    assert not any(one.withdrawn for one in snapshot_lines(settings.OFFICE.data))


def test_a_snapshot_is_not_withdrawn_for_a_reason_that_names_somebody_of_an_earlier_one(
    loads, settings, signed_in
):
    data = settings.OFFICE.data
    latest = load_without_late_plans(data)
    before = open_folder(data).trail()
    address = reverse("data-snapshot-withdraw", kwargs={"snapshot": latest})
    given = {"reason": f"The plan {PLAN} is missing", "form": "one"}
    told = signed_in(Role.ANALYST, unit=COUNCIL).post(address, given, follow=True)
    assert NAMES in told.content.decode()
    assert open_folder(data).trail() == before


def test_every_snapshot_that_stands_is_looked_through_and_one_that_is_gone_names_nobody(
    loads, settings
):
    data, text = settings.OFFICE.data, f"about {PLAN}"
    load_without_late_plans(data)
    assert names_somebody(data, text)
    (data / "snapshots" / f"{loads[0]}-r0" / IDENTIFIERS_FILE).unlink()
    assert names_somebody(data, text)
    withdraw(data, loads[1], reason="the wrong folder", by="analyst", at=AGAIN)
    assert not names_somebody(data, text)


def test_an_edition_is_not_withdrawn_for_a_reason_that_names_somebody(loads, settings, signed_in):
    head, board = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL), signed_in(Role.BOARD_MEMBER)
    address = reverse("edition-withdraw", kwargs={"edition": PUBLIC})
    told = head.post(address, {"reason": f"{PLAN} was counted twice"}, follow=True)
    assert NAMES in told.content.decode()
    assert not any(one.withdrawn for one in list_editions(settings.OFFICE.data))
    assert PLAN not in board.get(reverse("editions")).content.decode()


def test_a_commentary_that_names_somebody_is_not_submitted(loads, settings, signed_in):
    keep_figures_of_two_teams(settings.OFFICE.data, loads[1])
    owner = signed_in(Role.INDICATOR_OWNER, unit=COUNCIL)
    save(owner, f"1,000 were started, {PLAN} among them.")
    confirm(owner, "CURRENT")
    assert NAMES in step(owner, "commentary-submit").content.decode()
    written = commentary_on(KEY)
    assert written is not None
    assert written.state is CommentaryState.DRAFT
    save(owner, "1,000 were started, one among them late.")
    assert "It is submitted" in step(owner, "commentary-submit").content.decode()


def test_a_commentary_is_not_signed_off_if_who_it_names_was_loaded_since(
    loads, settings, signed_in
):
    data = settings.OFFICE.data
    keep_figures_of_two_teams(data, loads[1])
    owner, head = (
        signed_in(role, unit=COUNCIL) for role in (Role.INDICATOR_OWNER, Role.HEAD_OF_SERVICE)
    )
    save(owner, "1,000 were started, PL77 among them.")
    confirm(owner, "CURRENT")
    assert "It is submitted" in step(owner, "commentary-submit").content.decode()
    load(open_folder(data), 400, small(75))
    assert NAMES in step(head, "commentary-sign").content.decode()
    written = commentary_on(KEY)
    assert written is not None
    assert written.state is CommentaryState.SUBMITTED
