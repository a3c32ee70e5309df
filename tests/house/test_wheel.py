"""The wheel carries all that Headway needs, and works where there is no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import headway

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "headway"
LEFTOVERS = {"__pycache__"}


def run(*words: str, **surroundings: str) -> str:
    """Run a program with these settings added; what it printed, or a failure that shows it."""
    done = subprocess.run(
        words,
        cwd=ROOT,
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"} | surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the wheel's contents, put there by pip."""
    target = tmp_path_factory.mktemp("installed")
    run(
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"),
        *("--no-compile", "--target", str(target), str(wheel)),
    )
    return target


def package_files() -> set[str]:
    return {
        path.relative_to(ROOT / "src").as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and not LEFTOVERS & set(path.parts)
    }


@pytest.mark.xdist_group("wheel")
def test_every_file_of_the_package_is_in_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if name.startswith("headway/")}
    assert carried == package_files()


@pytest.mark.xdist_group("wheel")
def test_the_wheel_is_for_any_system_and_says_its_licence(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert wheel.name == f"headway-{headway.__version__}-py3-none-any.whl"
    assert [name for name in names if name.endswith("licenses/LICENSE")]


@pytest.mark.xdist_group("wheel")
def test_the_installed_wheel_runs_without_the_checkout(installed):
    place = f"import sys; sys.path.insert(0, {str(installed)!r}); import headway, headway.cli"
    found = run(sys.executable, "-c", f"{place}; print(headway.__file__)")
    assert installed in Path(found.strip()).parents

    said = run(sys.executable, "-m", "headway", "--version", PYTHONPATH=str(installed))
    assert said.strip() == f"headway {headway.__version__}"


@pytest.mark.xdist_group("wheel")
def test_the_command_is_named(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        text = archive.read(points).decode("utf-8")
    assert "headway = headway.cli.main:main" in text
