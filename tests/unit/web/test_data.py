"""Snapshots taken back and national figures handed over, by analysts of the council alone."""

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

import headway
from headway.domain.asked_work import WorkKind, WorkState
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.roles import Role
from headway.domain.trail import Verb
from headway.register.trail.models import Entry
from headway.register.work.queries.work import latest_work
from headway.services.analysis.benchmarks import list_benchmarks
from headway.services.analysis.load_exports import load_exports
from headway.services.analysis.snapshots import snapshot_lines
from headway.services.office.figures import current_figures
from headway.services.office.load_files import FOLDER
from headway.services.office.organisation import current_organisation
from headway.web import handing_over, worker
from tests.unit.web.made_up_figures import keep_figures_of_two_teams

NORTH = UnitRef(Level.TEAM, "T01")
NATIONAL = Path(headway.__file__).parent / "examples/made-up-council/benchmarks"
UNITS = "unit_id,kind,name,opened_on\nC0,council,Council,2020-01-01\nT01,team,North,2020-01-01\n"


@pytest.fixture
def office(settings, tmp_path):
    made = replace(settings.OFFICE, data=tmp_path / "data", folder=tmp_path / "office")
    settings.OFFICE = made
    return made


@pytest.fixture
def snapshots(office, tmp_path) -> list[str]:
    return load_twice(tmp_path, office.data)


def load_twice(folder: Path, data: Path, more: dict[str, bytes] | None = None) -> list[str]:
    """Load twice, a month apart, the second with a unit less; figures are kept of each."""
    found = []
    for month, text in ((9, UNITS), (10, UNITS.rpartition("T01")[0])):
        exports = folder / f"exports-{month}"
        exports.mkdir()
        (exports / "organisation_unit.csv").write_text(text, encoding="utf-8")
        at = datetime(2026, month, 28, 9, tzinfo=UTC)
        found.append(load_exports([exports], data, by="test", at=at).snapshot)
        keep_figures_of_two_teams(data, snapshot=found[-1], more=more)
    return found


@pytest.fixture
def analyst(signed_in) -> Client:
    return signed_in(Role.ANALYST, unit=COUNCIL)


def page(client: Client, name: str, **words: str) -> str:
    return client.get(reverse(name, kwargs=words)).content.decode()


def withdraw(
    client: Client, snapshot: str, reason: str = "A locality was left out", form: str = "a"
):
    address = reverse("data-snapshot-withdraw", kwargs={"snapshot": snapshot})
    return client.post(address, {"reason": reason, "form": form})


def test_a_load_says_what_became_of_every_row_and_what_moved(analyst, snapshots):
    said = page(analyst, "data-snapshot", snapshot=snapshots[1])
    assert "Has 1 rows, before 2 (-50.0%)" in said
    assert "the load before" in said
    assert "organisation_unit.csv: 1 row<" in said
    assert "It is the first load" in page(analyst, "data-snapshot", snapshot=snapshots[0])
    assert snapshots[1] in page(analyst, "data")


def test_a_withdrawn_snapshot_shows_its_reason_and_the_figures_of_the_one_before_are_shown(
    analyst, snapshots, office
):
    assert current_figures(office.data).snapshot == snapshots[1]
    sent = withdraw(analyst, snapshots[1])
    assert current_figures(office.data).snapshot == snapshots[0]
    assert [one.withdrawn for one in snapshot_lines(office.data)] == ["", "A locality was left out"]
    assert "A locality was left out" in page(analyst, "data")
    entry = Entry.objects.get(verb=Verb.WITHDREW_SNAPSHOT.value)
    assert entry.subject == f"snapshot {snapshots[1]}"
    [asked] = latest_work(WorkKind.FIGURES, 5)
    assert sent.headers["Location"] == reverse("data-asked", kwargs={"load": asked.name})
    assert "being worked out" in analyst.get(sent.headers["Location"]).content.decode()
    again = withdraw(analyst, snapshots[1])  # the form was sent twice
    assert again.headers["Location"] == reverse("data-snapshot", kwargs={"snapshot": snapshots[1]})
    assert "it was withdrawn before" in analyst.get(again.headers["Location"]).content.decode()
    assert len(latest_work(WorkKind.FIGURES, 5)) == 1


