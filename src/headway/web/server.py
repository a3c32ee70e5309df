"""Starts the office: its register is brought up to date, then pages are answered."""

import os
from pathlib import Path

from headway.web.place import DATA, DATABASE, DEMONSTRATION, FOLDER, HOSTS

THREADS = 8


def prepare(
    folder: Path, data: Path, *, database: str = "", hosts: str = "", demonstration: bool = False
) -> None:
    """Set the office up in this process, and bring its register up to date."""
    given = {
        FOLDER: str(folder),
        DATA: str(data),
        DATABASE: database,
        HOSTS: hosts,
        DEMONSTRATION: "yes" if demonstration else "",
        "DJANGO_SETTINGS_MODULE": "headway.web.settings",
    }
    os.environ.update({name: value for name, value in given.items() if value})
    import django  # noqa: PLC0415 - Django reads its settings when it is set up

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def serve(host: str, port: int) -> None:
    """Answer pages until stopped; ``prepare`` comes first."""
    from waitress import serve as answer  # noqa: PLC0415

    from headway.web.wsgi import application  # noqa: PLC0415

    answer(application, host=host, port=port, threads=THREADS, ident="")


def made_up_people() -> list[tuple[str, str, str]]:
    """Add somebody of each role; give for each the role, the address, and the password."""
    from headway.web.demonstration import add_everybody  # noqa: PLC0415

    return add_everybody()
