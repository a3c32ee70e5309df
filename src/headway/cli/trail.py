"""``headway trail``: check every entry of the trail, and the office's with it."""

import argparse
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.office import add_office, opened_office
from headway.cli.printing import say
from headway.domain.problems import Finding, Refused, Severity
from headway.services.analysis.snapshots import check_trail


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "trail",
        help="check that no entry of the trail was removed or changed",
        description="Go through the whole trail of a data folder, entry by entry, and with "
        "--office through the office's. The page Trail shows what stands on them.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    add_office(parser, "the office's folder, to check its trail as well")
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Check, and say what was found."""
    entries, findings = check_trail(chosen.data)
    wrong = [one for one in findings if one.severity is Severity.STOPS]
    if not wrong:
        say(f"The data folder's trail is whole: {entries:,} entries.")
    if chosen.office is not None:
        wrong += _office(chosen)
    if wrong:
        raise Refused(wrong)
    return 0


def _office(chosen: argparse.Namespace) -> list[Finding]:
    last, findings = opened_office(chosen).check_office_trail(actor(chosen))
    if not findings:
        say(f"The office's trail is whole: up to entry {last:,}.")
    return list(findings)
