import pytest

from headway.intake.loading.reconciling import TableReconciled, moved
from headway.services.analysis.load_exports import reconciliation_of
from headway.warehouse.folder import open_folder
from headway.warehouse.publishing import TEMPORARY
from headway.warehouse.snapshot_worklist import manifests
from tests.unit.intake.loading.exports import (
    PERSON,
    PLAN,
    TODAY,
    UNIT,
    conformed,
    entries,
    load,
    load_tables,
    prepared,
    row_of,
    rows_by_code,
    stored,
    write_tables,
)


def test_every_row_is_loaded_rejected_or_told_twice(tmp_path):
    loaded = load_tables(
        tmp_path,
        {
            "organisation_unit": [UNIT],
            "plan": [
                PLAN,
                PLAN,  # the very same
                {**PLAN, "opened_on": "2026-02-05"},  # the key again
                {
                    **PLAN,
                    "plan_id": "PL2",
                    "closed_on": "2025-12-01",
                    "closing_reason": "needs_met",
                },
                {**PLAN, "plan_id": "PL3", "opened_on": ""},
                {**PLAN, "plan_id": "PL4", "opened_on": "soon"},
                {**PLAN, "plan_id": "PL5", "need": "N99"},
                {**PLAN, "plan_id": "PL6"},
            ],
        },
    )
    assert row_of(loaded, "plan") == (8, 3, 4, 1)
    assert rows_by_code(loaded) == {
        "plan.key_twice": 1,
        "plan.dates_in_order": 1,
        "plan.opened_on.missing": 1,
        "plan.opened_on.wrong_type": 1,
        "plan.need.unknown_code": 1,
    }


def test_the_reconciliation_is_kept_in_the_manifest(tmp_path):
    loaded = load_tables(tmp_path, {"plan": [PLAN, PLAN]})
    (manifest,) = manifests(open_folder(tmp_path / "data"))
    assert reconciliation_of(manifest) == loaded.tables
    assert manifest.sources[0].name == "plan.csv"
    assert manifest.sources[0].rows == 2
    assert dict(manifest.notes)["export_day"] == TODAY.isoformat()


def test_a_sum_that_does_not_come_out_cannot_be_built():
    with pytest.raises(ValueError, match="do not add up"):
        TableReconciled("plan", 10, 0, 8, 1, 0, 0)


def test_a_rejected_row_keeps_its_cells_and_its_reason_in_the_protected_file(tmp_path):
    loaded = load_tables(
        tmp_path, {"plan": [{**PLAN, "plan_id": "SECRET-9", "opened_on": "tomorrow"}]}
    )
    (entry,) = entries(tmp_path, loaded)
    assert (entry.table_name, entry.source, entry.row_number) == ("plan", "plan.csv", 2)
    assert entry.code == "plan.opened_on.wrong_type"
    assert "text of 8 characters" in entry.message
    assert dict(entry.cells)["plan_id"] == "SECRET-9"
    assert dict(entry.cells)["opened_on"] == "tomorrow"
    path = stored(tmp_path, loaded) / "rejects.parquet"
    assert path.stat().st_mode & 0o077 == 0


def test_a_date_of_birth_is_cut_to_its_month_and_the_day_is_kept_nowhere(tmp_path):
    people = [PERSON, {**PERSON, "person_id": "P2", "month_of_birth": "14/03/20166"}]
    people.append({**PERSON, "person_id": "", "month_of_birth": "2011-07-23"})
    folder = write_tables(tmp_path / "exports", {"person": people})
    with prepared(tmp_path, folder) as ready:
        assert str(conformed(ready, "person")[0]["month_of_birth"]) == "2016-03-01"
    loaded = load(tmp_path, folder)
    kept = [dict(one.cells) for one in entries(tmp_path, loaded)]
    assert kept
    assert all("14/03" not in str(one) and "07-23" not in str(one) for one in kept)


def test_an_empty_export_is_loaded_as_empty_and_said(tmp_path):
    loaded = load_tables(tmp_path, {"plan": [], "organisation_unit": [UNIT]})
    assert row_of(loaded, "plan") == (0, 0, 0, 0)
    assert any("headings but no rows" in one.found for one in loaded.findings)


def test_what_moved_since_the_load_before(tmp_path):
    rows = [{**PLAN, "plan_id": f"PL{n}", "opened_on": f"2026-01-{n + 1:02}"} for n in range(20)]
    load_tables(tmp_path, {"plan": rows, "organisation_unit": [UNIT]})
    loaded = load_tables(tmp_path, {"plan": rows[5:15]}, day=1)
    said = {one.table: one for one in loaded.moved if "rows" in one.said}
    assert "10 rows, before 20 (-50.0%)" in said["plan"].said
    assert said["plan"].ask


def test_a_table_that_is_gone_and_a_shorter_history_are_asked_about():
    one = TableReconciled("plan", 9, 0, 9, 0, 0, 0, TODAY.replace(year=2024), TODAY)
    later = TableReconciled(
        "plan", 9, 0, 9, 0, 0, 0, TODAY.replace(year=2025), TODAY.replace(month=10)
    )
    gone = TableReconciled("person", 5, 0, 5, 0, 0, 0)
    told = moved([later], [one, gone])
    assert [each.ask for each in told] == [True, True, True]
    assert "history is shorter" in told[0].said
    assert "may be an old one" in told[1].said
    assert "is not in this load" in told[2].said


def test_a_drop_of_a_fifth_is_not_asked_about_and_more_is():
    before = [TableReconciled("plan", 100, 0, 100, 0, 0, 0)]
    assert not moved([TableReconciled("plan", 80, 0, 80, 0, 0, 0)], before)[0].ask
    assert moved([TableReconciled("plan", 79, 0, 79, 0, 0, 0)], before)[0].ask


def test_nothing_staged_is_left_behind(tmp_path):
    load_tables(tmp_path, {"plan": [PLAN]})
    left = tmp_path / "data" / TEMPORARY
    assert not left.exists() or not list(left.iterdir())


def test_what_a_killed_load_left_behind_is_swept_by_the_next(tmp_path):
    load_tables(tmp_path, {"plan": [PLAN]})
    left = tmp_path / "data" / TEMPORARY / "snapshot-0123456789ab"
    left.mkdir(parents=True)
    (left / "raw_0.parquet").write_bytes(b"case rows")
    load_tables(tmp_path, {"plan": [PLAN]}, day=1)
    assert not left.exists()
