"""Several who write at once lose nothing and are told of one another."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import LOCK, DataFolder
from headway.warehouse.lock import holder, locked
from tests.unit.warehouse.shared import AT, store
from tests.unit.warehouse.writer import OF_ALL

WRITER = Path(__file__).with_name("writer.py")
WRITERS, EACH = 8, 3


def test_eight_processes_storing_at_once_lose_nothing(folder):
    running = [
        subprocess.Popen(
            [sys.executable, WRITER, "many", folder.path, f"writer-{number}", str(EACH)],
            stderr=subprocess.PIPE,
        )
        for number in range(WRITERS)
    ]
    said = [process.communicate()[1].decode("utf-8") for process in running]
    assert [process.returncode for process in running] == [0] * WRITERS, said

    stored = [folder.read(artefact) for artefact in folder.list_artefacts(Kind.HISTORY)]
    own = {files["own.csv"].decode() for files in stored if files != OF_ALL}
    assert own == {f"writer-{one},{two}\n" for one in range(WRITERS) for two in range(EACH)}
    assert stored.count(OF_ALL) == 1
    assert len(folder.trail()) == len(stored) == WRITERS * EACH + 1
    assert folder.verify() == ()


def test_who_finds_the_folder_busy_is_told_by_whom(folder):
    hurried = DataFolder(folder.path, patience=0.05)
    with (
        locked(folder.path / LOCK, by="Colleague", at=AT, patience=0),
        pytest.raises(Refused) as refused,
    ):
        store(hurried)
    words = str(refused.value)
    for told in (str(os.getpid()), socket.gethostname(), "Colleague", "2026-11-21T09:30"):
        assert told in words
    assert "Wait until that has finished" in words
    assert folder.list_artefacts() == ()
    assert store(hurried).artefact in folder.list_artefacts()


def test_what_belongs_together_is_stored_while_nobody_else_writes(folder):
    hurried, seen = DataFolder(folder.path, patience=0.05), []

    def check() -> None:
        seen.append(folder.list_artefacts())  # it may read
        with pytest.raises(Refused, match="being written to"):
            store(hurried)

    history = (Kind.HISTORY, {"a.csv": b"1"}, {"of": "a"})
    entries = (Kind.ENTRIES, {"b.csv": b"2"}, {"of": "b"})
    stored = folder.store_together([history, entries], by="Analyst", at=AT, check=check)
    assert seen == [()]
    assert tuple(one.artefact for one in stored) == folder.list_artefacts()
    assert [folder.read(one.artefact) for one in stored] == [{"a.csv": b"1"}, {"b.csv": b"2"}]
    assert folder.verify() == ()


def test_what_a_check_refuses_is_not_stored(folder):
    def check() -> None:
        raise Refused(Finding(Place("here"), Severity.STOPS, "not now"))

    with pytest.raises(Refused, match="not now"):
        folder.store_together([(Kind.HISTORY, {"a.csv": b"1"}, {})], by="A", at=AT, check=check)
    assert (folder.list_artefacts(), folder.verify()) == ((), ())
    assert store(folder).artefact in folder.list_artefacts()  # the lock was given up


def test_reading_needs_no_lock(folder):
    artefact = store(folder).artefact
    with locked(folder.path / LOCK, by="Colleague", at=AT, patience=0):
        assert folder.list_artefacts() == (artefact,)
        assert folder.read(artefact)
        assert folder.verify() == ()


def test_the_lock_is_given_up_when_storing_fails(folder):
    path = folder.path / LOCK
    with pytest.raises(RuntimeError), locked(path, by="Colleague", at=AT, patience=0):
        raise RuntimeError
    with locked(path, by="Colleague", at=AT, patience=0):
        pass


@pytest.mark.parametrize("written", [b"", b"[]", b"{}", b"\xff"])
def test_a_holder_that_cannot_be_read_is_not_made_up(tmp_path, written):
    (tmp_path / LOCK).write_bytes(written)
    assert "has not said who" in holder(tmp_path / LOCK)
    assert "has not said who" in holder(tmp_path / "none")


def test_a_lock_file_left_behind_holds_nobody_up(folder):
    (folder.path / LOCK).write_bytes(b'{"process": 1, "computer": "x", "since": "y", "by": "z"}')
    assert store(DataFolder(folder.path, patience=0)).artefact in folder.list_artefacts()


@pytest.mark.skipif(sys.platform == "win32", reason="replaces the POSIX lock")
def test_storage_that_cannot_lock_is_refused_in_plain_words(folder, monkeypatch):
    def no_locks(opened, how):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", no_locks)
    with pytest.raises(Refused, match=r"cannot keep two writers apart.*not supported"):
        store(folder)
    assert folder.list_artefacts() == ()


def test_who_holds_the_folder_writes_in_several_turns_and_nobody_else_between(folder):
    hurried, others = DataFolder(folder.path, patience=0.05), []

    def somebody_else() -> None:
        with pytest.raises(Refused):
            store(hurried, 3)
        others.append("refused")

    with folder.held("Analyst", AT):
        first = store(folder)
        other = Thread(target=somebody_else)
        other.start()
        other.join()
        second = store(folder, 2)
        assert folder.list_artefacts() == (first.artefact, second.artefact)
    assert others == ["refused"]
    store(hurried, 3)
    assert folder.verify() == ()


def test_a_turn_within_a_turn_is_refused_also_for_who_holds_the_folder(folder):
    hurried = DataFolder(folder.path, patience=0.05)
    with (
        hurried.held("Analyst", AT),
        hurried.writing("Analyst", AT),
        pytest.raises(Refused),
        hurried.writing("Analyst", AT),
    ):
        pytest.fail("it would have written after what the other turn has read")
    store(hurried)
