"""``headway subject``: everything that is kept about one person."""

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path

from headway.cli.arguments import actor, add_actor, day_argument
from headway.cli.commands import Commands
from headway.cli.person import add_person, person, tell_register
from headway.cli.printing import say
from headway.services.analysis.subject import find_subject

KEPT = timedelta(days=30)


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "subject",
        help="find everything that is kept about one person",
        description="Find a person in every snapshot, in rejected rows, in what was collected and "
        "on the trail, and write it to a file. That somebody looked, and why, is on the trail.",
    )
    add_person(parser)
    parser.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="the file: .csv or .json"
    )
    parser.add_argument("--purpose", metavar="TEXT", required=True, help="why, for the trail")
    parser.add_argument(
        "--expires",
        metavar="DATE",
        type=day_argument,
        help="the day by which the file is to be destroyed (default: 30 days from now)",
    )
    parser.add_argument(
        "--replace", action="store_true", help="write over the file if it is there already"
    )
    parser.add_argument(
        "--office", metavar="FOLDER", type=Path, help="look through the office's register as well"
    )
    parser.add_argument(
        "--restricted",
        action="store_true",
        help="write a restricted record, or that of a relative of staff, out as well: for whoever "
        "answers for these; it stands on the trail",
    )
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the command."""
    now = datetime.now(UTC)
    handed = find_subject(
        chosen.data,
        person(chosen),
        chosen.out,
        purpose=chosen.purpose,
        expires=chosen.expires or (now + KEPT).date(),
        by=actor(chosen),
        at=now,
        replace=chosen.replace,
        restricted=chosen.restricted,
    )
    found = handed.found
    say(f"Found: {len(found.rows):,} rows and {len(found.texts):,} lines of text.")
    seen = "once" if len(found.seen) == 1 else f"{len(found.seen):,} times"
    say(
        f"Rows of theirs were seen {seen}, as far back as the trail is kept."
        if found.seen
        else "No row of theirs was seen, as far back as the trail is kept."
    )
    if not found.rows and not found.texts:
        say("Nothing is kept under this identifier: see that it is spelled as the exports have it.")
    say(f"Written: {handed.written.path}")
    if chosen.office is not None:
        tell_register(chosen.office, found.identifiers)
    say("Rows may be about other people as well: look through them before handing them over.")
    return 0
