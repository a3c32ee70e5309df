"""``headway upgrade``: a data folder of an older format brought up to date."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.printing import say
from headway.services.analysis.upgrade import upgrade_data


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "upgrade",
        help="bring a data folder of an older Headway up to date",
        description="Bring a data folder to the format of this Headway. A backup is made first. "
        "A folder that is up to date is left alone.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    parser.add_argument(
        "--backup", metavar="FILE.zip", type=Path, help="where to put the backup made first"
    )
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the command."""
    done = upgrade_data(chosen.data, chosen.backup, by=actor(chosen), at=datetime.now(UTC))
    if done.backup is None:
        say(f"The data folder has format {done.after}, which is the present one: nothing to do.")
    else:
        say(f"Upgraded from format {done.before} to {done.after}; before that, backed up in")
        say(str(done.backup.path))
    return 0
