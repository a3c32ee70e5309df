"""``headway keep``: work every figure out once and keep it, for the pages of the office."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.printing import note, say
from headway.services.analysis.keep_figures import MONTHS, keep_figures


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "keep",
        help="work every figure out and keep it for the office's pages",
        description="Work out every indicator for every unit from the current snapshot, and keep "
        "the figures in the data folder. The office's pages read them and work nothing out. A load "
        "in the office does this by itself; after “headway load” it is asked for here.",
    )
    parser.add_argument("--data", metavar="FOLDER", type=Path, required=True, help="a data folder")
    parser.add_argument(
        "--catalogue",
        metavar="FOLDER",
        type=Path,
        help="the council's own definitions, laid over those that come with Headway",
    )
    parser.add_argument(
        "--months",
        metavar="N",
        type=int,
        default=MONTHS,
        help=f"how many months back from the last whole one (usual: {MONTHS})",
    )
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Keep the figures, and say where they are."""
    note("Working every figure out ...")
    kept = keep_figures(
        chosen.data,
        by=actor(chosen),
        at=datetime.now(UTC),
        catalogue=chosen.catalogue,
        months=max(1, chosen.months),
    )
    if kept.new:
        say(f"Every figure is kept as {kept.name}.")
    else:
        say(f"Nothing has changed: the same figures are kept already as {kept.name}.")
    return 0
