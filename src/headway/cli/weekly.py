"""``headway weekly``: what heads of service get each week, from the same indicators."""

import argparse
from pathlib import Path

from headway.cli.arguments import add_output, day_argument
from headway.cli.commands import Commands
from headway.cli.results import add_format, chosen_format, deliver, paper
from headway.domain.small_numbers import MINIMUM
from headway.services.analysis.formats import WEEKLY_FORMATS, weekly_formats
from headway.services.analysis.weekly import USUAL_CARD, WeekWanted, weekly_report


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "weekly",
        help="make the weekly report to heads of service",
        description="One page on a week from Monday to Sunday: what came in and went out, what is "
        "overdue, each beside the week before and the average of four, and which teams stand out.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    parser.add_argument(
        "--day",
        metavar="DAY",
        type=day_argument,
        help="a day of the week that is meant (usual: the last week that the exports cover whole)",
    )
    parser.add_argument(
        "--minimum",
        metavar="N",
        type=int,
        default=MINIMUM,
        help=f"the smallest number that is told of a team (usual: {MINIMUM})",
    )
    parser.add_argument(
        "--card", default=USUAL_CARD, help=f"whose indicators are told (usual: {USUAL_CARD})"
    )
    parser.add_argument(
        "--catalogue",
        metavar="FOLDER",
        type=Path,
        help="the council's own definitions, laid over those that come with Headway",
    )
    add_format(parser, WEEKLY_FORMATS)
    add_output(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Work the week out and hand it over."""
    form = chosen_format(chosen, WEEKLY_FORMATS)
    wanted = WeekWanted(chosen.day, chosen.card, chosen.minimum)
    report = weekly_report(chosen.data, wanted, chosen.catalogue)
    name = f"weekly-{report.week.last_day.isoformat()}"
    deliver(chosen, weekly_formats(report, paper()), form, name)
    return 0
