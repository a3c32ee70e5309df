"""What goes into a snapshot comes out of it, and what does not fit is refused without its value."""

import json
import shutil
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from headway.domain.problems import ContentMistake, Refused
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_manifest import SnapshotId
from headway.warehouse.snapshot_reading import open_snapshot
from tests.unit.warehouse.snapshots import SOURCES, council, load


def texts(snapshot, table: str, column: str) -> dict[int, str]:
    return {number: text for text, number in snapshot.codes(table, column).items()}


def test_rows_come_back_as_they_went_in(folder):
    load(folder)
    with open_snapshot(folder, protected=True) as snapshot:
        plans = snapshot.query(
            "SELECT plan_id, opened_on, closed_on, outcomes_met, team_id FROM plan ORDER BY 2"
        )
        ids, teams = texts(snapshot, "plan", "plan_id"), texts(snapshot, "plan", "team_id")
        met = texts(snapshot, "plan", "outcomes_met")
        assert [
            (ids[plan], opened, closed, met.get(outcome), teams[team])
            for plan, opened, closed, outcome, team in plans
        ] == [
            ("PL1", date(2025, 6, 20), date(2025, 12, 24), "some", "T2"),
            ("PL2", date(2025, 7, 1), None, None, "T1"),
        ]
        hours = snapshot.query("SELECT hours_to_decision FROM contact ORDER BY received_on")
        assert hours == [(None,), (Decimal(26),)]
        flags = snapshot.query("SELECT has_disability FROM person ORDER BY person_id")
        assert flags == [(False,), (None,), (None,), (True,)]
        assert snapshot.table_names == set(council()) - {"direct_contact"}
        assert "direct_contact" in snapshot.covered_tables
        assert snapshot.query("SELECT count(*) FROM direct_contact") == [(0,)]
        assert snapshot.query("SELECT team_id FROM survey_response") == []
        assert snapshot.coverage("plan") == (date(2024, 4, 1), date(2026, 10, 31))
        assert snapshot.coverage("contact") is None


def test_the_manifest_says_what_was_loaded_by_whom_and_from_what(folder):
    name = load(folder)
    path = folder.path / "snapshots" / f"{name}-r0" / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["by"] == "Analyst"
    assert told["loaded_at"] == "2026-11-21T09:30:00.000000Z"
    assert told["sources"] == [
        {"name": "annex-a.xlsx", "sha256": SOURCES[0].sha256, "size": 1234, "rows": 20}
    ]
    assert told["tables"]["plan"]["rows"] == 2
    assert told["tables"]["plan"]["columns"]["outcomes_met"]["codes"] == ["all", "some", "none"]
    assert told["rejected"] == 1
    assert "P1" not in path.read_text(encoding="utf-8")
    assert (folder.path / "snapshots" / "current").read_text("ascii") == f"{name}-r0\n"
    assert folder.verify() == ()


def test_a_merged_identifier_is_followed_and_a_row_it_makes_the_same_is_left_out(folder):
    load(folder)
    with open_snapshot(folder, protected=True) as snapshot:
        people = texts(snapshot, "person", "person_id")
        found = snapshot.query("SELECT person_id, sex FROM person")
        assert sorted(people[one] for one, _ in found) == ["P1", "P2", "P3", "P4"]
        subjects = snapshot.query("SELECT person_id FROM plan_subject")
        assert sorted(people[one] for (one,) in subjects) == ["P1", "P3", "P4"]
        ((old, new),) = snapshot.query("SELECT old_id, new_id FROM merged_identifier")
        assert (people[old], people[new]) == ("P30", "P3")
        assert snapshot.manifest.table("person").merged == 1
        assert snapshot.manifest.table("plan_subject").merged == 0


def test_a_chain_of_mergers_is_followed_to_its_end_and_a_circle_refused(folder):
    tables = council()
    tables["merged_identifier"] = [
        {"identifies": ["person"] * 2, "old_id": ["P30", "P3"], "new_id": ["P3", "P1"]}
    ]
    del tables["plan_subject"], tables["household_membership"]
    load(folder, tables=tables)
    with open_snapshot(folder, protected=True) as snapshot:
        people = texts(snapshot, "person", "person_id")
        rows = snapshot.query("SELECT person_id FROM assessment_subject")
        assert sorted(people[one] for (one,) in rows) == ["P1", "P1", "P4"]
    tables["merged_identifier"] = [
        {"identifies": ["person"] * 2, "old_id": ["P3", "P30"], "new_id": ["P30", "P3"]}
    ]
    with pytest.raises(ContentMistake, match="lead back") as caught:
        load(folder, 1, tables)
    assert "P3" not in str(caught.value)


