"""``headway board``: one page that says what changed, what is off target, what is not known."""

import argparse
from pathlib import Path

from headway.cli.arguments import (
    add_as_known,
    add_data,
    add_files,
    add_output,
    add_recognition,
    add_sheet,
)
from headway.cli.case_rows import add_case_rows, refuse_files
from headway.cli.commands import Commands
from headway.cli.results import add_format, chosen_format, deliver, paper
from headway.cli.sheets import chosen_editions, named, one_of
from headway.domain.scorecard import Scorecard
from headway.services.analysis.calculated_scorecard import CardWanted, calculated_scorecard
from headway.services.analysis.formats import BOARD_FORMATS, board_formats
from headway.services.analysis.plans import USUAL_SCALE, plan_summary
from headway.services.analysis.scorecards import build_scorecards
from headway.services.analysis.signals import placed_among_others


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "board",
        help="make the one-page summary for a board",
        description="Make one page for a board out of published sheets: what changed, what is "
        "off target, what is not known; with --plan, also how the plan stands. With --period it is "
        "made from case rows that were loaded.",
    )
    add_files(parser, "a published sheet; several editions of one sheet are joined", least="*")
    add_format(parser, BOARD_FORMATS)
    add_output(parser)
    add_sheet(parser)
    add_data(parser)
    add_as_known(parser)
    add_recognition(parser)
    parser.add_argument(
        "--plan",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a development plan to sum up on the page; may be given again",
    )
    parser.add_argument("--scale", default=USUAL_SCALE, help="the plan's rating scale")
    add_case_rows(parser, "make the page from")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read the sheets and the plan, and hand the page over."""
    form = chosen_format(chosen, BOARD_FORMATS)
    card = _calculated(chosen) if chosen.period else _published(chosen)
    plan = (
        plan_summary(chosen.plan, scale=chosen.scale, catalogue=chosen.catalogue)
        if chosen.plan
        else None
    )
    name = f"board-{card.period.last_day:%Y-%m}"
    deliver(chosen, board_formats(card, plan, paper()), form, name)
    return 0


def _published(chosen: argparse.Namespace) -> Scorecard:
    editions, entries = chosen_editions(chosen)
    placed = placed_among_others(chosen.data, editions.catalogue, chosen.as_known)
    return one_of(named(build_scorecards(editions, entries, placed=placed), chosen.sheet))


def _calculated(chosen: argparse.Namespace) -> Scorecard:
    refuse_files(chosen, "headway board", "--period makes the page from case rows")
    wanted = CardWanted(chosen.period, chosen.unit, as_known=chosen.as_known)
    return calculated_scorecard(chosen.data, wanted, chosen.catalogue)
