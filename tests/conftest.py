"""What every test gets: a home of its own, no network, and examples drawn the same each time."""

import os
import socket
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Never

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "nightly",
    max_examples=3000,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HEADWAY_PROFILE", "quick"))

# Where each system keeps a person's files, and where Headway may be told to keep its own.
HOMES = ("HOME", "USERPROFILE")
FOLDERS = {
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
}
KEPT_SETTINGS = ("HEADWAY_REFERENCE", "HEADWAY_PROFILE")
HOME_NUMBERS = count(1)


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of real published documents; tests that need it are skipped without it."""
    named = os.environ.get("HEADWAY_REFERENCE", "")
    if not named:
        pytest.skip("HEADWAY_REFERENCE does not name the folder of real published documents")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"HEADWAY_REFERENCE names {named}, which is not a folder")
    return folder


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which each test is given a home."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def own_home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point everything that names a person's own folders into a new empty one.

    No test can read or write the settings or the data of the person who runs it.
    """
    home = homes / str(next(HOME_NUMBERS))
    home.mkdir()
    for name in HOMES:
        monkeypatch.setenv(name, str(home))
    for name, folder in FOLDERS.items():
        monkeypatch.setenv(name, str(home / folder))
    for name in os.environ:
        if name.startswith("HEADWAY_") and name not in KEPT_SETTINGS:
            monkeypatch.delenv(name)
    return home


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Let no test reach a network, not even this machine's own."""

    def refuse(*words: object, **named: object) -> Never:
        raise AssertionError(f"a test tried to reach the network: {words[1:] or words}")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, refuse)
        for name in ("create_connection", "getaddrinfo", "gethostbyname"):
            patch.setattr(socket, name, refuse)
        yield
