"""The set-up says plainly what is missing, and stops without a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import set_up

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the set-up alone, so that no real environment is touched."""
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools/set_up.py", tmp_path / "tools")
    return tmp_path


def run(folder: Path, *words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(folder / "tools/set_up.py"), *words],
        cwd=folder,
        env=os.environ | surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_python_that_cannot_make_environments_is_told_of(copy):
    broken = copy / "broken"
    broken.mkdir()
    (broken / "venv.py").write_text("raise SystemExit('no ensurepip')\n", encoding="utf-8")

    done = run(copy, "run", PYTHONPATH=str(broken))

    assert done.returncode == 1
    assert "venv or ensurepip are missing" in done.stderr
    assert "sudo apt install python3-venv" in done.stderr
    assert "no ensurepip" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (copy / ".venv").exists()


def test_an_unknown_purpose_is_told_of(copy):
    done = run(copy, "play")
    assert done.returncode == 2
    assert "develop" in done.stderr


def test_a_python_that_is_too_old_is_told_of(monkeypatch):
    monkeypatch.setattr(set_up, "OLDEST", (99, 0))
    assert "Headway needs Python" in set_up.unfit()


def test_this_python_will_do():
    assert set_up.unfit() == ""


def test_the_set_up_installs_the_lock_files_there_are():
    named = {name for names in set_up.LOCK_FILES.values() for name in names}
    assert named == {path.name for path in (ROOT / "requirements").glob("*.txt")}
