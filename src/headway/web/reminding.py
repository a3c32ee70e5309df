"""What the council's scheduler sends: reminders of what is due, and word of the weekly report."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.web.place import ADDRESS, DATA, DATABASE, FOLDER, MAIL

if TYPE_CHECKING:
    from headway.services.office.letters import Posted
    from headway.services.office.remind_everybody import Where


@dataclass(frozen=True, slots=True)
class Reminded:
    """To how many people was, or would be, written; and each letter that could not be sent."""

    people: int
    failed: tuple[tuple[str, str], ...] = ()


def check_installed() -> None:
    """Import what sending is made of; ImportError where something is missing."""
    import allauth  # noqa: F401, PLC0415 - only whether they are there is asked
    import django  # noqa: F401, PLC0415


def prepare(folder: Path, data: Path, *, database: str = "") -> None:
    """Set the office up in this process, to send from; its register stays as it is.

    Refused where there is no register, or one that another version of Headway made.
    """
    given = {
        FOLDER: str(folder),
        DATA: str(data),
        DATABASE: database,
        "DJANGO_SETTINGS_MODULE": "headway.web.settings",
    }
    refuse_without_register(folder, database)
    os.environ.update({name: value for name, value in given.items() if value})
    import django  # noqa: PLC0415 - Django reads its settings when it is set up

    django.setup()
    if _is_behind():
        raise Refused([_behind(folder)])


def refuse_without_register(folder: Path, database: str) -> None:
    """Refuse a folder without a register, where it is not kept in a database: none is begun."""
    kept_elsewhere = database or os.environ.get(DATABASE)
    if not kept_elsewhere and not (folder / "register.sqlite3").exists():
        raise Refused([_no_register(folder)])


def remind(*, by: str, dry_run: bool) -> Reminded:
    """Write to everybody who is due for something; with ``dry_run`` only say to how many."""
    from headway.services.office.remind_everybody import everybody_to_remind  # noqa: PLC0415
    from headway.services.office.reminders import send_reminders  # noqa: PLC0415

    today = _today()
    wanted = everybody_to_remind(_where(), today)
    if dry_run:
        return Reminded(len(wanted))
    return _told(send_reminders(wanted, today, _link("this-month"), by))


def tell_of_the_week(*, by: str, dry_run: bool) -> Reminded:
    """Write to the heads of service where the weekly report is; once a week to each."""
    from headway.services.office.remind_everybody import (  # noqa: PLC0415
        heads_to_tell_of_the_week,
        tell_of_week,
    )

    today = _today()
    wanted = heads_to_tell_of_the_week(_where(), today)
    if dry_run:
        return Reminded(len(wanted))
    return _told(tell_of_week(wanted, today, _link("weekly"), by))


def _today() -> date:
    """Give the day it is for the office, wherever this computer is."""
    from django.utils import timezone  # noqa: PLC0415

    return timezone.localdate()


def _where() -> "Where":
    from django.conf import settings  # noqa: PLC0415

    from headway.services.office.remind_everybody import Where  # noqa: PLC0415

    office = settings.OFFICE
    return Where(office.data, office.definitions, office.commentary_days, office.scorecards)


def _link(page: str) -> str:
    """Give a page's address; Refused where nobody said where the office, or its mail, is."""
    from django.conf import settings  # noqa: PLC0415

    from headway.web.links import link_to  # noqa: PLC0415

    address = link_to(page)
    findings = [] if address.startswith(("http://", "https://")) else [_no_address()]
    if not settings.OFFICE.mail:
        findings.append(_no_mail())
    if findings:
        raise Refused(findings)
    return address


def _told(posted: "Posted") -> Reminded:
    failed = tuple((one.person.email, one.why) for one in posted.failed)
    return Reminded(posted.sent, failed)


def _is_behind() -> bool:
    """Whether the register lacks a change that this version brings."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _no_register(folder: Path) -> Finding:
    return Finding(
        Place(str(folder)),
        Severity.STOPS,
        "there is no register of an office in it",
        "It is begun by the first start of the office, and by nothing else",
        "Name the office's own folder with --office, and where it is kept in PostgreSQL the "
        "database with --database; or start it with headway serve",
    )


def _behind(folder: Path) -> Finding:
    return Finding(
        Place(str(folder)),
        Severity.STOPS,
        "its register is of another version of Headway",
        "The start of the office brings it up to date",
        "Start the office with headway serve, then repeat this",
    )


def _no_address() -> Finding:
    return Finding(
        Place(f"the environment variable {ADDRESS}"),
        Severity.STOPS,
        "it does not say where people reach the office",
        "A letter holds a link to it and nothing else",
        f"Set {ADDRESS} to the office's address, such as https://headway.council.example",
    )


def _no_mail() -> Finding:
    return Finding(
        Place(f"the environment variable {MAIL}"),
        Severity.STOPS,
        "it names no mail server",
        "Letters go out by the council's own mail server, or into a folder",
        f"Set {MAIL} as for the office itself, or see with --dry-run who is due",
    )
