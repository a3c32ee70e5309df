"""The office and its data are backed up while people write, and come back the same."""

import os
import sqlite3
import threading
import zipfile
from contextlib import closing
from datetime import UTC, datetime

import pytest

from headway.cli.main import main
from headway.domain.problems import FileMistake, Refused
from headway.domain.trail import Verb
from headway.services.analysis.backup import make_backup
from headway.services.analysis.kept_figures import latest_figures
from headway.services.analysis.office_backup import (
    KEY,
    back_up_office,
    is_office_backup,
    restore_office,
)
from headway.services.analysis.register_finding import REGISTER, find_in_register
from headway.warehouse.folder import open_folder
from tests.unit.web.made_up_figures import keep_figures_of_two_teams

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "office"
    (folder / "definitions" / "abc" / "targets").mkdir(parents=True)
    (folder / "definitions" / "in-force").write_text("abc\n", encoding="ascii")
    (folder / "definitions" / "abc" / "targets" / "x.yaml").write_text("a: b\n", encoding="utf-8")
    (folder / KEY).write_text("a key", encoding="ascii")
    with closing(sqlite3.connect(folder / REGISTER)) as made, made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE pair (number INTEGER PRIMARY KEY, one TEXT, other TEXT)")
        made.executemany(
            "INSERT INTO pair VALUES (?, ?, ?)", [(n, str(n), str(n)) for n in range(3)]
        )
    keep_figures_of_two_teams(tmp_path / "data")
    return folder


def test_a_backup_made_while_people_write_restores_whole_transactions(office, tmp_path):
    stop, written = threading.Event(), []

    def go_on_writing():
        with closing(sqlite3.connect(office / REGISTER, timeout=20)) as register:
            number = 3
            while not stop.is_set():
                with register:  # both halves of a transaction, or neither
                    register.execute("INSERT INTO pair VALUES (?, ?, NULL)", (number, str(number)))
                    register.execute("UPDATE pair SET other = one WHERE number = ?", (number,))
                written.append(number)
                number += 1

    writer = threading.Thread(target=go_on_writing)
    writer.start()
    while len(written) < 5:
        pass
    before = len(written)
    out = tmp_path / "both.zip"
    back_up_office(office, tmp_path / "data", out, by="test", at=AT)
    stop.set()
    writer.join()

    assert is_office_backup(out)
    into, data = tmp_path / "again", tmp_path / "data-again"
    restore_office(out, into, data, by="test", at=AT)
    with closing(sqlite3.connect(into / REGISTER)) as restored:
        rows = restored.execute("SELECT number, one, other FROM pair ORDER BY number").fetchall()
    assert [one[0] for one in rows] == list(range(len(rows)))
    assert len(rows) >= 3 + before
    assert all(one == other for _, one, other in rows)
    assert (into / KEY).read_text(encoding="ascii") == "a key"
    assert (into / "definitions" / "in-force").read_text(encoding="ascii") == "abc\n"
    was, now = latest_figures(tmp_path / "data"), latest_figures(data)
    assert dict(was.files) == dict(now.files)
    with pytest.raises(Refused, match="not empty"):
        restore_office(out, into, tmp_path / "third", by="test", at=AT)


def test_a_changed_backup_is_refused_and_leaves_nothing(office, tmp_path):
    out = tmp_path / "both.zip"
    back_up_office(office, tmp_path / "data", out, by="test", at=AT)
    wrong = tmp_path / "wrong.zip"
    with zipfile.ZipFile(out) as was, zipfile.ZipFile(wrong, "w") as now:
        for name in was.namelist():
            now.writestr(name, b"another key" if name.endswith(KEY) else was.read(name))
    with pytest.raises(FileMistake, match="not what was backed up"):
        restore_office(wrong, tmp_path / "a", tmp_path / "d", by="test", at=AT)
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "d").exists()
    with pytest.raises(Refused, match="there already"):
        back_up_office(office, tmp_path / "data", out, by="test", at=AT)


def test_without_a_register_the_way_of_postgresql_is_told(office, tmp_path):
    (office / REGISTER).unlink()
    with pytest.raises(Refused, match="pg_dump"):
        back_up_office(office, tmp_path / "data", tmp_path / "o.zip", by="test", at=AT)
    dump = tmp_path / "r.dump"
    dump.write_bytes(b"dump")
    back_up_office(office, tmp_path / "data", tmp_path / "o.zip", by="test", at=AT, dump=dump)
    restore_office(tmp_path / "o.zip", tmp_path / "a", tmp_path / "d", by="test", at=AT)
    assert (tmp_path / "a" / "register.dump").read_bytes() == b"dump"


def test_an_identifier_is_found_wherever_it_stands_in_the_register(office):
    with closing(sqlite3.connect(office / REGISTER)) as made, made:
        made.execute("INSERT INTO pair VALUES (90, 'about p-00417 again', 'x')")
    [found] = find_in_register(office, ("P-00417",))
    assert (found.table, found.column, found.row) == ("pair", "one", 90)
    assert find_in_register(office, ("P-00418",)) == ()
    (office / REGISTER).write_bytes(b"this is no register" * 400)
    with pytest.raises(Refused, match="was not looked through"):
        find_in_register(office, ("P-00418",))


def test_an_office_comes_back_with_its_data_inside_it_as_it_usually_lies(office, tmp_path):
    data = office / "data"
    (tmp_path / "data").rename(data)
    out = tmp_path / "both.zip"
    back_up_office(office, data, out, by="test", at=AT)
    again = tmp_path / "new" / "again"
    restore_office(out, again, again / "data", by="test", at=AT)
    assert (again / KEY).read_text(encoding="ascii") == "a key"
    assert open_folder(again / "data").verify() == ()
    told = [(one.verb, one.subject) for one in open_folder(again / "data").trail()[-2:]]
    assert told == [(Verb.BACKED_UP, "backup/both.zip"), (Verb.RESTORED, "backup/both.zip")]
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["again"]
    third = tmp_path / "third"
    with pytest.raises(Refused, match="lies in the data folder"):
        restore_office(out, third, third, by="test", at=AT)
    assert not third.exists()


def test_a_backup_is_written_where_files_have_no_second_names(office, tmp_path, monkeypatch):
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    back_up_office(office, tmp_path / "data", tmp_path / "o.zip", by="test", at=AT)
    restore_office(tmp_path / "o.zip", tmp_path / "a", tmp_path / "d", by="test", at=AT)


def test_a_damaged_register_is_not_backed_up_as_if_it_were_whole(office, tmp_path):
    (office / REGISTER).write_bytes(b"this is no register" * 400)
    with pytest.raises(Refused, match="Nothing was written"):
        back_up_office(office, tmp_path / "data", tmp_path / "o.zip", by="test", at=AT)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "office"]


def test_options_that_would_do_nothing_are_refused(office, tmp_path, capsys):
    data, out = tmp_path / "data", tmp_path / "d.zip"
    given = ["--data", data, "--out", out, "--dump", office / KEY]
    assert main(["backup", *map(str, given)]) == Refused.exit_code
    assert "--office" in capsys.readouterr().err
    assert not out.exists()
    make_backup(data, out, by="test", at=AT)
    given = [out, "--into", tmp_path / "n", "--office", tmp_path / "a"]
    assert main(["restore", *map(str, given)]) == FileMistake.exit_code
    assert "no office in it" in capsys.readouterr().err
    assert not (tmp_path / "n").exists()
