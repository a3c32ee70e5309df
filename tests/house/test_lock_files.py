"""The lock files pin everything, check everything and name no host."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[\w.!+]+)(?: ; [^\\]+)?(?: --hash=sha256:[0-9a-f]{64})+"
)


def entries(lock: Path) -> list[str]:
    """The lock's entries, each on one line with its hashes."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def pinned(name: str) -> dict[str, str]:
    found = (PIN.fullmatch(entry) for entry in entries(ROOT / "requirements" / name))
    return {match["name"]: match["version"] for match in found if match}


def plain(requirement: str) -> str:
    """The name a requirement asks for, as the lock spells it."""
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


def asked_for() -> dict[str, list[str]]:
    settings = tomllib.loads(PROJECT)
    groups = settings["dependency-groups"]
    develop = [one for one in groups["develop"] if isinstance(one, str)]
    extras = settings["project"]["optional-dependencies"]
    run = [*settings["project"]["dependencies"], *extras["office"], *extras["postgresql"]]
    return {
        "run.txt": run,
        "node.txt": groups["node"],
        "build.txt": groups["build"],
        "bench.txt": groups["bench"],
        "develop.txt": run + groups["build"] + develop,
    }


def test_there_is_one_lock_for_each_purpose():
    assert {lock.name for lock in LOCKS} == set(asked_for())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_entry_is_one_version_with_its_hashes(lock):
    assert [entry for entry in entries(lock) if not PIN.fullmatch(entry)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_host_is_named(lock):
    text = lock.read_text(encoding="utf-8")
    assert re.findall(r"\w+:/|@|--\w*index|--find|--trusted|/\w+/", text) == []


@pytest.mark.parametrize("name", asked_for())
def test_what_the_project_asks_for_is_in_the_lock(name):
    missing = {plain(requirement) for requirement in asked_for()[name]} - set(pinned(name))
    assert missing == set()


def test_the_locks_agree_on_each_version():
    develop = pinned("develop.txt")
    for name in ("run.txt", "build.txt"):
        assert pinned(name).items() <= develop.items()
    bench, run = pinned("bench.txt"), pinned("run.txt")
    assert {name: bench[name] for name in bench if name in run}.items() <= run.items()


def test_a_reason_stands_beside_every_dependency():
    requirements = {one for several in asked_for().values() for one in several}
    without = [
        one
        for one in requirements
        if not re.search(rf'^\s*"{re.escape(one)}", # \w+.{{10,}}$', PROJECT, flags=re.MULTILINE)
    ]
    assert without == []
