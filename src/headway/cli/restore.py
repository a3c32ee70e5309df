"""``headway restore``: a data folder made again from a backup."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.printing import say
from headway.services.analysis.restore import restore_backup


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "restore",
        help="make a data folder again from a backup",
        description="Make a new data folder of a backup. Every byte is checked before the folder "
        "gets its name. People who were erased after the backup are in it again: erase them again.",
    )
    parser.add_argument("backup", metavar="FILE.zip", type=Path, help="a file of headway backup")
    parser.add_argument(
        "--into", metavar="FOLDER", type=Path, required=True, help="a new or an empty folder"
    )
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the command."""
    made = restore_backup(chosen.backup, chosen.into, by=actor(chosen), at=datetime.now(UTC))
    say(f"Restored and verified: {made.files:,} files, {made.size:,} bytes, in {made.path}")
    return 0
