"""Where the office keeps what is its own, and how it was told to work."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.office.own_definitions.folders import pointed_at

FOLDER = "HEADWAY_OFFICE"
DATA = "HEADWAY_DATA"
DATABASE = "HEADWAY_DATABASE"
DEFINITIONS = "HEADWAY_DEFINITIONS"
HOSTS = "HEADWAY_HOSTS"
DEMONSTRATION = "HEADWAY_DEMONSTRATION"
COMMENTARY_DAYS = "HEADWAY_COMMENTARY_DAYS"
MAIL = "HEADWAY_MAIL"
MAIL_FROM = "HEADWAY_MAIL_FROM"
ADDRESS = "HEADWAY_ADDRESS"
SCORECARDS = "HEADWAY_SCORECARDS"
USUAL_DAYS = 15
HERE = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Office:
    """The office's settings, all from the environment.

    ``folder`` holds the register (unless ``database`` names another) and the secret key; ``data``
    is the data folder, ``first_definitions`` the council's own folder that the office began with.
    A ``demonstration`` has made-up data and asks for no second factor. Commentary is due
    ``commentary_days`` after a period's last day. ``mail`` names the server that sends letters
    (smtp://name:password@server:port, or a folder
    into which they are written; empty: they are shown where the office was started), ``mail_from``
    says whom they come from, and ``address`` is where people reach the office. ``scorecards`` are
    those that are commented and signed off each month; the usual one where none is named.
    """

    folder: Path
    data: Path
    first_definitions: Path | None = None
    database: str = ""
    hosts: tuple[str, ...] = HERE
    demonstration: bool = False
    commentary_days: int = USUAL_DAYS
    mail: str = ""
    mail_from: str = "headway@localhost"
    address: str = ""
    scorecards: tuple[str, ...] = ()

    @property
    def register(self) -> Path:
        """The register's file, where SQLite keeps it."""
        return self.folder / "register.sqlite3"

    def reached_at(self, here: str) -> str:
        """Where people reach it: the address it was told, its first name, or else ``here``.

        To a name that it was given it answers over HTTPS, and to no other.
        """
        named = (one for one in self.hosts if one not in HERE and one[0] not in ".*")
        return (self.address or next((f"https://{one}" for one in named), here)).rstrip("/")

    @property
    def definitions(self) -> Path | None:
        """The council's own definitions in force: those approved last, or what it began with."""
        return pointed_at(self.folder) or self.first_definitions


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
        commentary_days=_days(given.get(COMMENTARY_DAYS, "")),
        mail=given.get(MAIL, ""),
        mail_from=given.get(MAIL_FROM, "") or "headway@localhost",
        address=given.get(ADDRESS, ""),
        scorecards=tuple(given.get(SCORECARDS, "").split()),
        **named,
    )


def mail_settings(mail: str) -> dict[str, object]:
    """Give Django's settings for a way of sending letters; Refused for one that is none."""
    if not mail:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    named = urlsplit(mail)
    if named.scheme not in {"smtp", "smtps"} and "://" not in mail:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": mail,
        }
    if named.scheme not in {"smtp", "smtps"} or not named.hostname:
        raise Refused([_no_mail(named.scheme)])
    sealed = named.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": named.hostname,
        "EMAIL_PORT": named.port or (465 if sealed else 587),
        "EMAIL_HOST_USER": unquote(named.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(named.password or ""),
        "EMAIL_USE_SSL": sealed,
        "EMAIL_USE_TLS": not sealed,
        "EMAIL_TIMEOUT": 20,
    }


def _days(given: str) -> int:
    if not given:
        return USUAL_DAYS
    if not given.isdigit() or not 1 <= int(given) <= 90:
        raise Refused([_no_days(given)])
    return int(given)


def _no_days(given: str) -> Finding:
    return Finding(
        Place(f"the environment variable {COMMENTARY_DAYS}"),
        Severity.STOPS,
        f"“{given[:20]}” is not a number of days",
        "Commentary is due 1 to 90 days after the last day of its period",
        f"Give a whole number, or leave it away for {USUAL_DAYS}",
    )


def _no_mail(scheme: str) -> Finding:
    return Finding(
        Place(f"the environment variable {MAIL}"),
        Severity.STOPS,
        f"it does not name a mail server (it begins with “{scheme[:20]}”)",
        "A server is named smtp://name:password@server:port (or smtps://), else a folder",
        "Ask whoever looks after the council's mail for its address",
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
