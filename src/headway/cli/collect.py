"""``headway collect``: what owners wrote into the workbook, taken back."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor, add_files
from headway.cli.commands import Commands
from headway.cli.printing import complain, say
from headway.cli.results import paper
from headway.domain.entries import Entry
from headway.domain.indicator import Unit
from headway.domain.problems import Severity
from headway.domain.show import show
from headway.services.analysis.collecting import keep_answers, read_answers

SHOWN = 60  # characters of a commentary


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "collect",
        help="take commentary and missing figures back from a workbook",
        description="Read the marked cells of workbooks that owners filled in, check every "
        "answer, and keep them in a data folder with who gave them and when. Without --into "
        "the answers are only checked and shown.",
    )
    add_files(parser, "a workbook that headway scorecard made and somebody filled in")
    parser.add_argument(
        "--into", metavar="FOLDER", type=Path, help="the data folder to keep the answers in"
    )
    add_actor(parser)
    parser.add_argument(
        "--take-good", action="store_true", help="keep the good answers where others are wrong"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read, show and keep the answers."""
    by = actor(chosen)
    collected = read_answers(chosen.files, today=paper().on, by=chosen.by.strip(), data=chosen.into)
    for each in collected:
        returned = each.returned
        say(f"{each.file}: {len(returned.entries)} answers, {returned.unanswered} left blank")
        for entry in returned.entries:
            say(f"  {_in_words(entry)}")
        complain(f for f in returned.findings if f.severity is not Severity.STOPS)
    if chosen.into is None:
        complain(f for each in collected for f in each.returned.findings if _stops(f.severity))
        say("Nothing was kept: say --into FOLDER to keep the answers.")
        return 0
    kept = keep_answers(
        collected, chosen.into, by=by, at=datetime.now(UTC), take_good=chosen.take_good
    )
    if kept is None:
        say("There is no answer to keep.")
    elif kept.new:
        say(f"Kept as {kept.name} in {chosen.into}.")
    else:
        say(f"These very answers are kept already, as {kept.name}.")
    return 0


def _stops(severity: Severity) -> bool:
    return severity is Severity.STOPS


def _in_words(entry: Entry) -> str:
    if isinstance(entry.value, str):
        text = " ".join(entry.value.split())
        given = f"“{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}”"
    else:
        decimals = 0 if entry.written.isdigit() else 1
        given = entry.written or show(entry.value, Unit.NUMBER, decimals)
    return f"{entry.indicator}, {entry.period}: {given} ({entry.by}, {entry.on})"
