"""A scorecard out of case rows, by the commands that also make one out of published sheets."""

import argparse

from headway.cli.calculate import period_argument
from headway.domain.period_words import FORMS
from headway.domain.problems import Finding, Place, Refused, Severity


def add_case_rows(parser: argparse.ArgumentParser, what: str) -> None:
    """Add the period and the unit; ``what`` says what is done with the case rows of --data."""
    parser.add_argument(
        "--period",
        metavar="PERIOD",
        type=period_argument,
        help=f"{what} the case rows of --data, for this period; " + FORMS,
    )
    parser.add_argument(
        "--unit", default="", help="with --period: a team, locality or service (usual: all)"
    )


def refuse_files(chosen: argparse.Namespace, command: str, found: str) -> None:
    """Refuse files beside --period, and no data folder."""
    if chosen.files or not chosen.data:
        raise Refused(
            Finding(
                Place(command),
                Severity.STOPS,
                found,
                "It needs --data and takes no files: what was published is kept in the data folder",
                "Load the exports with headway load and published sheets with headway history",
            )
        )
