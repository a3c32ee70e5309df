"""A person, or what is past its time, is erased from every snapshot; what stays says so."""

import os
import shutil
import sys
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from headway.domain.problems import Refused, Severity
from headway.domain.trail import Verb
from headway.warehouse.artefacts import Kind
from headway.warehouse.disk import Disk
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.snapshot_comparing import compare_snapshots
from headway.warehouse.snapshot_erasing import erase_person, erase_rows
from headway.warehouse.snapshot_finding import erased_before, find_person
from headway.warehouse.snapshot_listing import find, snapshots_on
from headway.warehouse.snapshot_opening import look_at
from headway.warehouse.snapshot_reading import open_snapshot
from headway.warehouse.snapshot_rejects import Reject
from headway.warehouse.snapshot_retention import start_with_time
from headway.warehouse.snapshot_withdrawing import list_snapshots, withdraw_snapshot
from tests.unit.warehouse.shared import AT, store
from tests.unit.warehouse.snapshots import SMALL, council, load
from tests.unit.warehouse.test_killed import LOSSES, Drive, PowerCut, check_the_turn

# Each step takes half a second: the quick profile takes every seventh, the slow one every step.
STRIDE = 1 if os.environ.get("HEADWAY_PROFILE") == "nightly" else 7


def erase(folder: DataFolder, person: str, reason: str = "asked by the person"):
    return erase_person(folder, person, reason=reason, by="Officer", at=AT, settings=SMALL)


def ids(folder: DataFolder, table: str, column: str, name=None) -> list[str]:
    with open_snapshot(folder, name, protected=True) as snapshot:
        texts = {number: text for text, number in snapshot.codes(table, column).items()}
        rows = snapshot.query(f"SELECT {column} FROM {table}")
        return sorted("-" if one is None else texts[one] for (one,) in rows)


def everything(folder: DataFolder, name=None) -> dict[str, int]:
    with open_snapshot(folder, name) as snapshot:
        return {table.name: table.rows for table in snapshot.manifest.tables}


def holds(folder: DataFolder, text: str) -> list[str]:
    """The files of the data folder in which a text can be found."""
    import pyarrow.parquet as pq

    found = []
    for path in sorted(folder.path.rglob("*")):
        if path.is_file() and path.name != "key":
            contents = (
                str(pq.read_table(path).to_pydict())
                if path.suffix == ".parquet"
                else path.read_text("utf-8")
            )
            if f"{text}'" in contents or f'{text}"' in contents or f"{text} " in contents:
                found.append(path.name)
    return found


def test_a_person_alone_in_the_family_goes_with_the_family_and_the_plan(folder):
    load(folder)
    assert holds(folder, "P4") == ["identifiers.parquet"]
    done = erase(folder, "P4")
    assert ids(folder, "person", "person_id") == ["P1", "P2", "P3"]
    assert ids(folder, "family", "family_id") == ["F1"]
    assert ids(folder, "contact", "contact_id") == ["C2"]
    assert ids(folder, "plan", "plan_id") == ["PL1"]
    assert ids(folder, "plan_team", "plan_id") == ["PL1", "PL1"]
    assert ids(folder, "plan_subject", "person_id") == ["P1", "P3"]
    # the assessment is about P3 too: it stays, and its contact is empty
    assert ids(folder, "assessment", "assessment_id") == ["A1", "A2"]
    assert ids(folder, "assessment", "contact_id") == ["-", "C2"]
    assert done.rows == 8
    assert holds(folder, "P4") == []
    assert holds(folder, "PL2") == []


def test_what_must_be_done_for_every_identifier_is_done_before_any_is_gone(folder):
    load(folder)
    before, told = folder.trail(), []

    def stopped(identifiers: tuple[str, ...], person: str) -> None:
        told.append((identifiers, person))
        if len(told) == 1:
            raise KeyboardInterrupt

    given = {"reason": "asked", "by": "Officer", "at": AT, "settings": SMALL, "first": stopped}
    with pytest.raises(KeyboardInterrupt):
        erase_person(folder, "P3", **given)
    assert folder.trail() == before
    assert everything(folder)["merged_identifier"] == 1
    done = erase_person(folder, "P3", **given)
    assert told == [(("P3", "P30"), done.person)] * 2
    assert done.identifiers == ("P3", "P30")


def test_a_person_among_others_goes_alone_with_every_identifier(folder):
    load(folder)
    erase(folder, "P30")  # the identifier given up
    assert ids(folder, "person", "person_id") == ["P1", "P2", "P4"]
    assert ids(folder, "merged_identifier", "old_id") == []
    assert ids(folder, "plan_subject", "person_id") == ["P1", "P4"]
    assert ids(folder, "assessment_subject", "person_id") == ["P1", "P4"]
    assert ids(folder, "family", "family_id") == ["F1", "F2"]
    assert ids(folder, "plan", "plan_id") == ["PL1", "PL2"]
    for text in ("P3", "P30"):
        assert holds(folder, text) == []


