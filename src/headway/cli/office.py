"""The office's register, for commands that look after it; found by name, for it needs Django."""

import argparse
import importlib
from pathlib import Path
from types import ModuleType

from headway.cli.printing import note
from headway.domain.problems import Finding, Place, Refused, Severity

UPKEEP = "headway.web.upkeep"


def add_office(parser: argparse.ArgumentParser, what: str) -> None:
    """Add the office's folder, and the database where its register is kept elsewhere."""
    parser.add_argument("--office", metavar="FOLDER", type=Path, help=what)
    parser.add_argument(
        "--database",
        metavar="ADDRESS",
        default="",
        help="the PostgreSQL database of the office's register, where it is kept there",
    )


def opened_office(chosen: argparse.Namespace) -> ModuleType:
    """Open the register that was named; Refused where there is none, or Django is not installed."""
    place = Place(str(chosen.office))
    if not (chosen.office / "secret-key.txt").is_file():
        raise _refused(
            place, "this is no office's folder", "Name the folder given to headway serve"
        )
    try:
        upkeep = importlib.import_module(UPKEEP)
        upkeep.check_installed()
    except ImportError as missing:
        found = f"the office is not installed ({missing.name} is missing)"
        raise _refused(place, found, "Install it with: pip install “headway[office]”") from None
    note("Opening the register ...")
    upkeep.open_register(chosen.office, chosen.data, chosen.database)
    return upkeep


def _refused(place: Place, found: str, step: str) -> Refused:
    return Refused(Finding(place, Severity.STOPS, found, "Nothing was changed", step))
