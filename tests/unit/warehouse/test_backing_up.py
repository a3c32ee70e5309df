"""A data folder as one file and back, checked byte by byte; and an older one brought up to date."""

import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

from headway.domain.problems import FileMistake, Refused
from headway.domain.trail import Verb
from headway.warehouse import backing_up
from headway.warehouse.backing_up import back_up, restore
from headway.warehouse.disk import Disk
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.snapshot_reading import open_snapshot
from headway.warehouse.upgrading import upgrade
from tests.unit.warehouse.shared import AT, FIGURES, store
from tests.unit.warehouse.snapshots import load


def backed_up(folder: DataFolder, out: Path):
    return back_up(folder, out, by="Analyst", at=AT)


def test_a_restored_folder_is_as_the_one_backed_up(folder, tmp_path):
    artefact, name = store(folder).artefact, load(folder)
    (folder.path / "temporary" / "left-over").write_text("half", encoding="utf-8")
    made = backed_up(folder, tmp_path / "backup.zip")
    got = restore(made.path, tmp_path / "new" / "data", by="Analyst", at=AT)
    assert (got.files, got.size) == (made.files, made.size)
    new = open_folder(tmp_path / "new" / "data")
    assert new.read(artefact) == FIGURES
    with open_snapshot(new) as snapshot:
        assert snapshot.snapshot_id == str(name)
        assert snapshot.query("SELECT count(*) FROM plan") == [(2,)]
    assert new.trail()[:-1] == folder.trail()
    assert [one.verb for one in new.trail()[-2:]] == [Verb.BACKED_UP, Verb.RESTORED]
    assert new.verify() == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "data", "new"]
    if sys.platform != "win32":
        assert made.path.stat().st_mode & 0o077 == 0


def test_a_backup_overwrites_nothing_and_stays_out_of_the_folder(folder, tmp_path):
    out = tmp_path / "backup.zip"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="there already"):
        backed_up(folder, out)
    assert out.read_text("utf-8") == "mine"
    with pytest.raises(Refused, match="data folder itself"):
        backed_up(folder, folder.path / "backup.zip")
    with pytest.raises(Refused, match="does not exist"):
        backed_up(folder, tmp_path / "no" / "backup.zip")
    assert folder.trail() == ()