def test_rows_stay_in_order_and_keep_what_they_held(folder):
    name = load(folder)
    with open_snapshot(folder) as snapshot:
        before = snapshot.query("SELECT * FROM plan_team WHERE plan_id = 1")
    erase(folder, "P4")
    with open_snapshot(folder) as snapshot:
        assert snapshot.query("SELECT * FROM plan_team") == before
        assert snapshot.snapshot_id == str(name)


def test_every_snapshot_is_gone_through_also_withdrawn_ones_and_rejects(folder):
    names = [load(folder, number) for number in range(3)]
    withdraw_snapshot(folder, names[1], reason="wrong", by="A", at=AT)
    done = erase(folder, "P3")
    assert [one.snapshot for one in done.snapshots] == names
    assert all(dict(one.rows)["rejects"] == 1 for one in done.snapshots)
    assert [one.revision for one in list_snapshots(folder)] == [1, 1, 1]
    assert holds(folder, "P3") == []
    assert [bool(one.withdrawn) for one in list_snapshots(folder)] == [False, True, False]
    assert folder.verify() == ()
    assert (folder.path / "snapshots/current").read_text("ascii") == f"{names[2]}-r1\n"


def test_an_old_identifier_known_only_later_is_the_same_person_before(folder):
    tables = council()
    del tables["merged_identifier"]
    tables["household_membership"][0]["started_on"][2] = date(2020, 2, 1)
    first = load(folder, 0, tables)
    assert "P30" in ids(folder, "person", "person_id")
    load(folder, 1)
    erase(folder, "P3")
    assert ids(folder, "person", "person_id", first) == ["P1", "P2", "P4"]


def test_what_stays_is_a_tombstone_that_names_nobody(folder):
    load(folder)
    load(folder, 1)
    done = erase(folder, "P4", "the parents asked")
    entry = folder.trail()[-1]
    assert entry.verb is Verb.ERASED
    assert entry.subject == f"person/{done.person}"
    assert entry.detail("reason") == "the parents asked"
    assert entry.detail("rows") == "16"
    with open_snapshot(folder) as snapshot:
        (change,) = snapshot.manifest.changes
        assert (change.person, change.by) == (done.person, "Officer")
        assert dict(change.rows)["plan_team"] == 1
    assert erase(folder, "P4").person == done.person
    assert "P4" not in (folder.path / "trail.jsonl").read_text("ascii")
    if sys.platform != "win32":
        assert (folder.path / "key").stat().st_mode & 0o077 == 0


def test_the_digest_needs_the_key(folder, tmp_path):
    other = open_folder(tmp_path / "other", create=True)
    assert erase(folder, "P4").person != erase(other, "P4").person


def test_published_figures_stay(folder):
    artefact = store(folder).artefact
    load(folder)
    before = folder.read(artefact)
    erase(folder, "P1")
    assert folder.read(artefact) == before


def test_nobody_by_that_identifier_is_put_on_the_trail_and_changes_no_snapshot(folder):
    load(folder)
    done = erase(folder, "P")
    assert (done.rows, done.snapshots) == (0, ())
    assert folder.trail()[-1].verb is Verb.ERASED
    assert everything(folder)["person"] == 4
    assert list_snapshots(folder)[0].revision == 0


def test_an_erasure_twice_over_and_a_second_person(folder):
    load(folder)
    erase(folder, "P4")
    erase(folder, "P1")
    (listed,) = list_snapshots(folder)
    assert listed.revision == 2
    assert ids(folder, "person", "person_id") == ["P2", "P3"]
    assert folder.verify() == ()


def test_a_damaged_snapshot_stops_an_erasure_before_anything_is_changed(folder):
    first = load(folder)
    load(folder, 1)
    (folder.path / "snapshots" / f"{first}-r0" / "labels.parquet").unlink()
    with pytest.raises(Refused, match="missing"):
        erase(folder, "P4")
    assert [one.revision for one in list_snapshots(folder)] == [0, 0]


@pytest.mark.parametrize(("person", "reason"), [(" ", "x"), ("P1", " ")])
def test_an_erasure_says_whom_and_why(folder, person, reason):
    load(folder)
    with pytest.raises(Refused, match="Nothing was changed"):
        erase(folder, person, reason)


def test_what_a_stopped_load_left_is_swept_with_an_erasure(folder):
    load(folder)
    left = folder.path / "temporary" / "snapshot-aabbccddeeff"
    left.mkdir(parents=True)
    (left / "staging.parquet").write_bytes(b"P4")
    erase(folder, "P4")
    assert not left.exists()


def test_power_lost_before_every_step_of_an_erasure(tmp_path):
    seed = open_folder(tmp_path / "seed", create=True)
    tables = {name: council()[name] for name in ("person", "family", "household_membership")}
    name = load(seed, 0, tables)
    told: list[bool] = []
    for step in count(0, STRIDE):
        folder = open_folder(Path(shutil.copytree(seed.path, tmp_path / str(step))))
        drive = Drive(folder.path, step)
        try:
            erase(replace(folder, disk=Disk(drive, 90)), "P4")
        except PowerCut:
            drive.lose(LOSSES[len(told) % len(LOSSES)])
        else:
            break
        assert {one.severity for one in folder.verify()} <= {Severity.NOTED}
        people = everything(folder, name)["person"]
        assert people in {4, 5}
        told.append(people == 4)
        erase(folder, "P4")
        assert holds(folder, "P4") == []
        assert ids(folder, "person", "person_id") == ["P1", "P2", "P3", "P30"]
        assert {one.severity for one in folder.verify()} <= {Severity.NOTED}
        shutil.rmtree(folder.path)
    check_the_turn(told)
    assert len(told) > 60 / STRIDE


