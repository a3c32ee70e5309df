"""A writer stopped at any instant leaves nothing that can be read, or the whole artefact."""

import errno
import shutil
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count, takewhile
from pathlib import Path

import pytest

from headway.domain.problems import Refused, Severity
from headway.warehouse.artefacts import Kind
from headway.warehouse.disk import Disk
from headway.warehouse.folder import DataFolder, Outcome, open_folder
from headway.warehouse.publishing import place_of
from tests.unit.warehouse.shared import AT, FIGURES, store, tried
from tests.unit.warehouse.writer import KILLED, NEW

WRITER = Path(__file__).with_name("writer.py")
PIECE = 90  # bytes written between two chances to be stopped
# Contents, names or both; Windows writes the names of files by itself, and has no call for it.
LOSSES = ("c",) if sys.platform == "win32" else ("c", "n", "cn")


def store_new(folder: DataFolder):
    return folder.store(Kind.ENTRIES, NEW, {"what": "new"}, by="Writer", at=AT)


def check_after_a_stop(folder: DataFolder, old: tuple) -> bool:
    """Check what must hold, repeat what was stopped, and say whether it had been acknowledged."""
    folder = open_folder(folder.path)
    listed = folder.list_artefacts()
    acknowledged = len(listed) > len(old)
    assert listed[: len(old)] == old
    assert all(folder.read(artefact) for artefact in listed)
    assert {one.severity for one in folder.verify()} <= {Severity.NOTED}

    again = store_new(folder)
    assert (again.outcome is Outcome.ALREADY_THERE) is acknowledged
    assert folder.list_artefacts() == (*old, again.artefact)
    assert folder.read(again.artefact) == NEW
    assert all(folder.read(artefact) == FIGURES for artefact in old)
    assert {one.severity for one in folder.verify()} <= {Severity.NOTED}
    assert not any("unfinished" in str(one) for one in folder.verify())
    return acknowledged


def check_the_turn(acknowledged: list[bool]) -> None:
    """From some step on it is acknowledged, and before it is not; both happened."""
    assert acknowledged == sorted(acknowledged)
    assert set(acknowledged) == {False, True}


def test_a_process_killed_before_every_step_of_storing(tmp_path):
    """Really killed: no file is closed, nothing tidied up, the lock not given up."""
    seed = open_folder(tmp_path / "seed", create=True)
    old = (store(seed).artefact,)

    def kill_at(step: int) -> bool | None:
        folder = DataFolder(tmp_path / str(step))
        shutil.copytree(seed.path, folder.path)
        words = [sys.executable, WRITER, "kill", folder.path, str(step), str(PIECE)]
        done = subprocess.run(words, capture_output=True, check=False)
        assert done.returncode in {0, KILLED}, done.stderr.decode("utf-8")
        acknowledged = check_after_a_stop(folder, old)
        shutil.rmtree(folder.path)
        return acknowledged if done.returncode == KILLED else None

    told: list[bool | None] = []
    with ThreadPoolExecutor(4) as pool:
        while None not in told:
            told += pool.map(kill_at, range(len(told), len(told) + 8))
    check_the_turn([one for one in told if one is not None])
    assert len(told) > 35


class PowerCut(BaseException):
    """Not an error anybody could handle."""


class Drive:
    """Loses power before a step, and with it what was not flushed: contents, names, or both."""

    def __init__(self, root: Path, step: int) -> None:
        self.root, self.left = root, step
        self.doing: tuple[str, Path] | None = None
        # By the number of the file or folder, which stays when its name is moved.
        self.new_names: dict[int, set[str]] = defaultdict(set)
        self.safe_sizes = {path.stat().st_ino: path.stat().st_size for path in self._files()}

    def __call__(self, what: str, path: Path) -> None:
        if self.doing:
            self._done(*self.doing)
        self.doing = (what, path)
        if self.left == 0:
            raise PowerCut
        self.left -= 1

    def _done(self, what: str, path: Path) -> None:
        if what in {"make folder", "make file", "move"}:
            self.new_names[path.parent.stat().st_ino].add(path.name)
        if what == "open file" and path.stat().st_ino not in self.safe_sizes:
            self.new_names[path.parent.stat().st_ino].add(path.name)
        if what == "flush folder":
            self.new_names.pop(path.stat().st_ino, None)
        if what == "flush":
            self.safe_sizes[path.stat().st_ino] = path.stat().st_size

    def _files(self) -> list[Path]:
        return [path for path in self.root.rglob("*") if path.is_file()]

    def lose(self, what: str) -> None:
        if "c" in what:
            self.lose_contents()
        if "n" in what:
            self.lose_names()

    def lose_contents(self) -> None:
        for path in self._files():
            safe = self.safe_sizes.get(path.stat().st_ino, 0)
            if path.stat().st_size > safe:
                path.write_bytes(path.read_bytes()[:safe])

    def lose_names(self) -> None:
        folders = [self.root, *(path for path in self.root.rglob("*") if path.is_dir())]
        for path in [one / name for one in folders for name in self.new_names[one.stat().st_ino]]:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def nothing(folder: DataFolder) -> tuple:
    return ()


