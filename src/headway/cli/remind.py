"""``headway remind``: what the council's scheduler sends to those who are asked for something."""

import argparse
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.office import data_of, office_module
from headway.cli.printing import note, say

SENDER = "headway.web.reminding"
NOT_ALL_SENT = 1


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "remind",
        help="write to those who are asked for something in the office, by e-mail",
        description="Write to everybody who owes commentary, a sign-off or a team's sheet that is "
        "due in three days or was due, and was not reminded today. A letter holds a link and "
        "nothing else, and each is on the office's trail. For the council's scheduler: see "
        "docs/administrators-guide.md.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, help="the data folder (usual: data in the office's)"
    )
    parser.add_argument(
        "--office",
        metavar="FOLDER",
        type=Path,
        default=Path("headway-office"),
        help="the folder of the office's register (usual: headway-office)",
    )
    parser.add_argument(
        "--database", metavar="ADDRESS", default="", help="a PostgreSQL database for the register"
    )
    parser.add_argument(
        "--weekly",
        action="store_true",
        help="write to the heads of service where the weekly report is instead, once a week each",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say to how many it would write, and write to nobody"
    )
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Send what is due, and say to how many; 1 where a letter could not be sent."""
    sender = office_module(SENDER, "headway remind")
    sender.prepare(chosen.office.resolve(), data_of(chosen).resolve(), database=chosen.database)
    send = sender.tell_of_the_week if chosen.weekly else sender.remind
    told = send(by=actor(chosen), dry_run=chosen.dry_run)
    what = "word of the weekly report" if chosen.weekly else "a reminder"
    if chosen.dry_run:
        say(f"{_people(told.people)} would get {what}. Nothing was sent.")
        return 0
    say(f"{_people(told.people)} got {what}.")
    for address, why in told.failed:
        note(f"The letter to {address} could not be sent: {why}. It is tried again the next time.")
    return NOT_ALL_SENT if told.failed else 0


def _people(count: int) -> str:
    if count == 0:
        return "Nobody"
    return "1 person" if count == 1 else f"{count:,} people"
