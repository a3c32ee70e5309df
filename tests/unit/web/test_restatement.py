"""What has changed since an edition: who may see it, what it says, why, and taken away."""

import io
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from headway.domain.asked_work import WorkKind
from headway.domain.calculation_results import COUNCIL
from headway.domain.problems import Refused
from headway.domain.roles import Role
from headway.domain.trail import Verb
from headway.register.trail.models import Entry
from headway.services.office.asked_work import Folders
from headway.services.office.restatement import run_why
from headway.web import worker
from tests.unit.web.published_twice import (
    OPENED,
    PUBLIC,
    STAFF,
    TEAM,
    keep_figures_again,
    publish_and_load_again,
)

SCOPED = (Role.TEAM_MANAGER, Role.ANALYST, Role.HEAD_OF_SERVICE, Role.INDICATOR_OWNER)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    data = tmp_path_factory.mktemp("twice") / "data"
    return data, *publish_and_load_again(data)


@pytest.fixture
def twice(settings, made):
    """The names of the two snapshots, the earlier first."""
    settings.OFFICE = replace(settings.OFFICE, data=made[0])
    return made[1:]


def page(name: str, edition: str = STAFF, **words: str) -> str:
    return reverse(name, kwargs={"edition": edition, **words})


def shown(client, edition: str = STAFF, snapshot: str = "") -> str:
    answer = client.get(
        page("edition-changed", edition), {"snapshot": snapshot} if snapshot else {}
    )
    assert answer.status_code == 200
    return answer.content.decode()


def cells(text: str, title: str) -> list[str]:
    """The cells of a row of the first table that has one of that title, as their words."""
    row = next(each for each in text.split("<tr") if title in each and "<td" in each)
    found = [one.split("</td>")[0].partition(">")[2] for one in row.split("<td")[1:]]
    return [" ".join(re.sub("<[^>]*>", " ", one).split()) for one in found]


@pytest.mark.parametrize("edition", [STAFF, PUBLIC])
@pytest.mark.parametrize("role", SCOPED, ids=lambda one: one.name)
def test_whoever_sees_a_part_of_the_council_is_refused(role, edition, signed_in, twice):
    client = signed_in(role, unit=TEAM)
    refused = 403 if edition == PUBLIC else 404  # the council's own edition is not theirs to read
    words = {"edition": edition, "snapshot": twice[1]}
    assert client.get(page("edition-changed", edition)).status_code == refused
    for name, sent in (("edition-changed-why", {}), ("edition-changed-file", {"form": "csv"})):
        assert client.post(reverse(name, kwargs=words), sent).status_code == refused
    link = page("edition-changed", PUBLIC)
    assert link not in client.get(page("edition", PUBLIC)).content.decode()


def test_a_board_member_is_refused_and_sees_no_way_there(signed_in, twice):
    board = signed_in(Role.BOARD_MEMBER)
    for name in ("edition-changed", "edition-changed-why"):
        words = {"snapshot": twice[1]} if name.endswith("why") else {}
        assert board.get(page(name, PUBLIC, **words)).status_code == 403
    assert "What has changed since" not in board.get(page("edition", PUBLIC)).content.decode()


@pytest.mark.usefixtures("twice")
def test_the_page_says_at_once_what_moved_and_which_most(signed_in):
    client = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    assert page("edition-changed") in client.get(page("edition")).content.decode()
    text = shown(client)
    assert "1 of 2 figures moved since this edition was published." in text
    assert "July 2025: 1 then, 3 now (+2)." in text
    row = cells(text, "Early help plans opened in the month")
    assert row == ["July 2025", "1", "3", "+2", "moved"]
    assert "Nothing moved: all 2 figures would be printed as published." in text  # of June
    assert cells(text, "North")[0] == "1 of 1"
    overdue = cells(text, "overdue")
    assert overdue[1:] == [
        "not due (not due)",
        "not due (not due)",
        "n/a",
        "no figure then or now",
    ]


def test_set_against_its_own_data_nothing_moved_and_that_is_said(signed_in, twice):
    text = shown(signed_in(Role.ANALYST, unit=COUNCIL), snapshot=twice[0])
    assert "Nothing moved: all 2 figures would be printed as published." in text
    assert "the data that the edition rests on" in text


@pytest.mark.usefixtures("twice")
def test_a_withheld_figure_is_compared_with_what_stood_behind_it(signed_in):
    text = shown(signed_in(Role.ANALYST, unit=COUNCIL), PUBLIC)
    row = cells(text, "Early help plans opened in the month")
    symbol = "* (suppressed)"
    assert row == ["July 2025", symbol, "1", "3", "+2", "moved withheld when published"]
    assert "Known then" in text


