"""Snapshots are listed, verified, compared and withdrawn; a reader is shut in with one of them."""

from datetime import date

import duckdb
import pytest

from headway.domain.problems import Refused, Severity
from headway.warehouse.snapshot_comparing import TableChange, compare_snapshots
from headway.warehouse.snapshot_engine import EngineSettings
from headway.warehouse.snapshot_reading import open_snapshot
from headway.warehouse.snapshot_withdrawing import (
    current_snapshot,
    list_snapshots,
    withdraw_snapshot,
)
from tests.unit.warehouse.snapshots import AT, council, load


def withdraw(folder, name, reason="a column was mapped wrongly"):
    return withdraw_snapshot(folder, name, reason=reason, by="Analyst", at=AT)


def test_a_withdrawn_snapshot_is_no_longer_current_nor_offered_and_still_there(folder):
    first, second = load(folder, 0), load(folder, 1)
    assert current_snapshot(folder).snapshot == second
    assert withdraw(folder, second).snapshot == first
    assert [(one.snapshot, bool(one.withdrawn)) for one in list_snapshots(folder)] == [
        (first, False),
        (second, True),
    ]
    with open_snapshot(folder) as snapshot:
        assert snapshot.snapshot_id == str(first)
    with pytest.raises(Refused, match="mapped wrongly"), open_snapshot(folder, second):
        pass
    assert (folder.path / "snapshots/current").read_text("ascii") == f"{first}-r0\n"
    assert (folder.path / "snapshots" / f"{second}-r0").is_dir()
    assert folder.trail()[-1].detail("reason") == "a column was mapped wrongly"
    assert folder.verify() == ()


def test_withdrawing_needs_a_reason_and_a_snapshot_that_is_offered(folder):
    name = load(folder)
    with pytest.raises(Refused, match="no reason"):
        withdraw(folder, name, "  ")
    assert withdraw(folder, name) is None
    with pytest.raises(Refused, match="withdrawn before"):
        withdraw(folder, name)
    with pytest.raises(Refused, match="every snapshot was withdrawn"), open_snapshot(folder):
        pass


def test_what_was_known_on_a_day_stays_answerable_after_a_withdrawal(folder):
    name = load(folder)
    withdraw_snapshot(folder, name, reason="wrong", by="A", at=AT.replace(day=25))
    with open_snapshot(folder, as_known=date(2026, 11, 22)) as snapshot:
        assert (snapshot.snapshot_id, snapshot.withdrawn) == (str(name), "wrong")
    with pytest.raises(Refused), open_snapshot(folder, as_known=date(2026, 11, 26)):
        pass


def test_two_snapshots_are_compared_by_key_whatever_their_numbers(folder):
    first = load(folder)
    tables = council()
    tables["plan"][0]["closing_reason"] = ["moved_away", "needs_met"]
    tables["person"].append({"person_id": ["A0", "P5"]})  # every number after it moves
    tables["contact"] = [{"contact_id": ["C2"], "received_on": [date(2025, 6, 1)]}]
    del tables["plan_team"]
    second = load(folder, 1, tables)
    changes = {one.table: one for one in compare_snapshots(folder, first, second)}
    assert changes["plan"] == TableChange("plan", 2, 2, 0, 0, 1)
    assert changes["person"] == TableChange("person", 4, 6, 2, 0, 0)
    assert changes["contact"] == TableChange("contact", 2, 1, 0, 1, 1)
    assert changes["plan_team"] == TableChange("plan_team", 3, None, 0, 3, 0)
    assert changes["plan_subject"] == TableChange("plan_subject", 3, 3, 0, 0, 0)
    assert {one.added for one in compare_snapshots(folder, second, second)} == {0}


def test_what_stopped_commands_left_is_noted(folder):
    name = load(folder)
    (folder.path / "snapshots" / "2026-11-21-093000-00000000-r0").mkdir()
    (folder.path / "snapshots" / "odd.txt").write_text("?", encoding="utf-8")
    (folder.path / "snapshots" / f"{name}-r0" / "odd.txt").write_text("?", encoding="utf-8")
    (folder.path / "snapshots" / "current").write_text("", encoding="utf-8")
    found = folder.verify()
    assert {one.severity for one in found} == {Severity.NOTED}
    assert len(found) == 4


FORBIDDEN = [
    "SELECT * FROM read_text('{secret}')",
    "SELECT * FROM '{secret}'",
    "SELECT * FROM read_csv('{secret}')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_blob('{folder}/trail.jsonl')",
    "SELECT * FROM read_parquet('{snapshot}/identifiers.parquet')",
    "SELECT * FROM read_parquet('{snapshot}/rejects.parquet')",
    "COPY (SELECT 1) TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{snapshot}/table-plan.parquet' (FORMAT parquet, USE_TMP_FILE false)",
    "INSTALL httpfs",
    "LOAD httpfs",
    "ATTACH '{folder}/other.db'",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "RESET allowed_paths",
    "PRAGMA database_list",
    "CREATE TABLE t AS SELECT 1",
    "DROP VIEW plan",
    "EXPORT DATABASE '{folder}/all'",
    "CALL duckdb_secrets()",
    "SELECT 1; SELECT 2",
    "",
]


def test_a_reader_reaches_no_file_but_the_tables_and_changes_nothing(folder, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    name = load(folder)
    inside = folder.path / "snapshots" / f"{name}-r0"
    with open_snapshot(folder) as snapshot:
        for form in FORBIDDEN:
            sql = form.format(secret=secret, folder=folder.path, snapshot=inside)
            with pytest.raises(ValueError, match=r"one statement|does not run this"):
                snapshot.query(sql)
        assert snapshot.query("SELECT count(*) FROM plan") == [(2,)]
    assert folder.verify() == ()


def test_a_raw_connection_is_shut_in_as_well(folder):
    name = load(folder)
    inside = folder.path / "snapshots" / f"{name}-r0"
    with open_snapshot(folder) as snapshot:
        for form in FORBIDDEN[:15]:
            sql = form.format(secret="/etc/hosts", folder=folder.path, snapshot=inside)
            if "table-plan" not in sql:  # that one is kept back by reading statements only
                with pytest.raises(duckdb.Error):
                    snapshot._connection.execute(sql).fetchall()


def test_values_are_given_apart_from_the_words_of_a_query(folder):
    load(folder)
    with open_snapshot(folder) as snapshot:
        sql = "SELECT count(*) FROM plan WHERE opened_on >= $first"
        assert snapshot.query(sql, {"first": date(2025, 7, 1)}) == [(1,)]


def test_what_does_not_fit_in_memory_goes_to_the_data_folder_and_is_taken_away(folder):
    load(folder)
    with open_snapshot(folder, settings=EngineSettings(2, "60MB")) as snapshot:
        sql = (
            "SELECT sum(n) FROM (SELECT row_number() OVER (ORDER BY hash(i) DESC) AS n "
            "FROM range(2500000) AS t(i))"
        )
        assert snapshot.query(sql) == [(2500000 * 2500001 // 2,)]
    assert list((folder.path / "temporary").iterdir()) == []
