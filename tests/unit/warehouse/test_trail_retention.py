"""Old entries are let go, what rests on entries stays, and whose rows were seen goes with them."""

from datetime import UTC, datetime, timedelta

import pytest

from headway.domain.problems import Refused, Severity
from headway.domain.trail import Verb
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import open_folder
from headway.warehouse.seen import SEEN, seen_by
from headway.warehouse.snapshot_key import read_key
from headway.warehouse.trail_retention import let_old_go, old_ones

AT = datetime(2020, 1, 1, tzinfo=UTC)
CHILD, PLAN = ("person", "P000417"), ("plan", "PL00078")


@pytest.fixture
def folder(tmp_path):
    made = open_folder(tmp_path / "data", create=True)
    for year in range(4):
        at = AT.replace(year=2020 + year)
        made.store(Kind.HISTORY, {"a.csv": f"{year}".encode()}, {}, by="analyst", at=at)
        purpose = [("purpose", f"visit {year}"), ("list", "visits")]
        seen = {CHILD, PLAN} if year in {0, 2} else {PLAN}
        made.record(Verb.READ_ROWS, "a snapshot", purpose, by=f"m{year}", at=at, seen=seen)
    return made


def go(folder, before):
    told = {"kept_for": "2 years", "reason": "policy", "by": "officer"}
    return let_old_go(folder, before, at=AT.replace(year=2024), **told)


def who_saw(folder, *named):
    return [one.by for one in seen_by(folder.path, read_key(folder.path), folder.trail(), named)]


def test_who_saw_rows_is_found_by_any_of_what_they_named(folder):
    assert who_saw(folder, CHILD) == ["m0", "m2"]
    assert who_saw(folder, PLAN) == ["m0", "m1", "m2", "m3"]
    assert who_saw(folder, ("person", "P000418"), ("plan", "P000417")) == []
    [first, *_] = seen_by(folder.path, read_key(folder.path), folder.trail(), [CHILD, PLAN])
    assert (first.named, first.what, first.purpose) == (("person", "plan"), "visits", "visit 0")
    assert len(list((folder.path / SEEN).iterdir())) == 2  # the same rows are kept once
    everything = b"".join(one.read_bytes() for one in folder.path.rglob("*") if one.is_file())
    assert b"000417" not in everything


def test_old_readings_go_and_what_is_stored_stays(folder):
    stored = folder.list_artefacts()
    assert old_ones(folder, AT) is None
    assert go(folder, AT) is None
    before = AT.replace(year=2022)
    assert old_ones(folder, before).count == 2
    assert go(folder, before).count == 2
    assert folder.list_artefacts() == stored
    assert folder.verify() == ()
    told = folder.trail()[-1]
    assert (told.verb, told.detail("entries"), told.detail("through")) == (Verb.LET_GO, "2", "4")
    assert who_saw(folder, CHILD) == ["m2"]
    text = (folder.path / "trail.jsonl").read_text(encoding="ascii")
    assert "visit 1" not in text
    assert '"m1"' not in text
    assert go(folder, AT.replace(year=2023)).count == 1
    assert go(folder, AT.replace(year=2024)).count == 1
    assert list((folder.path / SEEN).iterdir()) == []
    assert folder.verify() == ()


def test_an_entry_of_a_clock_that_went_ahead_goes_later_and_the_trail_still_holds(tmp_path):
    folder = open_folder(tmp_path / "ahead", create=True)
    for year in (2020, 2023, 2021):
        folder.record(Verb.READ_ROWS, "a snapshot", by=f"m{year}", at=AT.replace(year=year))
    assert go(folder, AT.replace(year=2022)).count == 2
    assert go(folder, AT.replace(year=2024)).count == 1
    assert folder.trail()[-1].detail("entries") == "3"
    assert folder.verify() == ()


def test_what_somebody_takes_out_by_hand_shows(folder):
    go(folder, AT.replace(year=2022))
    trail = folder.path / "trail.jsonl"
    lines = trail.read_text(encoding="ascii").splitlines(keepends=True)
    gone = lines[1]
    assert '"let go"' in gone
    trail.write_text("".join(lines[:1] + lines[2:]), encoding="ascii")
    with pytest.raises(Refused, match="entry 2 was removed"):
        folder.trail()
    trail.write_text("".join(lines[:-1]), encoding="ascii")
    with pytest.raises(Refused):
        folder.trail()


def test_a_lost_file_of_whose_rows_were_seen_is_damage(folder):
    [one, *_] = (folder.path / SEEN).iterdir()
    one.unlink()
    [finding] = folder.verify()
    assert finding.severity is Severity.STOPS
    assert "whose rows somebody saw" in finding.found


def test_nothing_is_let_go_without_a_reason(folder):
    with pytest.raises(ValueError, match="reason"):
        let_old_go(folder, AT + timedelta(days=1), kept_for="x", reason="", by="x", at=AT)
