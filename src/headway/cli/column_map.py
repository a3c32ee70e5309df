"""``headway map``: a first draft of a column map, for a person to correct and confirm."""

import argparse

from headway.cli.arguments import add_files, add_output
from headway.cli.commands import Commands
from headway.cli.printing import say
from headway.services.analysis.draft_map import draft, write_draft


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "map",
        help="draft a column map from the headings of an export",
        description="Write a first draft of a column map: which table each sheet seems to be, and "
        "which heading each column. It is a guess; correct it, change its line to “confirmed: "
        "yes”, and give it to headway load with --map. No cell below the headings is repeated.",
    )
    add_files(parser, "an export")
    add_output(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the draft, or print it."""
    if chosen.out is None:
        say(draft(chosen.files))
        return 0
    written = write_draft(chosen.files, chosen.out, replace=chosen.replace)
    say(f"Written: {written.path}. Correct it, and change its line to “confirmed: yes”.")
    return 0