def test_a_damaged_folder_is_not_backed_up_as_if_it_were_whole(folder, tmp_path):
    name = load(folder)
    (folder.path / "snapshots" / f"{name}-r0" / "table-plan.parquet").unlink()
    with pytest.raises(Refused, match="missing"):
        backed_up(folder, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()


def test_a_full_disk_leaves_no_half_backup(folder, tmp_path):
    load(folder)

    def full(what: str, path: Path) -> None:
        if what == "back up" and path.name == "trail.jsonl":
            raise OSError(28, "No space left on device", str(path))

    with pytest.raises(Refused, match="disk is full"):
        backed_up(DataFolder(folder.path, Disk(full)), tmp_path / "backup.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_only_a_new_or_empty_folder_is_restored_into(folder, tmp_path):
    made = backed_up(folder, tmp_path / "backup.zip")
    with pytest.raises(Refused, match="is a data folder"):
        restore(made.path, folder.path, by="A", at=AT)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="not empty"):
        restore(made.path, taken, by="A", at=AT)
    (taken / "mine.txt").unlink()
    restore(made.path, taken, by="A", at=AT)
    assert open_folder(taken).verify() == ()


def rewritten(path: Path, out: Path, change) -> Path:
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w") as other:
        for name, contents in change({n: archive.read(n) for n in archive.namelist()}).items():
            other.writestr(name, contents)
    return out


def changed(files):
    return files | {"trail.jsonl": files["trail.jsonl"].replace(b"Analyst", b"Anybody")}


def missing(files):
    return {name: one for name, one in files.items() if name != "trail-marks.txt"}


def outside(files):
    listed = json.loads(files[backing_up.LIST])
    listed["files"]["../out.txt"] = listed["files"]["headway.json"]
    told = json.dumps(listed).encode()
    return files | {"../out.txt": files["headway.json"], backing_up.LIST: told}


def longer(files):
    return files | {"headway.json": files["headway.json"] + b" " * 9}


def unlisted(files):
    return {name: one for name, one in files.items() if name != backing_up.LIST}


@pytest.mark.parametrize("change", [changed, missing, outside, longer, unlisted])
def test_a_backup_that_was_changed_is_refused_and_leaves_nothing(folder, tmp_path, change):
    load(folder)
    made = backed_up(folder, tmp_path / "backup.zip")
    other = rewritten(made.path, tmp_path / "other.zip", change)
    with pytest.raises(FileMistake, match="Nothing was restored"):
        restore(other, tmp_path / "new", by="A", at=AT)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["backup.zip", "data", "other.zip"]


@pytest.mark.parametrize("cut", [0, 10, 500, -30])
def test_a_backup_that_was_cut_short_is_refused(folder, tmp_path, cut):
    load(folder)
    made = backed_up(folder, tmp_path / "backup.zip")
    (tmp_path / "cut.zip").write_bytes(made.path.read_bytes()[:cut])
    with pytest.raises(FileMistake, match="Nothing was restored"):
        restore(tmp_path / "cut.zip", tmp_path / "new", by="A", at=AT)
    with pytest.raises(FileMistake, match="no such file"):
        restore(tmp_path / "none.zip", tmp_path / "new", by="A", at=AT)


def test_a_backup_whose_packed_bytes_were_damaged_is_refused(folder, tmp_path):
    load(folder)
    made = backed_up(folder, tmp_path / "backup.zip")
    contents = bytearray(made.path.read_bytes())
    with zipfile.ZipFile(made.path) as archive:
        at = archive.getinfo("trail.jsonl").header_offset + 100
    contents[at : at + 20] = b"\xff" * 20
    (tmp_path / "damaged.zip").write_bytes(contents)
    with pytest.raises(FileMistake, match="Nothing was restored"):
        restore(tmp_path / "damaged.zip", tmp_path / "new", by="A", at=AT)
    assert not (tmp_path / "new").exists()


def test_a_backup_that_was_packed_again_with_a_password_is_refused(folder, tmp_path):
    load(folder)
    contents = bytearray(backed_up(folder, tmp_path / "backup.zip").path.read_bytes())
    entries = [one.start() for one in re.finditer(rb"PK\x01\x02", contents)]
    for at in entries:
        contents[at + 8] |= 1  # the sign in the zip's own list that a file has a password
    assert entries
    (tmp_path / "locked.zip").write_bytes(contents)
    with pytest.raises(FileMistake, match="not a whole backup"):
        restore(tmp_path / "locked.zip", tmp_path / "new", by="A", at=AT)


def test_a_folder_of_the_present_format_needs_no_upgrade(folder, tmp_path):
    done = upgrade(folder.path, tmp_path / "b.zip", by="A", at=AT)
    assert (done.before, done.after, done.backup) == (1, 1, None)
    assert not (tmp_path / "b.zip").exists()
    assert folder.trail() == ()


def made_older(folder: DataFolder) -> None:
    """A made-up format 0 kept its trail under another name."""
    (folder.path / "trail.jsonl").rename(folder.path / "log.jsonl")
    (folder.path / "headway.json").write_text('{"format": 0}\n', encoding="ascii")


def trail_renamed(path: Path, disk: Disk) -> None:
    if (path / "log.jsonl").exists():
        disk.move(path / "log.jsonl", path / "trail.jsonl")


def test_an_older_folder_is_named_backed_up_and_upgraded(folder, tmp_path):
    artefact = store(folder).artefact
    made_older(folder)
    with pytest.raises(Refused, match="headway upgrade"):
        open_folder(folder.path)
    with pytest.raises(Refused, match="no way leads"):
        upgrade(folder.path, tmp_path / "b.zip", by="A", at=AT)
    with pytest.raises(Refused, match="--backup"):
        upgrade(folder.path, None, by="A", at=AT, steps={0: trail_renamed})
    done = upgrade(folder.path, tmp_path / "b.zip", by="A", at=AT, steps={0: trail_renamed})
    assert (done.before, done.after) == (0, 1)
    assert open_folder(folder.path).read(artefact) == FIGURES
    assert folder.trail()[-1].verb is Verb.UPGRADED
    assert folder.verify() == ()
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert "log.jsonl" in archive.namelist()


def test_an_upgrade_that_was_stopped_can_be_repeated(tmp_path):
    for step in range(40):
        folder = open_folder(tmp_path / str(step), create=True)
        store(folder)
        made_older(folder)
        left = [step]

        def stop(what: str, path: Path, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt

        try:
            upgrade(
                folder.path,
                tmp_path / f"{step}.zip",
                by="A",
                at=AT,
                steps={0: trail_renamed},
                disk=Disk(stop),
            )
        except KeyboardInterrupt:
            again = tmp_path / f"{step}-again.zip"
            upgrade(folder.path, again, by="A", at=AT, steps={0: trail_renamed})
            assert len(open_folder(folder.path).list_artefacts()) == 1
            assert not [one for one in folder.verify() if one.severity.name == "STOPS"]
        else:
            break
    else:
        pytest.fail("it never came to its end")


def test_a_newer_folder_is_left_alone(folder, tmp_path):
    (folder.path / "headway.json").write_text('{"format": 9}\n', encoding="ascii")
    with pytest.raises(Refused, match="newer Headway"):
        upgrade(folder.path, tmp_path / "b.zip", by="A", at=AT)
