"""``headway erase``: a person erased from every snapshot."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime

from headway.cli.arguments import actor, add_actor
from headway.cli.commands import Commands
from headway.cli.office import add_office, opened_office, refuse_without_office
from headway.cli.person import add_person, person, tell_register
from headway.cli.printing import erased_words, say
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
    add_office(parser, "say where the office's register has them")
    parser.add_argument(
        "--take-out",
        action="store_true",
        help="with --office: put “[taken out]” in their place there, in drafts and in history; "
        "each place is told on the trail",
    )
    parser.add_argument("--reason", metavar="TEXT", required=True, help="why, for the trail")
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the command."""
    if chosen.take_out:
        refuse_without_office(chosen, "--take-out", "Nothing was erased")
    who = person(chosen)
    places: list[str] = []
    done = erase(
        chosen.data,
        who,
        reason=chosen.reason,
        by=actor(chosen),
        at=datetime.now(UTC),
        first=_taking_out(chosen, places) if chosen.take_out else None,
    )
    for one in done.snapshots:
        say(f"{one.snapshot}: " + ", ".join(f"{table} {count:,}" for table, count in one.rows))
    say(erased_words(done.rows, len(done.snapshots)))
    if not done.rows:
        say("Nothing is kept under this identifier: see that it is spelled as the exports have it.")
    say(f"The trail knows this person as {done.person}.")
    for place in places:
        say(f"The register: taken out of table {place}.")
    if chosen.office is not None and not chosen.take_out:
        tell_register(chosen.office, done.identifiers)
    elif chosen.take_out and not places:
        say("The register was looked through: nobody wrote this identifier there.")
    say("Backups, files that were written out, and the case system may still hold the person.")
    return 0


def _taking_out(
    chosen: argparse.Namespace, places: list[str]
) -> Callable[[tuple[str, ...], str], None]:
    """Open the register, and give what takes a person out of it and notes the places.

    It is done before the rows go: stopped in between, the command still knows on being repeated
    all identifiers that the person had.
    """
    office = opened_office(chosen)

    def take_out(identifiers: tuple[str, ...], person: str) -> None:
        told = {"person": person, "reason": chosen.reason, "by": actor(chosen)}
        places.extend(office.take_words_out(identifiers, **told))

    return take_out
