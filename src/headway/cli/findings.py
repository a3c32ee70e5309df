"""``headway findings``: what is to be put right: counted, scored over time, or listed."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor, add_output
from headway.cli.commands import Commands
from headway.cli.printing import note, say
from headway.services.analysis.data_findings import Wanted, counts, scores, write_worklist


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "findings",
        help="show or list what the last load found to be put right",
        description="Without --out: what the last load found, counted, and the share of rows "
        "without any finding, load by load. With --out: a worklist (csv or xlsx) for one team or "
        "for all. A worklist is personal data: that it was written goes on the trail.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    parser.add_argument(
        "--team", default="", help="the identifier of a team; “-” for rows without one"
    )
    parser.add_argument("--table", default="", help="the name of a table")
    parser.add_argument(
        "--severity", default="", choices=("fatal", "emptied", "told"),
        help="fatal: the row was not loaded; emptied: a cell was; told: nothing was changed",
    )  # fmt: skip
    parser.add_argument(
        "--purpose",
        metavar="TEXT",
        default="",
        help="what a worklist is for, for the trail (usual: worklist); it names nobody",
    )
    add_output(parser)
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Count, score or list."""
    if chosen.out is None:
        _show(chosen.data, chosen.table)
        return 0
    wanted = Wanted(chosen.team, chosen.table, chosen.severity, chosen.purpose)
    made = write_worklist(
        chosen.data,
        chosen.out,
        wanted,
        by=actor(chosen),
        at=datetime.now(UTC),
        replace=chosen.replace,
    )
    say(f"Written: {made.written.path} ({made.items:,} entries). It is personal data.")
    if made.withheld:
        note(f"{made.withheld:,} more are about restricted records: they are never listed")
    return 0


def _show(data: Path, table: str) -> None:
    found = [one for one in counts(data) if not table or one[0].startswith(f"{table}.")]
    for code, severity, rows in sorted(found, key=lambda one: -one[2]):
        say(f"{rows:>11,}  {severity:<7}  {code}")
    if not found:
        say("The last load found nothing to be put right.")
    say("")
    say("Rows without any finding, load by load:")
    for one in scores(data):
        if (not table or one.table == table) and one.rows:
            share = f"{one.tenths // 10}.{one.tenths % 10}%"
            say(f"  {one.export_day}  {one.table:<22} {one.rows:>11,} rows  {share:>6}")
