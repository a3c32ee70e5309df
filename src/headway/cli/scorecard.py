"""``headway scorecard``: published sheets joined, worked out again, and handed over."""

import argparse

from headway.cli.arguments import (
    add_as_known,
    add_bases,
    add_data,
    add_files,
    add_likely,
    add_output,
    add_recognition,
    add_sheet,
)
from headway.cli.case_rows import add_case_rows, refuse_files
from headway.cli.commands import Commands
from headway.cli.printing import note, say
from headway.cli.results import SCREEN, add_format, add_table, chosen_format, deliver, paper
from headway.cli.sheets import chosen_editions, named, one_of, save_proposals
from headway.domain.scorecard import Scorecard
from headway.domain.signals import Stage
from headway.services.analysis.bases import Bases
from headway.services.analysis.calculated_scorecard import (
    USUAL_CARD,
    CardWanted,
    calculated_scorecard,
)
from headway.services.analysis.formats import SCORECARD_FORMATS, scorecard_formats
from headway.services.analysis.scorecards import build_scorecards
from headway.services.analysis.signals import placed_among_others

TABLES = {
    "figures": "each figure shown",
    "comparisons": "each printed change, average and maximum beside the one worked out",
    "signals": "what each current figure means: control chart, cases, others, pace",
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
    add_sheet(parser)
    add_data(parser)
    add_recognition(parser)
    parser.add_argument(
        "--propose",
        metavar="FILE",
        help="write which references may be the same indicator, for a person to confirm",
    )
    add_case_rows(parser, "work the scorecard out from")
    parser.add_argument(
        "--card", default=USUAL_CARD, help=f"with --period: which scorecard (usual: {USUAL_CARD})"
    )
    add_bases(parser)
    add_as_known(parser)
    add_likely(parser)
    parser.add_argument("--marking", default="", help="protective marking to print on the workbook")
    parser.add_argument("--all-columns", action="store_true", help="show every period of the sheet")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read the sheets and hand over the scorecard."""
    if chosen.period is not None:
        return _run_calculated(chosen)
    form = chosen_format(chosen, SCORECARD_FORMATS)
    editions, entries = chosen_editions(chosen)
    placed = placed_among_others(chosen.data, editions.catalogue, chosen.as_known)
    built = build_scorecards(editions, entries, all_columns=chosen.all_columns, placed=placed)
    cards = named(built, chosen.sheet)
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


def _run_calculated(chosen: argparse.Namespace) -> int:
    """Work the scorecard out from case rows and hand it over."""
    refuse_files(chosen, "headway scorecard", "--period works a scorecard out from case rows")
    bases = Bases(chosen.organisation, chosen.definitions)
    wanted = CardWanted(
        chosen.period, chosen.unit, chosen.card, bases, chosen.as_known, chosen.likely
    )
    card = calculated_scorecard(chosen.data, wanted, chosen.catalogue)
    form = chosen_format(chosen, SCORECARD_FORMATS)
    makers = scorecard_formats(card, paper(chosen.marking), chosen.table or "")
    deliver(chosen, makers, form, f"scorecard-{card.period.last_day:%Y-%m}")
    tell = say if form == SCREEN and chosen.out is None else note
    for line in _likely(card):
        tell(line)
    return 0


def _likely(card: Scorecard) -> list[str]:
    """Say by how much the council's latest figures are still likely to move, where asked."""
    told = [(row.indicator.title, row.signals.maturity) for row in card.rows]
    return [f"{title}: {how.words}" for title, how in told if how and how.stage is Stage.MOVING]
