"""What is said of the storage a data folder lies on."""

import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from headway.domain.problems import Severity
from headway.warehouse import storage

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks at what Linux tells")


def nothing_known(monkeypatch) -> None:
    monkeypatch.setattr(storage, "_by_linux", lambda path: False)


def test_storage_that_is_not_known_to_be_encrypted_is_noted(tmp_path, monkeypatch):
    nothing_known(monkeypatch)
    (note,) = storage.storage_notes(tmp_path / "not" / "yet" / "made")
    assert note.severity is Severity.NOTED
    assert "not known whether" in str(note)
    assert "not encrypted" not in str(note)
    assert note.next_step


def test_nothing_is_noted_when_the_system_tells(tmp_path, monkeypatch):
    monkeypatch.setattr(storage, "_by_linux", lambda path: True)
    assert storage.storage_notes(tmp_path) == ()


@pytest.mark.parametrize(
    ("attributes", "encrypted"),
    [(stat.FILE_ATTRIBUTE_ENCRYPTED | 16, True), (stat.FILE_ATTRIBUTE_DIRECTORY, False)],
)
def test_windows_tells_by_the_folders_attributes(attributes, encrypted):
    folder = SimpleNamespace(stat=lambda: SimpleNamespace(st_file_attributes=attributes))
    assert storage._by_windows(folder) is encrypted


def device(root: Path, name: str, uuid: str = "", below: tuple[Path, ...] = ()) -> Path:
    folder = root / name
    (folder / "slaves").mkdir(parents=True)
    if uuid:
        (folder / "dm").mkdir()
        (folder / "dm" / "uuid").write_text(uuid, encoding="utf-8")
    for one in below:
        (folder / "slaves" / one.name).symlink_to(one, target_is_directory=True)
    return folder


@linux_only
def test_linux_tells_by_the_device_and_those_below_it(tmp_path):
    plain = device(tmp_path, "sda1")
    crypt = device(tmp_path, "dm-0", "CRYPT-LUKS2-0123-name", (plain,))
    over_crypt = device(tmp_path, "dm-1", "LVM-abc", (crypt,))
    over_both = device(tmp_path, "dm-2", "LVM-def", (crypt, plain))
    told = [storage._is_encrypted(one) for one in (plain, crypt, over_crypt, over_both)]
    assert told == [False, True, True, False]


@linux_only
def test_linux_tells_by_the_nearest_mount(tmp_path):
    mounts, secret = tmp_path / "mounts", tmp_path / "a secret"
    (secret / "data").mkdir(parents=True)
    place = str(secret.resolve()).replace(" ", "\\040")
    lines = f"/dev/sda1 / ext4 rw 0 0\nx {place} fuse.gocryptfs rw 0 0\n"
    mounts.write_text(lines, encoding="utf-8")
    assert storage._by_linux(secret / "data", tmp_path, mounts) is True
    assert storage._by_linux(tmp_path, tmp_path, mounts) is False


@linux_only
def test_linux_looks_up_the_device_of_the_folder(tmp_path):
    number = tmp_path.stat().st_dev
    device(tmp_path, f"{os.major(number)}:{os.minor(number)}", "CRYPT-LUKS2-x")
    mounts = tmp_path / "mounts"
    mounts.write_text("", encoding="utf-8")
    assert storage._by_linux(tmp_path, tmp_path, mounts) is True
    assert storage._by_linux(tmp_path, tmp_path, tmp_path / "none") is False
