"""Where the office keeps what is its own, and how it was told to work."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity

FOLDER = "HEADWAY_OFFICE"
DATA = "HEADWAY_DATA"
DATABASE = "HEADWAY_DATABASE"
DEFINITIONS = "HEADWAY_DEFINITIONS"
HOSTS = "HEADWAY_HOSTS"
DEMONSTRATION = "HEADWAY_DEMONSTRATION"


@dataclass(frozen=True, slots=True)
class Office:
    """The office's settings, all from the environment.

    ``folder`` holds the register (unless ``database`` names another) and the secret key; ``data``
    is the data folder, ``definitions`` the council's own. A ``demonstration`` has made-up data
    and asks for no second factor.
    """

    folder: Path
    data: Path
    definitions: Path | None = None
    database: str = ""
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    demonstration: bool = False

    @property
    def register(self) -> Path:
        """The register's file, where SQLite keeps it."""
        return self.folder / "register.sqlite3"


def office_of(environment: dict[str, str] | None = None) -> Office:
    """Read the settings; Refused where the office's folder or the data folder is not named."""
    given = dict(os.environ) if environment is None else environment
    missing = [name for name in (FOLDER, DATA) if not given.get(name)]
    if missing:
        raise Refused([_missing(name) for name in missing])
    hosts = tuple(given.get(HOSTS, "").split())
    named = {"hosts": hosts} if hosts else {}
    return Office(
        Path(given[FOLDER]),
        Path(given[DATA]),
        Path(given[DEFINITIONS]) if given.get(DEFINITIONS) else None,
        given.get(DATABASE, ""),
        demonstration=given.get(DEMONSTRATION) == "yes",
        **named,
    )


def secret_key(folder: Path) -> str:
    """Give the key that signs sessions, made at the first start; only its owner may read it."""
    path = folder / "secret-key.txt"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii").strip()


def _missing(name: str) -> Finding:
    return Finding(
        Place(f"the environment variable {name}"),
        Severity.STOPS,
        "it is not set",
        "It names a folder",
        "Start the office with “headway serve”, which sets it",
    )