def one_artefact(folder: DataFolder) -> tuple:
    return (store(folder).artefact,)


def left_over(folder: DataFolder) -> tuple:
    """A folder in which the same storing was stopped just before its trail entry."""
    artefacts = one_artefact(folder)
    trail = folder.path / "trail.jsonl"

    def stop(what: str, path: Path) -> None:
        if path == trail:
            raise PowerCut

    with pytest.raises(PowerCut):
        store_new(replace(folder, disk=Disk(stop)))
    assert "not on the trail" in str(folder.verify()[0])
    return artefacts


def torn(folder: DataFolder) -> tuple:
    """A folder in which the same storing was stopped in the middle of the trail's line."""
    artefacts = one_artefact(folder)
    stopping = iter([False, True])

    def stop(what: str, path: Path) -> None:
        if what == "write" and path.name == "trail.jsonl" and next(stopping):
            raise PowerCut

    with pytest.raises(PowerCut):
        store_new(replace(folder, disk=Disk(stop, piece=100)))
    assert any("unfinished" in str(one) for one in folder.verify())
    return artefacts


@pytest.mark.parametrize("before", [nothing, one_artefact, left_over, torn])
def test_power_lost_before_every_step_of_storing(tmp_path, before):
    seed = open_folder(tmp_path / "seed", create=True)
    old = before(seed)

    def cut_at(step: int, lose: str) -> bool | None:
        folder = open_folder(Path(shutil.copytree(seed.path, tmp_path / f"{step}{lose}")))
        drive = Drive(folder.path, step)
        try:
            store_new(replace(folder, disk=Disk(drive, PIECE)))
        except PowerCut:
            drive.lose(lose)
            return check_after_a_stop(folder, old)
        return None

    for lose in LOSSES:
        told = takewhile(lambda one: one is not None, (cut_at(step, lose) for step in count()))
        check_the_turn([bool(one) for one in told])


def test_what_a_repeat_acknowledges_is_still_there_after_a_power_cut(tmp_path):
    """The writer before was stopped when its entry could be read, but was not yet flushed."""
    for step in count():
        folder = open_folder(tmp_path / str(step), create=True)
        drive = Drive(folder.path, step)
        watched = replace(folder, disk=Disk(drive, PIECE))
        try:
            store_new(watched)
        except PowerCut:
            drive.left = 10_000
        else:
            break
        drive.doing = None  # the step it was stopped before was not done
        artefact = store_new(watched).artefact
        drive("nothing more", folder.path)
        drive.lose(LOSSES[-1])
        assert folder.list_artefacts() == (artefact,)
        assert folder.read(artefact) == NEW


def test_what_was_returned_is_still_there_after_a_power_cut(folder):
    drive = Drive(folder.path, 10_000)
    artefact = store_new(replace(folder, disk=Disk(drive, PIECE))).artefact
    drive("nothing more", folder.path)
    drive.lose(LOSSES[-1])
    assert folder.read(artefact) == NEW
    assert folder.verify() == ()


def test_a_disk_that_is_full_before_any_step_is_told_plainly_and_leaves_nothing_behind(tmp_path):
    def fill_at(number: int) -> bool:
        folder = open_folder(tmp_path / str(number), create=True)
        old, left = (store(folder).artefact,), [number]

        def full(what: str, path: Path) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device", str(path))

        answer = tried(lambda: store_new(replace(folder, disk=Disk(full, PIECE))))
        if not isinstance(answer, Refused):
            return False
        assert "disk is full" in str(answer)
        assert "Make room" in str(answer)
        assert not any((folder.path / "temporary").glob("*"))
        check_after_a_stop(folder, old)
        return True

    assert sum(takewhile(bool, map(fill_at, count()))) > 35


def test_a_put_back_that_was_stopped_can_be_repeated(tmp_path):
    for step in count():
        folder = open_folder(tmp_path / str(step), create=True)
        artefact = store_new(folder).artefact
        shutil.rmtree(place_of(folder.path, artefact))
        try:
            store_new(replace(folder, disk=Disk(Drive(folder.path, step), PIECE)))
        except PowerCut:
            pass
        else:
            break
        if any(one.severity is Severity.STOPS for one in folder.verify()):
            shutil.rmtree(place_of(folder.path, artefact), ignore_errors=True)
        assert store_new(folder).artefact == artefact
        assert folder.read(artefact) == NEW