def test_an_earlier_snapshot_is_withdrawn_without_working_anything_out(analyst, snapshots, office):
    withdraw(analyst, snapshots[0])
    assert latest_work(WorkKind.FIGURES, 5) == ()
    assert current_figures(office.data).snapshot == snapshots[1]
    withdraw(analyst, snapshots[1], form="b")  # and now there is none
    assert current_figures(office.data) is None
    assert analyst.get(reverse("data")).status_code == 200
    assert analyst.get(reverse("scorecard")).status_code == 200


def test_a_reason_is_asked_for(analyst, snapshots, office):
    refused = withdraw(analyst, snapshots[1], reason="  ")
    assert refused.status_code == 422
    assert "Say why the snapshot is withdrawn" in refused.content.decode()
    assert not any(one.withdrawn for one in snapshot_lines(office.data))


def test_whoever_is_analyst_of_one_team_withdraws_and_loads_nothing(signed_in, snapshots, office):
    client = signed_in(Role.ANALYST, unit=NORTH)
    assert withdraw(client, snapshots[1]).headers["Location"] == reverse("data")
    assert "Withdraw it" not in page(client, "data-snapshot", snapshot=snapshots[1])
    assert hand_over(client, ["authorities.csv"]).headers["Location"] == reverse("data")
    assert not any(one.withdrawn for one in snapshot_lines(office.data))
    assert latest_work(WorkKind.BENCHMARKS, 5) == ()


def test_an_address_that_names_no_snapshot_leads_nowhere(analyst, snapshots):
    for name in ("2020-01-01-000000-00000000", snapshots[0][:12]):
        assert analyst.get(f"/data/snapshots/{name}/").status_code == 404
        assert withdraw(analyst, name).status_code == 404


def hand_over(client: Client, names: list[str], form: str = "one", **more: bytes):
    given = [SimpleUploadedFile(one, (NATIONAL / one).read_bytes()) for one in names]
    given += [SimpleUploadedFile(f"{one}.csv", text) for one, text in more.items()]
    return client.post(reverse("data-benchmarks-load"), {"published": given, "form": form})


def files_left(folder: Path) -> Iterator[Path]:
    return (one for one in folder.rglob("*") if one.is_file())


def test_national_figures_are_handed_over_and_listed_with_year_and_source(analyst, office):
    assert "No national figures are loaded" in page(analyst, "data-benchmarks")
    names = sorted(one.name for one in NATIONAL.glob("*.csv"))
    sent = hand_over(analyst, names)
    assert hand_over(analyst, names).headers["Location"] == sent.headers["Location"]
    assert worker.work_off(WorkKind.BENCHMARKS) == 1
    [work] = latest_work(WorkKind.BENCHMARKS, 5)
    assert work.state is WorkState.DONE, work.told
    assert "neighbours-2025.csv" in json.dumps([one.place for one in work.told])
    assert (
        "The national figures are loaded" in analyst.get(sent.headers["Location"]).content.decode()
    )
    assert len(list_benchmarks(office.data)) == 1
    said = page(analyst, "data-benchmarks")
    assert "2025" in said
    assert "LAIT" in said
    assert "neighbours-2021.csv" in said
    assert list(files_left(office.folder)) == []
    assert "National figures were loaded last" in page(analyst, "data")


def test_what_waited_when_the_office_was_restored_from_a_backup_says_that_its_files_are_not_here(
    analyst, office
):
    client, names = analyst, sorted(one.name for one in NATIONAL.glob("*.csv"))
    waiting = [hand_over(client, names).headers["Location"]]
    export = SimpleUploadedFile("organisation_unit.csv", UNITS.encode())
    sent = client.post(reverse("data-load"), {"exports": [export], "form": "x"})
    waiting.append(sent.headers["Location"])
    shutil.rmtree(office.folder / FOLDER)  # a backup has the queue, and no file that waits in it
    for kind, where in zip((WorkKind.BENCHMARKS, WorkKind.LOAD), waiting, strict=True):
        assert worker.work_off(kind) == 1
        [work] = latest_work(kind, 5)
        assert work.state is WorkState.FAILED
        [told] = work.told
        assert told.found.startswith("its files are not here")
        assert told.next_step == "Load them again"
        said = client.get(where).content.decode()
        assert "its files are not here" in said
        assert "Load them again" in said
        assert str(office.folder) not in said
    assert not office.data.exists()


def test_a_reader_sees_benchmarks_and_loads_none(signed_in, analyst, office):
    hand_over(analyst, ["authorities.csv", "tool-dictionary.csv", "tool-figures.csv"])
    worker.work_off(WorkKind.BENCHMARKS)
    reader = signed_in(Role.PRACTITIONER, unit=NORTH)
    assert "Files of the load in use" in page(reader, "data-benchmarks")
    assert "Load national figures" not in page(reader, "data-benchmarks")
    assert hand_over(reader, ["authorities.csv"]).status_code == 403