def test_people_who_were_erased_and_come_again_are_counted(folder):
    load(folder)
    erase(folder, "P4")
    name = load(folder, 1)
    listed = find(snapshots_on(folder.trail()), name, "")
    assert erased_before(folder, look_at(folder.path, listed)) == 1
    first = list_snapshots(folder)[0]
    assert erased_before(folder, look_at(folder.path, first)) == 0
    changes = {one.table: one for one in compare_snapshots(folder, first.snapshot, name)}
    assert changes["person"].added == 1


def lapse(folder: DataFolder, on: date):
    def begin(reach) -> set[int]:
        start_with_time(reach, on)
        return set()

    return erase_rows(folder, begin, reason="retention", by="Officer", at=AT)


def test_rows_past_their_retention_go_and_what_has_not_ended_stays(folder):
    load(folder)
    assert lapse(folder, date(2032, 1, 1)).rows == 0  # plans closed at the end of 2025
    done = lapse(folder, date(2034, 1, 1))
    (one,) = done.snapshots
    rows = dict(one.rows)
    assert rows["plan"] == 1  # PL1; PL2 has not closed
    assert rows["plan_team"] == 2
    assert rows["plan_subject"] == 2
    assert rows["contact"] == 2
    assert ids(folder, "plan", "plan_id") == ["PL2"]
    assert ids(folder, "plan_subject", "person_id") == ["P4"]
    assert folder.trail()[-1].subject == "retention"


def test_people_and_families_go_when_nothing_that_stays_needs_them(folder):
    tables = council()
    tables["assessment"][0]["completed_on"] = [date(2025, 6, 1)] * 2
    load(folder, 0, tables)
    lapse(folder, date(2034, 1, 1))
    assert ids(folder, "family", "family_id") == ["F2"]
    assert ids(folder, "person", "person_id") == ["P4"]  # P2 lived with those who went
    assert ids(folder, "household_membership", "person_id") == ["P4"]
    for text in ("P1", "P2"):
        assert holds(folder, text) == []


def test_a_part_that_is_not_past_its_date_keeps_the_whole(folder):
    tables = council()
    tables["plan_team"][0]["ended_on"][1] = date(2030, 1, 1)
    load(folder, 0, tables)
    lapse(folder, date(2034, 1, 1))
    assert ids(folder, "plan", "plan_id") == ["PL1", "PL2"]


def looked_up(folder: DataFolder, person: str):
    return find_person(folder, person, purpose="subject access 12", by="Officer", at=AT)


def test_a_person_is_found_everywhere_and_the_looking_is_on_the_trail(folder):
    comment = b"indicator,text\r\nEH07,about P3 and P33\r\nEH08,nothing\r\n"
    folder.store(Kind.ENTRIES, {"a.csv": comment}, {}, by="A", at=AT)
    first = load(folder)
    load(folder, 1)
    erase(folder, "P4")
    found = looked_up(folder, "P3")
    assert found.identifiers == ("P3", "P30")
    by_table: dict[str, list[dict[str, str]]] = {}
    for row in found.rows:
        by_table.setdefault(row.table, []).append(dict(row.cells))
        assert row.snapshots[0] == str(first)
        assert len(row.snapshots) == 2
    assert [one["person_id"] for one in by_table["person"]] == ["P3"]
    assert [one["plan_id"] for one in by_table["plan"]] == ["PL1"]
    assert [one["assessment_id"] for one in by_table["assessment"]] == ["A1"]
    assert by_table["assessment"][0]["kind"] == "early_help"
    assert [one["old_id"] for one in by_table["merged_identifier"]] == ["P30"]
    assert [one["Closed"] for one in by_table["rejects"]] == ["=1+1"]
    assert [one.text for one in found.texts] == ["EH07,about P3 and P33"]
    entry = folder.trail()[-1]
    assert (entry.verb, entry.detail("purpose")) == (Verb.LOOKED_UP, "subject access 12")
    assert "P3" not in (folder.path / "trail.jsonl").read_text("ascii")
    again = looked_up(folder, "P3")
    assert [one.place.file for one in again.texts][-1] == "trail"


def test_looking_up_says_a_purpose(folder):
    load(folder)
    with pytest.raises(Refused, match="Nothing was read"):
        find_person(folder, "P1", purpose=" ", by="A", at=AT)


def test_everything_found_is_gone_after_an_erasure(folder):
    load(folder, rejects=[Reject("plan", "a.xlsx", 3, "c", "m", (("Child", " P1 "),))])
    assert any(row.table == "rejects" for row in looked_up(folder, "P1").rows)
    erase(folder, "P1")
    assert looked_up(folder, "P1").rows == ()
