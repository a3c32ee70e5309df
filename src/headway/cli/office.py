"""The office, for commands that start it or look after its register; found by name.

Every other command runs where Django is not installed.
"""

import argparse
import importlib
import sys
from pathlib import Path
from types import ModuleType

from headway.cli.printing import note
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.office_backup import KEY

UPKEEP = "headway.web.upkeep"
NOT_NEEDED = "The analyst's commands need none of it"


def add_office(parser: argparse.ArgumentParser, what: str) -> None:
    """Add the office's folder, and the database where its register is kept elsewhere."""
    parser.add_argument("--office", metavar="FOLDER", type=Path, help=what)
    parser.add_argument(
        "--database",
        metavar="ADDRESS",
        default="",
        help="the PostgreSQL database of the office's register, where it is kept there",
    )


def data_of(chosen: argparse.Namespace) -> Path:
    """Give the data folder: the one that was named, else that in the office's folder."""
    return Path(chosen.data or chosen.office / "data")


def refuse_without_office(chosen: argparse.Namespace, option: str, allowed: str) -> None:
    """Refuse an option that means nothing where no office is named."""
    if chosen.office is None:
        found, step = "it is given without --office", "Name the office's folder with --office"
        raise Refused(Finding(Place(option), Severity.STOPS, found, allowed, step))


def opened_office(chosen: argparse.Namespace) -> ModuleType:
    """Open the register that was named; Refused where there is none, or Django is not installed."""
    place, unchanged = str(chosen.office), "Nothing was changed"
    if not (chosen.office / KEY).is_file():
        found, step = "this is no office's folder", "Name the folder given to headway serve"
        raise Refused(Finding(Place(place), Severity.STOPS, found, unchanged, step))
    upkeep = office_module(UPKEEP, place, unchanged)
    note("Opening the register ...")
    upkeep.open_register(chosen.office, chosen.data, chosen.database)
    return upkeep


def silent_register(problem: Exception) -> Finding | None:
    """Say that the office's register does not answer, where that is what went wrong; else None."""
    database = sys.modules.get("django.db")
    if database is None or not isinstance(problem, database.OperationalError):
        return None
    said = next(iter(str(problem).splitlines()), "it gives no reason")
    return Finding(
        Place("the office's register"),
        Severity.STOPS,
        f"it does not answer ({said})",
        "What was not finished was not done",
        "See that its database can be reached and that nobody holds it, and repeat the command",
    )


def office_module(name: str, place: str, allowed: str = NOT_NEEDED) -> ModuleType:
    """Give a module of the office by its name; Refused where what it needs is not installed."""
    try:
        module = importlib.import_module(name)
        module.check_installed()
    except ImportError as missing:
        found = f"the office is not installed ({missing.name} is missing)"
        step = "Install Headway's own file once more with “[office]” behind its name"
        raise Refused(Finding(Place(place), Severity.STOPS, found, allowed, step)) from None
    return module
