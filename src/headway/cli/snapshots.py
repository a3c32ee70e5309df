"""``headway snapshots``: what case data was loaded, whether it is whole, and what differs."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.printing import complain, say
from headway.domain.problems import Severity
from headway.services.analysis.snapshots import compared, snapshot_lines, verify_data, withdraw

DAMAGED = 6  # the exit code of ``Refused``: a damaged store


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "snapshots",
        help="list, verify, compare or withdraw the snapshots of case data",
        description="Without a further word, list the snapshots of a data folder.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--verify", action="store_true", help="check every byte of the data folder")
    what.add_argument(
        "--compare", metavar=("A", "B"), nargs=2, help="say what differs, table by table"
    )
    what.add_argument(
        "--withdraw",
        metavar="ID",
        help="take a wrong snapshot back: it is no longer current nor offered, and not deleted",
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="why it is withdrawn")
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the command."""
    if chosen.verify:
        return _verify(chosen.data)
    if chosen.compare:
        _compare(chosen.data, *chosen.compare)
    elif chosen.withdraw is not None:
        _withdraw(chosen)
    else:
        _list(chosen.data)
    return 0


def _list(data: Path) -> None:
    lines = snapshot_lines(data)
    if not lines:
        say("No snapshot was loaded yet.")
    for line in lines:
        state = "current" if line.is_current else ""
        state = f"withdrawn: {line.withdrawn}" if line.withdrawn else state
        erased = f"rows erased {line.erasures} times" if line.erasures else ""
        told = "; ".join(text for text in (state, erased) if text)
        say(
            f"{line.name}  {line.at:%Y-%m-%d %H:%M} UTC  {line.rows:>12,} rows  {line.by}"
            + (f"  ({told})" if told else "")
        )


def _verify(data: Path) -> int:
    found = verify_data(data)
    complain(found)
    if any(one.severity is Severity.STOPS for one in found):
        say("The data folder is damaged; see above.")
        return DAMAGED
    say("Everything is as it was stored." if not found else "Nothing is damaged; see above.")
    return 0


def _compare(data: Path, before: str, after: str) -> None:
    say(f"{'table':<24}{'before':>14}{'after':>14}{'added':>12}{'gone':>12}{'changed':>12}")
    for one in compared(data, before, after):
        rows = [f"{'–' if n is None else f'{n:,}':>14}" for n in (one.before, one.after)]
        counts = [f"{n:>12,}" for n in (one.added, one.gone, one.changed)]
        say(f"{one.table:<24}{''.join(rows)}{''.join(counts)}")


def _withdraw(chosen: argparse.Namespace) -> None:
    left = withdraw(
        chosen.data,
        chosen.withdraw,
        reason=chosen.reason,
        by=actor(chosen),
        at=datetime.now(UTC),
    )
    say("It is withdrawn, and still in the data folder.")
    say(f"The current snapshot is now {left}." if left else "No snapshot is current now.")
