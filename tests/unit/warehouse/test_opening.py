"""Opening a data folder, making one, and what is not taken for one."""

import os
import sys

import pytest

from headway.domain.problems import Refused
from headway.warehouse.disk import Disk
from headway.warehouse.folder import open_folder
from headway.warehouse.marker import make_marked
from headway.warehouse.patience import TRIES, try_again_on_windows
from tests.unit.warehouse.shared import FIGURES, store


def test_a_folder_is_made_where_there_is_none_and_opened_again(tmp_path):
    path = tmp_path / "a council" / "Früh" / "data"
    artefact = store(open_folder(path, create=True)).artefact
    assert open_folder(path).read(artefact) == FIGURES
    assert open_folder(path, create=True).list_artefacts() == (artefact,)


def test_an_empty_folder_becomes_a_data_folder_whatever_file_managers_left_in_it(tmp_path):
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "desktop.ini").write_bytes(b"x")
    assert open_folder(tmp_path, create=True).verify() == ()


def test_a_folder_is_not_made_unasked(tmp_path):
    with pytest.raises(Refused, match=r"no such folder.*new one is to be made"):
        open_folder(tmp_path / "data")
    assert not (tmp_path / "data").exists()
    with pytest.raises(Refused, match=r"not a data folder.*new one is to be made"):
        open_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.docx").write_bytes(b"x")
    with pytest.raises(Refused, match=r"“letter\.docx” is in it.*Name a new or an empty folder"):
        open_folder(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.docx"]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(Refused, match="a file, not a folder"):
        open_folder(tmp_path / "file", create=True)
    with pytest.raises(Refused, match="not a data folder"):
        open_folder(tmp_path / "file")
    with pytest.raises(Refused, match=r"part of this path is a file|is not there"):
        open_folder(tmp_path / "file" / "data", create=True)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (b'{"format": 2, "what": "a Headway data folder"}\n', "a newer Headway made this"),
        (b'{"format": "1"}', "marker is damaged"),
        (b"", "marker is damaged"),
        (b"[1]", "marker is damaged"),
        (b"\xff\xfe", "marker is damaged"),
    ],
)
def test_a_marker_that_this_headway_does_not_know_is_refused(folder, written, words):
    (folder.path / "headway.json").write_bytes(written)
    for create in (False, True):
        with pytest.raises(Refused, match=words):
            open_folder(folder.path, create)
    assert any(words in str(one) for one in folder.verify())
    assert (folder.path / "headway.json").read_bytes() == written


def test_a_folder_half_made_is_finished_by_the_next_try(tmp_path):
    class Stopped(BaseException):
        pass

    done = []

    def stop(what, path):
        done.append(what)
        if len(done) == number:
            raise Stopped

    for number in range(1, 30):
        path, done[:] = tmp_path / str(number) / "data", []
        try:
            make_marked(path, Disk(stop, piece=20))
        except Stopped:
            pass
        else:
            break
        folder = open_folder(path, create=True)
        assert store(folder).artefact in folder.list_artefacts()
        assert {one.name for one in path.iterdir()} >= {"headway.json", "trail.jsonl"}
    else:
        pytest.fail("making a folder never came to its end")


@pytest.mark.skipif(
    sys.platform == "win32" or getattr(os, "geteuid", lambda: 0)() == 0,
    reason="needs a person who may not write everywhere",
)
def test_a_folder_that_is_read_only_is_read_and_verified_but_not_written(folder):
    artefact = store(folder).artefact
    folder.path.chmod(0o500)
    (folder.path / "trail.jsonl").chmod(0o400)
    try:
        assert open_folder(folder.path).read(artefact) == FIGURES
        assert folder.verify() == ()
    finally:
        folder.path.chmod(0o700)


def test_windows_is_tried_again_and_other_systems_are_not():
    calls = []

    def busy():
        calls.append(1)
        raise PermissionError

    with pytest.raises(PermissionError):
        try_again_on_windows(busy, "linux")
    assert len(calls) == 1

    def busy_twice():
        calls.append(1)
        if len(calls) < 4:
            raise PermissionError

    try_again_on_windows(busy_twice, "win32")
    assert len(calls) == 4 < TRIES
