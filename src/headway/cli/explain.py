"""``headway explain``: what an indicator means and how it is worked out."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.calculate import period_argument
from headway.cli.commands import Commands
from headway.cli.printing import say
from headway.domain.period_words import FORMS
from headway.domain.periods import month_of
from headway.services.analysis.explain import explain


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "explain",
        help="say what an indicator means and how it is worked out",
        description="Give an indicator's definition, its calculation in words, the statement that "
        "works it out and its worked examples. No data is needed.",
    )
    parser.add_argument("indicator", metavar="INDICATOR", help="the indicator's identifier")
    parser.add_argument("--period", metavar="PERIOD", type=period_argument, help=FORMS)
    parser.add_argument(
        "--catalogue",
        metavar="FOLDER",
        type=Path,
        help="the council's own definitions, laid over those that come with Headway",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the page of the indicator."""
    period = chosen.period or month_of(datetime.now(UTC).date())
    say(explain(chosen.indicator, period, chosen.catalogue).rstrip("\n"))
    return 0
