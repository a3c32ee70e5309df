"""Which person is meant, without the identifier having to stand on the command line."""

import argparse
import getpass
import sys
from pathlib import Path

from headway.cli.printing import say
from headway.services.analysis.register_finding import REGISTER, find_in_register

ASKED = "-"


def add_person(parser: argparse.ArgumentParser) -> None:
    """Add the person and the data folder."""
    parser.add_argument(
        "person",
        metavar="PERSON",
        help="the person's identifier; - asks for it, so that no list of commands holds it",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )


def person(chosen: argparse.Namespace) -> str:
    """Return the identifier: as given, or asked for on the screen, or from standard input."""
    if chosen.person != ASKED:
        return str(chosen.person).strip()
    if sys.stdin.isatty():
        return getpass.getpass("Identifier (it is not shown): ").strip()
    return sys.stdin.readline().strip()


def tell_register(office: Path, identifiers: tuple[str, ...]) -> None:
    """Say in which rows of the office's register the person stands; their words are not shown."""
    if not (office / REGISTER).is_file():
        say(f"The register was not looked through: there is no {REGISTER} in {office}.")
        return
    found = find_in_register(office, identifiers)
    for one in found:
        say(f"The register: table {one.table}, column {one.column}, row {one.row}")
    if found:
        say("Open what these rows belong to in the office, and take the person out of the text.")
    else:
        say("The register was looked through: this identifier stands nowhere in it.")
