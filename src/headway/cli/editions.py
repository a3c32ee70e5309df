"""``headway editions``: what was published, listed, shown again, and withdrawn."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.printing import say
from headway.cli.publish import tell_made_again
from headway.domain.days import day_words
from headway.services.analysis.publish_files import INDEX
from headway.services.analysis.publish_out import write_edition
from headway.services.analysis.published import (
    PublishedEdition,
    edition_to_show,
    files_of_edition,
    list_editions,
    withdraw_edition,
)


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "editions",
        help="list, show, make again and withdraw what was published",
        description="Editions are never changed. One that should not have gone out is withdrawn: "
        "it says so here, and later editions still reckon with those who have read it. Made again "
        "from what it rests on, an edition has the same bytes: “rebuild” tries it.",
    )
    parser.add_argument(
        "action", nargs="?", choices=("list", "show", "rebuild", "withdraw"), default="list",
        help="what to do",
    )  # fmt: skip
    parser.add_argument("edition", nargs="?", default="", help="an edition's name")
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    parser.add_argument("--reason", default="", help="withdraw: why")
    parser.add_argument(
        "--out", metavar="FOLDER", type=Path, help="show: write its files into this new folder"
    )
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """List editions, show one, make one again, or withdraw one."""
    if chosen.action == "withdraw":
        reason = chosen.reason
        withdraw_edition(
            chosen.data, chosen.edition, reason, by=actor(chosen), at=datetime.now(UTC)
        )
        say(f"Edition {chosen.edition} is withdrawn: {reason}")
        return 0
    if chosen.action == "rebuild":
        tell_made_again(chosen.data, chosen.edition)
        return 0
    if chosen.action == "show" or chosen.edition:
        return _show(chosen)
    found = list_editions(chosen.data)
    for one in found:
        say(_line(one))
    if not found:
        say("Nothing was published from this data folder yet: headway publish does it.")
    return 0


def _show(chosen: argparse.Namespace) -> int:
    one, words = edition_to_show(chosen.data, chosen.edition)
    say(_line(one))
    for term, meaning in words:
        say(f"  {term}: {meaning}")
    if chosen.out is not None:
        written = write_edition(files_of_edition(chosen.data, one.name), chosen.out)
        say(f"Written: {written} files; begin with {chosen.out / INDEX}")
    return 0


def _line(one: PublishedEdition) -> str:
    withdrawn = f"; WITHDRAWN: {one.withdrawn}" if one.withdrawn else ""
    day = day_words(one.at)
    return f"{one.name}: {one.card}, by {one.policy}, published {day} by {one.by}{withdrawn}"
