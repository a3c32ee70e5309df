"""``headway backup``: a data folder as one file."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.office import refuse_without_office
from headway.cli.printing import say
from headway.services.analysis.backup import make_backup
from headway.services.analysis.office_backup import back_up_office


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
    parser.add_argument(
        "--office",
        metavar="FOLDER",
        type=Path,
        help="back the office's folder up with it, while people go on working",
    )
    parser.add_argument(
        "--dump",
        metavar="FILE",
        type=Path,
        help="the register as pg_dump wrote it, where it is kept in PostgreSQL",
    )
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the command."""
    if chosen.dump is not None:
        refuse_without_office(chosen, "--dump", "Nothing was written")
    if chosen.office is not None:
        both = back_up_office(
            chosen.office,
            chosen.data,
            chosen.out,
            by=actor(chosen),
            at=datetime.now(UTC),
            dump=chosen.dump,
        )
        say(
            f"Backed up: {both.office_files:,} files of the office, {both.data_files:,} of its data"
        )
        say(f"in {both.path}. It holds the office's key: keep it on encrypted storage.")
        return 0
    made = make_backup(chosen.data, chosen.out, by=actor(chosen), at=datetime.now(UTC))
    say(f"Backed up: {made.files:,} files, {made.size:,} bytes, in {made.path}")
    say("Whoever was erased later is still in this backup: say how long it is kept.")
    return 0
