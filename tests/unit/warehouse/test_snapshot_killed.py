"""A loader stopped at any instant leaves the snapshots as they were, or the new one whole."""

import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path

from headway.domain.problems import Refused, Severity
from headway.warehouse.disk import Disk
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.snapshot_reading import open_snapshot
from headway.warehouse.snapshot_withdrawing import current_snapshot, list_snapshots
from tests.unit.warehouse.shared import tried
from tests.unit.warehouse.snapshots import load, small
from tests.unit.warehouse.test_killed import LOSSES, Drive, PowerCut, check_the_turn

ROOT = Path(__file__).resolve().parents[3]
KILLS = 200 if os.environ.get("HEADWAY_PROFILE") == "nightly" else 15


def check_after_a_stop(folder: DataFolder, old, expected: int) -> bool:
    """Check what must hold, repeat what was stopped, and say whether it had been acknowledged."""
    assert {one.severity for one in folder.verify()} <= {Severity.NOTED}
    acknowledged = len(list_snapshots(folder)) == expected
    with open_snapshot(folder) as snapshot:
        assert snapshot.query("SELECT count(*) FROM plan") == [(2,)]
        assert (snapshot.snapshot_id != str(old)) is acknowledged
    again = load(folder, 1, small(1))
    assert len(list_snapshots(folder)) == expected
    assert current_snapshot(folder).snapshot == again
    assert {one.severity for one in folder.verify()} <= {Severity.NOTED}
    return acknowledged


def test_power_lost_before_every_step_of_loading(tmp_path):
    seed = open_folder(tmp_path / "seed", create=True)
    old = load(seed, 0, small(0))
    told = []
    for step in count():
        folder = open_folder(Path(shutil.copytree(seed.path, tmp_path / str(step))))
        drive = Drive(folder.path, step)
        try:
            load(replace(folder, disk=Disk(drive, 90)), 1, small(1))
        except PowerCut:
            drive.lose(LOSSES[step % len(LOSSES)])
            told.append(check_after_a_stop(folder, old, 2))
            shutil.rmtree(folder.path)
        else:
            break
    check_the_turn(told)
    assert len(told) > 40


def test_a_full_disk_before_any_step_is_told_plainly_and_leaves_nothing_behind(tmp_path):
    folder = open_folder(tmp_path / "data", create=True)
    old = load(folder, 0, small(0))
    stopped = 0
    for number in count():
        left = [number]

        def full(what: str, path: Path, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(28, "No space left on device", str(path))

        answer = tried(lambda: load(replace(folder, disk=Disk(full)), 1, small(1)))
        if not isinstance(answer, Refused):
            break  # its line is on the trail: what follows can wait
        stopped += 1
        assert "disk is full" in str(answer)
        assert not list((folder.path / "temporary").glob("snapshot-*"))
        if len(list_snapshots(folder)) == 2:  # its line is there, but not its mark
            break
        assert current_snapshot(folder).snapshot == old
    assert stopped > 30


def killed_once(folder: DataFolder, delay: float) -> int:
    """Start a loader, kill it, and check; say how many snapshots it had acknowledged."""
    words = [sys.executable, "-m", "tests.unit.warehouse.snapshot_writer", str(folder.path)]
    writer = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, encoding="ascii")
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "ready"
    time.sleep(delay)
    writer.kill()
    told = [line.strip() for line in writer.stdout.readlines() if line.endswith("\n")]
    writer.wait()
    writer.stdout.close()
    assert {one.severity for one in folder.verify()} <= {Severity.NOTED}
    listed = [str(one.snapshot) for one in list_snapshots(folder)]
    assert listed[: len(told)] == told
    assert len(listed) <= len(told) + 1
    for one in list_snapshots(folder):
        with open_snapshot(folder, one.snapshot) as snapshot:
            assert snapshot.query("SELECT count(*) FROM plan") == [(2,)]
    load(folder, 1000, small(1000))
    return len(told)


def test_a_loader_killed_at_random_loses_nothing_that_was_acknowledged(tmp_path):
    chance = random.Random(20261121)
    delays = [chance.uniform(0, 0.7) for _ in range(KILLS)]
    folders = [open_folder(tmp_path / str(number), create=True) for number in range(KILLS)]
    with ThreadPoolExecutor(3) as pool:
        told = list(pool.map(killed_once, folders, delays))
    assert len(told) == KILLS
    assert min(told) == 0
