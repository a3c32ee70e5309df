"""``headway backup``: a data folder as one file."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.printing import say
from headway.services.analysis.backup import make_backup


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "backup",
        help="back a data folder up into one file",
        description="Write the whole data folder into one new file, checked first, while nobody "
        "else writes. It holds everything that the folder holds: keep it on encrypted storage.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    parser.add_argument(
        "--out", metavar="FILE.zip", type=Path, required=True, help="the new file to write"
    )
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the command."""
    made = make_backup(chosen.data, chosen.out, by=actor(chosen), at=datetime.now(UTC))
    say(f"Backed up: {made.files:,} files, {made.size:,} bytes, in {made.path}")
    say("Whoever was erased later is still in this backup: say how long it is kept.")
    return 0
