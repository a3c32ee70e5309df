"""``headway publish``: an edition for the council, for partners or for the public, frozen."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor
from headway.cli.calculate import period_argument
from headway.cli.commands import Commands
from headway.cli.printing import note, say
from headway.domain.calculation_results import Level
from headway.domain.disclosure.policy import Audience
from headway.domain.period_words import FORMS
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.calculated_scorecard import USUAL_CARD
from headway.services.analysis.publish import (
    USUAL_MONTHS,
    Edition,
    PublishAsked,
    publish,
)
from headway.services.analysis.publish_again import rebuild, withheld_words
from headway.services.analysis.publish_files import INDEX
from headway.services.analysis.publish_out import write_edition

UNITS = {
    "council": (),
    "localities": (Level.LOCALITY,),
    "services": (Level.SERVICE,),
    "teams": (Level.LOCALITY, Level.TEAM),
    "all": (Level.SERVICE, Level.LOCALITY, Level.TEAM),
}


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "publish",
        help="freeze an edition for the council, for partners or for the public",
        description="Work a scorecard out for the council and the units chosen, withhold small "
        "numbers by the audience's policy and whatever would give them away, prove that nothing "
        "does, and freeze the edition. It is never changed: a later one tells what is known since.",
    )
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    parser.add_argument(
        "--audience", choices=[one.value for one in Audience], help="who is to see it"
    )
    parser.add_argument("--period", metavar="PERIOD", type=period_argument, help=FORMS)
    parser.add_argument(
        "--units", choices=list(UNITS), default="council",
        help="whose scorecards besides the council's (usual: none; teams brings localities too)",
    )  # fmt: skip
    parser.add_argument("--card", default=USUAL_CARD, help=f"which scorecard (usual: {USUAL_CARD})")
    parser.add_argument(
        "--policy", default="", help="a policy other than the audience's own (docs/disclosure.md)"
    )
    parser.add_argument(
        "--months", type=int, default=USUAL_MONTHS, metavar="N",
        help=f"how many columns back are shown, drawn and averaged (usual: {USUAL_MONTHS})",
    )  # fmt: skip
    parser.add_argument("--marking", default="", help="another protective marking")
    parser.add_argument(
        "--accept", action="append", default=[], metavar="COUNT",
        help="a count that earlier editions gave away, by the name that the refusal gave it",
    )  # fmt: skip
    parser.add_argument(
        "--catalogue", metavar="FOLDER", type=Path, help="the council's own definitions"
    )
    parser.add_argument(
        "--out", metavar="FOLDER", type=Path,
        help="a new folder for the edition's files (it is kept in the data folder as well)",
    )  # fmt: skip
    parser.add_argument(
        "--rebuild", metavar="EDITION",
        help="make an edition again from what it rests on, and say whether every byte is the same",
    )  # fmt: skip
    add_actor(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Publish an edition, or make one again."""
    if chosen.rebuild:
        return _rebuild(chosen)
    if chosen.audience is None or chosen.period is None:
        raise Refused(
            Finding(
                Place("headway publish"),
                Severity.STOPS,
                "nobody says for whom, or for which period",
                "An edition is for one audience, about one period",
                "Say --audience public --period 2026-09",
            )
        )
    asked = PublishAsked(
        Audience(chosen.audience),
        chosen.period,
        actor(chosen),
        datetime.now(UTC),
        UNITS[chosen.units],
        chosen.card,
        chosen.policy,
        chosen.months,
        chosen.marking,
        chosen.catalogue,
        tuple(chosen.accept),
    )
    note("working the figures out, withholding and proving ...")
    made = publish(chosen.data, asked)
    say(f"Published: {made.note.heading}")
    for line in withheld_words(made):
        say(f"  {line}")
    say(f"Kept: {made.kept}")
    _write(chosen, made)
    return 0


def _write(chosen: argparse.Namespace, made: Edition) -> None:
    if chosen.out is not None:
        written = write_edition(made.files, chosen.out)
        say(f"Written: {written} files; begin with {chosen.out / INDEX}")


def _rebuild(chosen: argparse.Namespace) -> int:
    tell_made_again(chosen.data, chosen.rebuild)
    return 0


def tell_made_again(data: Path, name: str) -> None:
    """Make an edition again and say that it is the same; Refused says what is not, and why."""
    note("making the edition again ...")
    again = rebuild(data, name)
    say(f"Edition {name}: {again.files} files made again, every byte the same")
    for one in again.although:
        say(f"  although {one}")
