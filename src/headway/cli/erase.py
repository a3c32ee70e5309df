"""``headway erase``: a person erased from every snapshot."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.person import add_person, person, tell_register
from headway.cli.printing import say
from headway.services.analysis.erase import erase


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "erase",
        help="erase a person from every snapshot",
        description="Erase a person's rows from every snapshot, withdrawn ones and rejected rows "
        "too, with what is about nobody else. This cannot be undone. Published figures stay, and "
        "so does an entry on the trail that names nobody.",
    )
    add_person(parser)
    parser.add_argument(
        "--office", metavar="FOLDER", type=Path, help="say where the office's register has them"
    )
    parser.add_argument("--reason", metavar="TEXT", required=True, help="why, for the trail")
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the command."""
    done = erase(
        chosen.data,
        person(chosen),
        reason=chosen.reason,
        by=actor(chosen),
        at=datetime.now(UTC),
    )
    rows = "row was" if done.rows == 1 else "rows were"
    snapshots = "snapshot" if len(done.snapshots) == 1 else "snapshots"
    for one in done.snapshots:
        say(f"{one.snapshot}: " + ", ".join(f"{table} {count:,}" for table, count in one.rows))
    say(f"{done.rows:,} {rows} erased from {len(done.snapshots)} {snapshots}.")
    if not done.rows:
        say("Nothing is kept under this identifier: see that it is spelled as the exports have it.")
    say(f"The trail knows this person as {done.person}.")
    if chosen.office is not None:
        tell_register(chosen.office, (person(chosen),))
    say("Backups, files that were written out, and the case system may still hold the person.")
    return 0