def test_that_definitions_changed_since_is_told(signed_in, settings, made, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(made[0], data)
    settings.OFFICE = replace(settings.OFFICE, data=data)
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    assert "Definitions changed since" not in shown(client)
    keep_figures_again(data, made[2], "1" * 64)
    assert "Definitions changed since" in shown(client)
    # What stood behind a withheld figure is still known from its own definitions.
    assert "withheld when published" in shown(client, PUBLIC)


def test_another_snapshot_than_a_later_one_is_not_found(signed_in, twice):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    assert client.get(page("edition-changed"), {"snapshot": "2024"}).status_code == 404
    wrong = page("edition-changed-why", snapshot=twice[1][:-1])
    assert client.post(wrong).status_code == 404


def test_the_causes_are_asked_for_once_worked_out_by_the_worker_and_kept(signed_in, twice):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    why = page("edition-changed-why", snapshot=twice[1])
    assert "Nobody has asked for the causes yet" in client.get(why).content.decode()
    for _ in range(2):
        assert client.post(why).status_code == 302
    waiting = client.get(why)
    assert "data-waits" in waiting.content.decode()
    assert "being worked out" in shown(client)
    assert worker.work_off(WorkKind.RESTATEMENT) == 1
    done = client.get(why)
    assert "data-waits" not in done.content.decode()
    text = done.content.decode()
    assert "Rows moved 1 figure of this edition." in text
    assert "2 recorded late" in text
    assert "PL3" not in text
    assert "See why the figures moved" in shown(client)
    asked = Entry.objects.get(verb=Verb.ASKED_FOR_WORK.value).details
    assert asked == {"edition": STAFF, "snapshot": twice[1]}
    client.post(why)
    assert worker.work_off(WorkKind.RESTATEMENT) == 0


def test_what_could_not_be_worked_out_says_why_and_may_be_asked_for_again(signed_in, twice, made):
    client = signed_in(Role.ANALYST, unit=COUNCIL)
    why = page("edition-changed-why", snapshot=twice[1])
    client.post(why)
    manifest = next((made[0] / "snapshots").glob(f"{twice[0]}*/manifest.json"))
    away = manifest.with_suffix(".away")
    manifest.rename(away)
    try:
        worker.work_off(WorkKind.RESTATEMENT)
    finally:
        away.rename(manifest)
    assert "could not be worked out" in client.get(why).content.decode()
    client.post(why)
    assert worker.work_off(WorkKind.RESTATEMENT) == 1
    assert "2 recorded late" in client.get(why).content.decode()


def test_the_causes_of_an_edition_that_is_not_there_are_refused(twice, settings):
    asked = SimpleNamespace(words={"edition": "2020-01-public-1", "snapshot": twice[1]})
    with pytest.raises(Refused, match="no edition “2020-01-public-1” was published"):
        run_why(Folders(Path(), settings.OFFICE.data, None), asked, lambda _: None)


def test_the_report_is_taken_away_marked_with_its_purpose_on_the_trail(signed_in, twice):
    client = signed_in(Role.HEAD_OF_SERVICE, unit=COUNCIL)
    take = page("edition-changed-file", snapshot=twice[1])
    assert client.post(take, {"form": "csv", "purpose": " "}).status_code == 422
    given = client.post(take, {"form": "csv", "purpose": "the board of March"})
    lines = given.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 5 + 1
    for said in ("OFFICIAL: for the council's own staff", "the board of March", ",moved,"):
        assert said in next(one for one in lines if OPENED in one and "July" in one)
    assert Entry.objects.last().details == {
        "purpose": "the board of March",
        "as": "csv",
        "snapshot": twice[1],
        "delete by": (timezone.localdate() + timedelta(days=30)).isoformat(),
    }
    book = client.post(take, {"form": "xlsx", "purpose": "the board of March"}).content
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        texts = parts.read("xl/sharedStrings.xml").decode()
    assert "Delete by" in texts
    assert "the board of March" in texts


@pytest.mark.usefixtures("twice")
def test_the_indicator_says_what_each_edition_printed_to_those_who_see_the_council(signed_in):
    where = reverse("indicator", kwargs={"name": OPENED})
    text = signed_in(Role.ANALYST, unit=COUNCIL).get(where).content.decode()
    section = text.split("As published, and as now known</h2>")[1]
    assert page("edition-changed", STAFF) in section
    assert page("edition-changed", PUBLIC) in section
    team = signed_in(Role.TEAM_MANAGER, unit=TEAM).get(where).content.decode()
    assert "As published, and as now known" not in team