def test_identifiers_are_numbers_in_the_order_of_their_texts_the_same_in_every_table(folder):
    load(folder)
    with open_snapshot(folder, protected=True) as snapshot:
        numbers = snapshot.codes("plan", "plan_id")
        assert list(numbers) == sorted(numbers)
        assert list(numbers.values()) == sorted(numbers.values())
        joined = "SELECT count(*) FROM plan JOIN plan_team USING (plan_id)"
        assert snapshot.query(joined) == [(3,)]


def test_files_are_sorted_by_the_unit_responsible_and_the_day(folder):
    name = load(folder)
    rows = pq.read_table(folder.path / "snapshots" / f"{name}-r0" / "table-plan_team.parquet")
    order = list(zip(rows["team_id"].to_pylist(), rows["started_on"].to_pylist(), strict=True))
    assert order == sorted(order)


def test_lists_numpy_arrays_and_arrow_tables_give_the_same_files(folder, tmp_path):
    days = [date(2025, 1, 1), None]
    units = {"unit_id": ["T1", "T2"], "name": ["N", "S"], "kind": ["team", "team"]}
    lists = units | {"opened_on": days}
    arrays = {name: np.array(units[name]) for name in units}
    arrays["opened_on"] = np.array(days, dtype="datetime64[D]")
    forms = [lists, arrays, pa.table(lists), pa.table(lists).to_batches()[0]]
    digests = []
    for number, form in enumerate(forms):
        one = DataFolder(folder.path)
        name = load(one, number, {"organisation_unit": [form]}, ())
        with open_snapshot(one, name) as snapshot:
            digests.append([(file.name, file.sha256) for file in snapshot.manifest.files])
    assert digests.count(digests[0]) == 4


@pytest.mark.parametrize(
    ("table", "column", "values", "words"),
    [
        ("plan", "opened_on", ["2025-01-01", "2025-01-01"], "not date"),
        ("plan", "opened_on", [None, date(2025, 1, 1)], "required"),
        ("plan", "outcomes_met", ["all", "SECRET"], "1 values are none of its codes"),
        ("plan", "service", [1, 2], "not one code"),
        ("contact", "hours_to_decision", [Decimal("0.1234567"), None], "decimal number"),
        ("contact", "hours_to_decision", [10**13, None], "too great"),
        ("plan", "no_such_column", [1, 2], "no such column"),
        ("plan", "closed_on", [None], "different lengths"),
        ("plan", "plan_id", ["SECRET", "SECRET"], "more than one row"),
        ("no_such_table", "x", [1], "no such table"),
    ],
)
def test_what_does_not_fit_is_refused_by_kind_and_never_by_value(
    folder, table, column, values, words
):
    old = load(folder)
    tables = council()
    batch = dict(tables.get(table, [{}])[0])
    tables[table] = [batch | {column: values}]
    with pytest.raises(ContentMistake) as caught:
        load(folder, 1, tables)
    assert words in str(caught.value)
    assert "SECRET" not in str(caught.value)
    assert not list((folder.path / "temporary").iterdir())
    with open_snapshot(folder) as snapshot:
        assert snapshot.snapshot_id == str(old)
    assert folder.verify() == ()


def test_a_mistake_met_while_the_rows_are_read_is_told_as_it_is(folder):
    def rows():
        yield {"family_id": ["F1"]}
        raise KeyError("export")

    with pytest.raises(KeyError, match="export"):
        load(folder, tables={"family": rows()})
    assert folder.trail() == ()


def test_the_same_rows_at_the_same_instant_are_stored_once(folder):
    assert load(folder) == load(folder)
    assert len(folder.trail()) == 1
    assert load(folder, 1) != load(folder)


def test_a_snapshot_that_is_damaged_is_not_read(folder):
    name = load(folder)
    path = folder.path / "snapshots" / f"{name}-r0" / "table-plan.parquet"
    contents = bytearray(path.read_bytes())
    contents[40] ^= 1
    path.chmod(0o600)
    path.write_bytes(bytes(contents))
    with pytest.raises(Refused, match="not what was stored"), open_snapshot(folder):
        pass
    shutil.rmtree(path.parent)
    with pytest.raises(Refused, match="missing"), open_snapshot(folder):
        pass
    assert "missing" in str(folder.verify()[0])


def test_an_empty_folder_has_no_snapshot_to_open(folder):
    with pytest.raises(Refused, match="headway load"), open_snapshot(folder):
        pass
    other = SnapshotId("2026-11-21-093000-00000000")
    with pytest.raises(Refused, match="holds no snapshot"), open_snapshot(folder, other):
        pass


def test_a_day_picks_what_was_known_then(folder):
    first, second = load(folder, 0), load(folder, 2)
    for day, expected in ((21, first), (22, first), (23, second), (30, second)):
        with open_snapshot(folder, as_known=date(2026, 11, day)) as snapshot:
            assert snapshot.snapshot_id == str(expected)
    before = date(2026, 11, 20)
    with pytest.raises(Refused, match="20 November 2026"), open_snapshot(folder, as_known=before):
        pass
