"""The commands about snapshots, from the command line to the files, as an analyst goes through."""

import csv
import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from headway.cli.main import main
from headway.domain.problems import Refused
from headway.domain.trail import Verb
from headway.warehouse.folder import DataFolder, open_folder
from tests.unit.warehouse.snapshots import council, load

WHO = ["--by", "Data officer"]


@pytest.fixture(autouse=True)
def nothing_flushed(monkeypatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda fd: None)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A data folder with two snapshots; the second has a changed plan."""
    folder = open_folder(tmp_path / "data", create=True)
    load(folder, 0)
    tables = council()
    tables["plan"][0]["need"] = ["N1", None]
    load(folder, 1, tables)
    return folder


def run(capsys, *words: object) -> tuple[int, str]:
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    return code, told.out + told.err


def names(capsys, folder: DataFolder) -> list[str]:
    _, told = run(capsys, "snapshots", "--data", folder.path)
    return [line.split()[0] for line in told.splitlines()]


def test_snapshots_are_listed_compared_verified_and_withdrawn(folder, capsys):
    data = ["--data", folder.path]
    code, told = run(capsys, "snapshots", *data)
    first, second = told.splitlines()
    assert code == 0
    assert "(current)" in second
    assert "(current)" not in first
    assert "Analyst" in first

    one, other = names(capsys, folder)
    _, told = run(capsys, "snapshots", *data, "--compare", "2026-11-21", other)
    (plan,) = (line.split() for line in told.splitlines() if line.startswith("plan "))
    assert plan == ["plan", "2", "2", "0", "0", "1"]

    assert run(capsys, "snapshots", *data, "--verify") == (0, "Everything is as it was stored.\n")
    reason = ["--reason", "a wrong column"]
    code, told = run(capsys, "snapshots", *data, "--withdraw", other, *reason, *WHO)
    assert (code, one in told) == (0, True)
    assert "withdrawn: a wrong column" in run(capsys, "snapshots", *data)[1]
    code, told = run(capsys, "snapshots", *data, "--withdraw", other, *reason, *WHO)
    assert (code, "withdrawn before" in told) == (6, True)
    code, told = run(capsys, "snapshots", *data, "--withdraw", "2026", "--reason", "x", *WHO)
    assert (code, "2 snapshots" in told) == (6, True)


def test_verifying_tells_damage_by_its_exit_code(folder, capsys):
    one = names(capsys, folder)[0]
    (folder.path / "snapshots" / f"{one}-r0" / "labels.parquet").unlink()
    code, told = run(capsys, "snapshots", "--data", folder.path, "--verify")
    assert code == 6
    assert "labels.parquet: the file is missing" in told


def test_backup_erase_restore_erase_again(folder, capsys, tmp_path):
    """What a backup brings back is erased again; the restored folder is whole throughout."""
    out, new = tmp_path / "backup.zip", tmp_path / "restored"
    assert run(capsys, "backup", "--data", folder.path, "--out", out, *WHO)[0] == 0
    assert run(capsys, "backup", "--data", folder.path, "--out", out, *WHO)[0] == 6

    code, told = run(capsys, "erase", "P4", "--data", folder.path, "--reason", "asked", *WHO)
    assert code == 0
    assert "16 rows were erased from 2 snapshots" in told
    assert "P4" not in told

    assert run(capsys, "restore", out, "--into", new, *WHO)[0] == 0
    assert run(capsys, "restore", out, "--into", new, *WHO)[0] == 6
    _, told = run(capsys, "erase", "P4", "--data", new, "--reason", "asked", *WHO)
    assert "16 rows were erased" in told
    assert run(capsys, "snapshots", "--data", new, "--verify")[0] == 0
    code, told = run(capsys, "upgrade", "--data", new)
    assert (code, "nothing to do" in told) == (0, True)


def test_the_identifier_can_be_kept_off_the_command_line(folder, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("P4\n"))
    _, told = run(capsys, "erase", "-", "--data", folder.path, "--reason", "asked", *WHO)
    assert "16 rows were erased" in told


def test_a_person_is_taken_out_of_the_register_before_the_rows_go(folder, capsys, monkeypatch):
    rows, told = [], []

    class Office:
        """A register in which both identifiers of a person stand."""

        @staticmethod
        def take_words_out(identifiers: tuple[str, ...], **given: str) -> tuple[str, ...]:
            rows.append(run(capsys, "snapshots", "--data", folder.path)[1])
            told.append((identifiers, given))
            return ("commentary, column text, row 1",)

    words = ["erase", "P3", "--data", folder.path, "--reason", "asked", "--take-out", *WHO]
    code, said = run(capsys, *words)
    assert (code, "--office" in said) == (Refused.exit_code, True)
    monkeypatch.setattr("headway.cli.erase.opened_office", lambda chosen: Office)
    code, said = run(capsys, *words, "--office", folder.path.parent)
    assert code == 0
    assert "The register: taken out of table commentary, column text, row 1." in said
    assert "rows erased" not in rows[0]
    [(identifiers, given)] = told
    assert identifiers == ("P3", "P30")
    assert given["person"] in said
    assert "P3" not in said


class YearsLater(datetime):
    """A clock of the year 2034."""

    @classmethod
    def now(cls, tz=None):
        return datetime(2034, 1, 1, 9, tzinfo=tz)


def test_retention_lists_first_and_erases_when_told(folder, capsys, monkeypatch):
    words = ["retention", "--data", folder.path, "--on", "2034-01-01"]
    _, told = run(capsys, *words)
    assert "plan 1" in told
    assert "never ended, so kept: " in told
    assert "--carry-out" in told
    assert "rows erased" not in run(capsys, "snapshots", "--data", folder.path)[1]
    code, told = run(capsys, *words, "--carry-out", *WHO)
    assert (code, "2034-01-01 is still to come" in told) == (Refused.exit_code, True)
    assert "rows erased" not in run(capsys, "snapshots", "--data", folder.path)[1]
    monkeypatch.setattr("headway.cli.retention.datetime", YearsLater)
    assert "were erased from 2 snapshots" in run(capsys, *words, "--carry-out", *WHO)[1]
    assert "Nothing is past" in run(capsys, *words)[1]
    assert "rows erased 1 times" in run(capsys, "snapshots", "--data", folder.path)[1]


def subject(folder: DataFolder, out: Path) -> list[object]:
    words = ["subject", "P3", "--data", folder.path, "--out", out, "--purpose", "access 7"]
    return [*words, "--expires", "2026-12-31", *WHO]


def test_the_trail_is_let_go_for_a_reason_naming_nobody_and_not_before_its_time(folder, capsys):
    at, long_ago = datetime.now(UTC), datetime(2015, 1, 1, tzinfo=UTC)
    folder.record(Verb.VERIFIED, "data folder", by="Analyst", at=long_ago)
    folder.record(Verb.VERIFIED, "data folder", by="Analyst", at=at)
    before = folder.trail()
    words = ["retention", "--data", folder.path, "--trail", "6", *WHO]
    later = f"{at.year + 20}-01-01"
    for more in (["--reason", "about p1"], ["--reason", " "], ["--on", later]):
        code, told = run(capsys, *words, *more, "--carry-out")
        assert code == Refused.exit_code
        assert "p1" not in told
    assert folder.trail() == before
    assert "past their time" in run(capsys, *words, "--on", later)[1]
    assert "1 entries let go" in run(capsys, *words, "--carry-out")[1]
    assert [one.verb for one in folder.trail()[-3:]] == [Verb.LEFT_OUT, Verb.VERIFIED, Verb.LET_GO]


def test_a_subjects_file_is_marked_and_safe_to_open(folder, capsys, tmp_path):
    code, told = run(capsys, *subject(folder, tmp_path / "p.csv"))
    assert (code, "P3" in told) == (0, False)
    rows = list(csv.reader(io.StringIO((tmp_path / "p.csv").read_text("utf-8-sig"))))
    about = dict(row for row in rows if len(row) == 2)
    assert about["marking"] == "OFFICIAL-SENSITIVE"
    assert (about["purpose"], about["destroy by"]) == ("access 7", "2026-12-31")
    assert ["plan", "plan_id", "PL1"] in [[row[0], *row[2:4]] for row in rows if len(row) == 6]
    assert "'=1+1" in [row[3] for row in rows if len(row) == 6]

    code, told = run(capsys, *subject(folder, tmp_path / "p.csv"))
    assert (code, "Nothing was read" in told) == (6, True)
    assert run(capsys, *subject(folder, tmp_path / "p.docx"))[0] == 6
    assert len([one for one in folder.trail() if one.verb.value == "looked up"]) == 1

    run(capsys, *subject(folder, tmp_path / "p.json"))
    whole = json.loads((tmp_path / "p.json").read_text("utf-8"))
    assert {row["table"] for row in whole["rows"]} > {"person", "plan", "rejects"}


def test_a_folder_that_is_none_is_refused_by_every_command(capsys, tmp_path):
    data = ["--data", tmp_path / "nowhere"]
    for words in (
        ["snapshots", *data],
        ["snapshots", *data, "--verify"],
        ["backup", *data, "--out", tmp_path / "b.zip"],
        ["upgrade", *data],
        ["erase", "P1", *data, "--reason", "x"],
        ["retention", *data],
        ["subject", "P1", *data, "--out", tmp_path / "p.csv", "--purpose", "x"],
    ):
        code, told = run(capsys, *words)
        assert (code, "no such folder" in told) == (6, True)
    assert list(tmp_path.iterdir()) == []