def test_files_of_no_known_kind_are_told_and_nothing_is_left(analyst, office):
    sent = hand_over(analyst, [], nothing=b"a,b\n1,2\n")
    worker.work_off(WorkKind.BENCHMARKS)
    said = analyst.get(sent.headers["Location"]).content.decode()
    assert "Nothing was loaded" in said
    assert "nothing.csv" in said
    assert str(office.folder) not in said
    assert list(files_left(office.folder)) == []
    address = reverse("data-benchmarks-load")
    odd = SimpleUploadedFile("x.docx", b"words")
    assert analyst.post(address, {"published": [odd], "form": "b"}).status_code == 422
    assert analyst.post(address, {"form": "b"}).status_code == 422


def test_the_organisation_is_downloaded_changed_and_loaded_again(analyst, office, tmp_path):
    folder = tmp_path / "first"
    folder.mkdir()
    more = UNITS + "L1,locality,North,2020-01-01\n"
    (folder / "organisation_unit.csv").write_text(more, encoding="utf-8")
    within = "unit_id,member_of_id,grouping,started_on\nT01,L1,locality,2020-01-01\n"
    (folder / "unit_membership.csv").write_text(within, encoding="utf-8")
    load_exports([folder], office.data, by="test", at=datetime(2026, 9, 28, tzinfo=UTC))
    before = current_organisation(office.data)
    given = analyst.post(reverse("settings-organisation-download"))
    again = tmp_path / "again"
    with zipfile.ZipFile(io.BytesIO(given.content)) as archive:
        archive.extractall(again)
    units = again / "organisation" / "organisation_unit.csv"
    text = units.read_text(encoding="utf-8")
    text = text.replace("T01,North,team,2020-01-01,", "T01,North,team,2020-01-01,2026-06-01")
    units.write_text(text + "T09,New north,team,2026-06-01,\n", encoding="utf-8")
    followed = again / "organisation" / "unit_succession.csv"
    followed.write_text(
        followed.read_text(encoding="utf-8") + "T01,T09,merged,2026-06-01\n", encoding="utf-8"
    )
    load_exports(
        [again / "organisation"], office.data, by="test", at=datetime(2026, 10, 28, tzinfo=UTC)
    )
    after = current_organisation(office.data)
    assert [one.within for one in after.units if one.id == "T01"] == [
        one.within for one in before.units if one.id == "T01"
    ]
    [told] = after.successions
    assert (told.old, told.new, told.kind) == ("North (T01)", "New north (T09)", "merged")
    said = page(analyst, "settings-organisation")
    assert "until 1 June 2026" in said
    assert "New north" in said


def test_the_tables_of_the_organisation_are_for_those_who_may_change_it(signed_in, snapshots):
    reader = signed_in(Role.PRACTITIONER, unit=NORTH)
    assert reader.post(reverse("settings-organisation-download")).status_code == 403
    assert "Download the three tables" not in page(reader, "settings-organisation")


def test_figures_asked_for_are_worked_out_and_come_after_those_that_stood(
    analyst, snapshots, office
):
    stood = current_figures(office.data).artefact
    sent = withdraw(analyst, snapshots[1])
    assert worker.work_off(WorkKind.FIGURES) == 1
    [work] = latest_work(WorkKind.FIGURES, 5)
    assert work.state is WorkState.DONE, work.told
    now = current_figures(office.data)
    assert now.snapshot == snapshots[0]
    assert str(now.artefact) == work.result["kept"]
    assert now.artefact != stood
    said = analyst.get(sent.headers["Location"]).content.decode()
    assert "Every figure is worked out" in said
    assert f"Because snapshot {snapshots[1]} was withdrawn" in said


def test_files_are_not_left_behind_where_the_work_cannot_be_asked_for(analyst, office, monkeypatch):
    def wrong(**_: object) -> str:
        raise OperationalError("database is locked")

    monkeypatch.setattr(handing_over, "ask_for_work", wrong)
    export = SimpleUploadedFile("organisation_unit.csv", UNITS.encode())
    with pytest.raises(OperationalError):
        analyst.post(reverse("data-load"), {"exports": [export], "form": "x"})
    assert list(files_left(office.folder)) == []
