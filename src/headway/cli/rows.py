"""``headway rows``: the rows behind a figure, for a purpose that goes on the trail."""

import argparse
from datetime import UTC, datetime

from headway.cli.arguments import actor, add_actor, add_output
from headway.cli.calculate import add_data_and_period
from headway.cli.commands import Commands
from headway.cli.printing import note, say
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.rows import RowsAsked, write_rows


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "rows",
        help="write the rows behind a figure to a file",
        description="Write the rows behind one figure to a csv file. They are personal data: they "
        "are written only to the file that is named, and who asked, when and what for goes on the "
        "trail of the data folder.",
    )
    parser.add_argument("indicator", metavar="INDICATOR", help="the indicator's identifier")
    add_data_and_period(parser)
    parser.add_argument(
        "--unit",
        metavar="UNIT",
        type=unit_argument,
        default=COUNCIL,
        help="council (the default), or a level and an identifier such as “team T04”",
    )
    parser.add_argument("--purpose", metavar="TEXT", required=True, help="what the rows are for")
    add_output(parser)
    add_actor(parser)
    parser.set_defaults(run=run)


def unit_argument(text: str) -> UnitRef:
    """Read a unit from the command line."""
    level, _, name = text.strip().partition(" ")
    try:
        return COUNCIL if level == "council" else UnitRef(Level(level), name.strip())
    except ValueError:
        levels = ", ".join(one.value for one in Level)
        raise argparse.ArgumentTypeError(
            f"write one of {levels}, and an identifier, such as “team T04”"
        ) from None


def run(chosen: argparse.Namespace) -> int:
    """Write the rows and say how many there are."""
    if chosen.out is None:
        raise Refused(
            Finding(
                Place("headway rows"),
                Severity.STOPS,
                "no file is named for the rows",
                "They are personal data: they are written to a file, and shown nowhere else",
                "Say with --out where they are to be written",
            )
        )
    asked = RowsAsked(
        chosen.indicator,
        chosen.period,
        chosen.unit,
        chosen.purpose,
        actor(chosen),
        datetime.now(UTC),
        chosen.as_known,
    )
    made = write_rows(
        chosen.data, asked, chosen.out, catalogue=chosen.catalogue, replace=chosen.replace
    )
    if made.known:
        note(made.known)
    rows = "1 row" if made.rows == 1 else f"{made.rows:,} rows"
    say(f"Wrote {rows}, {made.above:,} of them above the line: {made.written.path}")
    if made.withheld:
        note(
            f"{made.withheld:,} more count in the figure and are restricted: they are never listed"
        )
    return 0
