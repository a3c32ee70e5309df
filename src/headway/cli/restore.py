"""``headway restore``: a data folder made again from a backup."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.printing import say
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.office_backup import DUMP, is_office_backup, restore_office
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
    parser.add_argument(
        "--office",
        metavar="FOLDER",
        type=Path,
        help="where the office goes, of a backup that holds one: a new or an empty folder",
    )
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the command."""
    if chosen.office is not None or is_office_backup(chosen.backup):
        return _restore_office(chosen)
    made = restore_backup(chosen.backup, chosen.into, by=actor(chosen), at=datetime.now(UTC))
    say(f"Restored and verified: {made.files:,} files, {made.size:,} bytes, in {made.path}")
    return 0


def _restore_office(chosen: argparse.Namespace) -> int:
    if chosen.office is None:
        place, found = Place("--office"), "it is not given, and the backup holds an office"
        step = "Name a new folder for it with --office"
        raise Refused(Finding(place, Severity.STOPS, found, "Nothing was restored", step))
    made = restore_office(
        chosen.backup, chosen.office, chosen.into, by=actor(chosen), at=datetime.now(UTC)
    )
    say(f"Restored: {made.office_files:,} files of the office, in {made.path}")
    say(f"Restored and verified: {made.data_files:,} files of its data, in {chosen.into}")
    if (made.path / DUMP).exists():
        say(f"Load the register into PostgreSQL: pg_restore --dbname=ADDRESS {made.path / DUMP}")
    return 0
