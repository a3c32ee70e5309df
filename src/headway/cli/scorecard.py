"""``headway scorecard``: published sheets joined, worked out again, and handed over."""

import argparse

from headway.cli.arguments import add_data, add_files, add_output, add_recognition
from headway.cli.commands import Commands
from headway.cli.printing import note, say
from headway.cli.results import SCREEN, add_format, add_table, chosen_format, deliver, paper
from headway.cli.sheets import chosen_editions, one_of, save_proposals
from headway.services.analysis.formats import SCORECARD_FORMATS, scorecard_formats
from headway.services.analysis.scorecards import build_scorecards

TABLES = {
    "figures": "each figure shown",
    "comparisons": "each printed change, average and maximum beside the one worked out",
}


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "scorecard",
        help="make the scorecard of one or more published sheets",
        description="Read published sheets (workbook, csv or text), join the editions of one "
        "sheet, work every derived figure out again and say where print and arithmetic differ.",
    )
    add_files(parser, "a published sheet; several editions of one sheet are joined", least="*")
    add_format(parser, SCORECARD_FORMATS)
    add_table(parser, TABLES)
    add_output(parser)
    add_data(parser)
    add_recognition(parser)
    parser.add_argument(
        "--propose",
        metavar="FILE",
        help="write which references may be the same indicator, for a person to confirm",
    )
    parser.add_argument("--marking", default="", help="protective marking to print on the workbook")
    parser.add_argument("--all-columns", action="store_true", help="show every period of the sheet")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read the sheets and hand over the scorecard."""
    form = chosen_format(chosen, SCORECARD_FORMATS)
    editions, entries = chosen_editions(chosen)
    cards = build_scorecards(editions, entries, all_columns=chosen.all_columns)
    printed = paper(chosen.marking)
    if form == SCREEN and chosen.out is None:
        for card in cards:
            deliver(chosen, scorecard_formats(card, printed), form, "")
            say("")
    else:
        card = one_of(cards)
        name = f"scorecard-{card.period.last_day:%Y-%m}"
        deliver(chosen, scorecard_formats(card, printed, chosen.table or ""), form, name)
    if chosen.propose:
        note(save_proposals(chosen, editions))
    elif editions.proposed:
        note(
            "Some rows may be indicators known under another reference "
            f"({len(editions.proposed)}): say --propose mapping.yaml to see and confirm them."
        )
    return 0
