"""Starts the office: its register is brought up to date, then pages are answered."""

import os
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.web.place import DATA, DATABASE, DEFINITIONS, DEMONSTRATION, FOLDER, HOSTS

THREADS = 8
STYLE = Path(__file__).parent / "static" / "headway" / "office.css"


def check_installed() -> None:
    """Import what the office is made of; ImportError where something is missing."""
    import allauth  # noqa: F401, PLC0415 - only whether they are there is asked
    import django  # noqa: F401, PLC0415
    import waitress  # noqa: F401, PLC0415
    import whitenoise  # noqa: F401, PLC0415


def prepare(
    folder: Path, data: Path, *, database: str = "", hosts: str = "", demonstration: bool = False
) -> None:
    """Set the office up in this process, and bring its register up to date.

    Refused where its style sheet was not compiled.
    """
    if not STYLE.exists():
        raise Refused([_undressed()])
    given = {
        FOLDER: str(folder),
        DATA: str(data),
        DATABASE: database,
        HOSTS: hosts,
        DEMONSTRATION: "yes" if demonstration else "",
        "DJANGO_SETTINGS_MODULE": "headway.web.settings",
    }
    if demonstration and DEFINITIONS not in os.environ:
        given[DEFINITIONS] = str(_made_up_definitions())
    os.environ.update({name: value for name, value in given.items() if value})
    import django  # noqa: PLC0415 - Django reads its settings when it is set up

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    from headway.services.office.own_definitions.deciding import follow  # noqa: PLC0415

    follow(folder)
    from headway.web.scorecards_named import refuse_unknown_scorecards  # noqa: PLC0415

    refuse_unknown_scorecards()


def _made_up_definitions() -> Path:
    from headway.services.office.made_up_data import OWN_DEFINITIONS  # noqa: PLC0415

    return OWN_DEFINITIONS


def serve(host: str, port: int, proxy: str = "") -> None:
    """Answer pages until stopped; ``prepare`` comes first.

    ``proxy`` is the address of the proxy in front, which alone is believed when it says who asks,
    and whether they came by HTTPS.
    """
    from django.conf import settings  # noqa: PLC0415
    from waitress import serve as answer  # noqa: PLC0415
    from waitress.channel import HTTPChannel  # noqa: PLC0415

    from headway.web import bodies, worker  # noqa: PLC0415
    from headway.web.wsgi import application  # noqa: PLC0415

    worker.start()
    # What is big goes to the disk while it arrives: where the register lies, as it may be rows.
    tempfile.tempdir = str(settings.FILE_UPLOAD_TEMP_DIR)
    HTTPChannel.parser_class = bodies.BoundedParser
    answer(
        application,
        host=host,
        port=port,
        threads=THREADS,
        ident="",
        max_request_body_size=bodies.OF_ANYBODY,
        inbuf_overflow=bodies.IN_MEMORY,
        **_behind(proxy),
    )


def _behind(proxy: str) -> dict[str, object]:
    if not proxy:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
        "clear_untrusted_proxy_headers": True,
    }


def made_up_people(tell: Callable[[str], None]) -> list[tuple[str, str, str]]:
    """Add somebody of each role, and what they did; give role, address and password of each."""
    from headway.web import demonstration  # noqa: PLC0415

    everybody = demonstration.add_everybody()
    tell("Filling teams' sheets in, and commenting on two months")
    demonstration.fill_sheets_in()
    demonstration.comment()
    demonstration.publish(tell)
    return everybody


def make_up_data(folder: Path, data: Path, at: datetime, tell: Callable[[str], None]) -> None:
    """Make up a council's data where there is none yet."""
    from headway.services.office.made_up_data import (  # noqa: PLC0415
        make_up_data as make,
    )

    make(data, folder / "exports", at=at, tell=tell)


def invite_first(email: str, name: str, today: date, here: str) -> str:
    """Add the first administrator; give their invitation's address, or nothing if there is one.

    It is one at which people reach the office: ``here``, unless it was given a name.
    """
    from django.conf import settings  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from headway.register.accounts.actions.first_administrator import (  # noqa: PLC0415
        first_administrator,
    )

    made = first_administrator(email=email, name=name, since=today)
    if made is None:
        return ""
    who, key = made
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": who, "key": key})
    return f"{settings.OFFICE.reached_at(here)}{path}"


def _undressed() -> Finding:
    return Finding(
        Place("the office's style sheet"),
        Severity.STOPS,
        "it was not compiled",
        "The set-up compiles it from the design package",
        "Run the set-up again: make demo, or python tools/set_up.py run",
    )
