"""Which person is meant, without the identifier having to stand on the command line."""

import argparse
import getpass
import sys
from pathlib import Path

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
