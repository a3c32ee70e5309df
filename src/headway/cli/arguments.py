"""Words that several commands share."""

import argparse
import getpass
from datetime import date
from pathlib import Path

from headway.domain.basis import THEN, Basis, basis_of


def add_files(parser: argparse.ArgumentParser, what: str, least: str = "+") -> None:
    """Add the files to be read; ``least`` is how many argparse asks for."""
    parser.add_argument("files", metavar="FILE", nargs=least, type=Path, help=what)


def add_recognition(parser: argparse.ArgumentParser) -> None:
    """Add what helps to tell which indicator a row is."""
    parser.add_argument(
        "--mapping",
        metavar="FILE",
        type=Path,
        help="a file in which a person confirmed which references are the same indicator",
    )
    parser.add_argument(
        "--catalogue",
        metavar="FOLDER",
        type=Path,
        help="the council's own definitions, laid over those that come with Headway",
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add where the result goes."""
    parser.add_argument("--out", metavar="FILE", type=Path, help="where to write the result")
    parser.add_argument(
        "--replace", action="store_true", help="write over the file if it is there already"
    )


def add_sheet(parser: argparse.ArgumentParser) -> None:
    """Add which of several scorecards is meant, such as those of one workbook."""
    parser.add_argument(
        "--sheet",
        metavar="TITLE",
        default="",
        help="the title, or the number, of the scorecard to make where the files hold several",
    )


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add a data folder to take earlier figures and collected answers from."""
    parser.add_argument(
        "--data",
        metavar="FOLDER",
        type=Path,
        help="a data folder: its kept history and collected answers are joined in",
    )


def day_argument(text: str) -> date:
    """Read a day from the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day: write 2026-10-31") from None


def basis_argument(text: str) -> Basis:
    """Read whose definitions or map of teams are meant."""
    try:
        return basis_of(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong


def add_bases(parser: argparse.ArgumentParser) -> None:
    """Add on which map of teams, and on which definitions, figures are worked out."""
    for name, what in (("organisation", "map of teams"), ("definitions", "definitions")):
        parser.add_argument(
            f"--{name}",
            metavar="WHEN",
            type=basis_argument,
            default=THEN,
            help=f"the {what} figures rest on: then (each period's own, as usual), now, or a day "
            "such as 2026-04-01",
        )


def add_as_known(parser: argparse.ArgumentParser) -> None:
    """Add the day as of which is asked what was known."""
    parser.add_argument(
        "--as-known",
        metavar="DATE",
        type=day_argument,
        help="answer from what the data folder held at the end of this day, such as 2026-09-05",
    )


def add_likely(parser: argparse.ArgumentParser) -> None:
    """Add by how much figures are still likely to move."""
    parser.add_argument(
        "--likely",
        action="store_true",
        help="say by how much the council's figures are still likely to rise or fall, as earlier "
        "snapshots show; it takes a calculation from each of the last thirteen",
    )


def add_actor(parser: argparse.ArgumentParser) -> None:
    """Add who does it, for the trail."""
    parser.add_argument(
        "--by",
        metavar="WHO",
        default="",
        help="who does this, for the trail: a role or a name (default: your sign-in name)",
    )


def actor(chosen: argparse.Namespace) -> str:
    """Return who acts: what was given, or the name this person signed in with."""
    if chosen.by.strip():
        return str(chosen.by.strip())
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown (no sign-in name)"
