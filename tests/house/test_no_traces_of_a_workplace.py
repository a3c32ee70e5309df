"""No file that is handed on names the machine or the workplace it was written on."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Put together from parts, so that this file holds none of them.
ROOTS = "work|home|root|Users|tmp|opt"
TRACES = re.compile(
    rf"(?<![\w.~*)}}-])/(?:{ROOTS})/\w" + r"|\." + "libr" + r"ary\b" + r"|[A-Z]:\\" + r"Users\\"
)


def tracked() -> list[Path]:
    """The files git hands on."""
    words = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("this copy of Headway is not a git checkout")
    paths = (ROOT / name for name in done.stdout.decode("utf-8").split("\0") if name)
    return [path for path in paths if path.is_file()]


def traces(text: str) -> list[str]:
    return [match[0] for match in TRACES.finditer(text)]


def test_no_file_names_a_place_on_a_machine():
    found = {
        str(path.relative_to(ROOT)): traces(path.read_bytes().decode("utf-8", errors="replace"))
        for path in tracked()
    }
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize(
    "text",
    ["see /{}/x", "see '/{}/x'", 'open("/{}/x")', "file is=/{}/x"],
)
def test_such_a_place_would_be_seen(text):
    assert traces(text.format("wo" + "rk"))


@pytest.mark.parametrize(
    "text", ["../shared/real", "docs/work/plan.md", "/src", "https://a.b/work/x", "{}/tmp/x"]
)
def test_other_paths_are_left_alone(text):
    assert traces(text) == []
