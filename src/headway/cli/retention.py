"""``headway retention``: what may be kept no longer, and its erasure."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor, day_argument
from headway.cli.commands import Commands
from headway.cli.printing import say
from headway.services.analysis.erase import erase_lapsed, lapsed


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "retention",
        help="list, and erase, what is past its retention",
        description="Say what of every snapshot is past its table's retention on a day. With "
        "--carry-out it is erased from all of them, which cannot be undone.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=day_argument,
        default=datetime.now(UTC).date(),
        help="the day, as 2026-10-31 (default: today)",
    )
    parser.add_argument("--carry-out", action="store_true", help="erase what is listed")
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the command."""
    found = lapsed(chosen.data, chosen.on)
    for one in found:
        if one.rows:
            say(f"{one.snapshot}: " + _counts(one.rows))
        if one.still_open:
            say(f"{one.snapshot}: old, but never ended, so kept: " + _counts(one.still_open))
    rows = sum(count for one in found for _, count in one.rows)
    if not rows:
        say(f"Nothing is past its retention on {chosen.on.isoformat()}.")
    elif not chosen.carry_out:
        say(f"{rows:,} rows are past their retention. Say --carry-out to erase them.")
    else:
        done = erase_lapsed(chosen.data, chosen.on, by=actor(chosen), at=datetime.now(UTC))
        say(f"{done.rows:,} rows were erased from {len(done.snapshots)} snapshots.")
    return 0


def _counts(rows: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{table} {count:,}" for table, count in rows)
