"""``headway demo``: the main job on the example files that come with Headway."""

import argparse
import shutil
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.commands import Commands
from headway.cli.printing import note, say
from headway.cli.results import paper
from headway.domain.plan import ReviewSummary
from headway.domain.printed import Verdict
from headway.domain.scorecard import Scorecard
from headway.domain.show import show
from headway.domain.targets import Rag
from headway.domain.values import Number
from headway.services.analysis.demonstration import demonstrate, printed_and_worked_out
from headway.services.analysis.load_exports import Loaded

USUAL_FOLDER = "headway-demo"
TOLD = {  # of one figure, of several
    Verdict.AGREES: ("agrees with what Headway works out", "agree with what Headway works out"),
    Verdict.CUT: ("was cut rather than rounded", "were cut rather than rounded"),
    Verdict.DIFFERS: ("differs", "differ"),
    Verdict.CANNOT_TELL: ("cannot be told from the months given",) * 2,
}


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "demo",
        help="run the main job on the example files and say where the results are",
        description="Make the scorecards of two councils' published datasets and the summary of "
        "a third's development plan, from example files that hold their figures in our own words, "
        "and the scorecard of a made-up council with definitions and targets of its own.",
    )
    parser.add_argument(
        "--out",
        metavar="FOLDER",
        type=Path,
        default=Path(USUAL_FOLDER),
        help=f"the folder for the results (usual: {USUAL_FOLDER})",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run the demonstration and say what came of it."""
    done = demonstrate(
        chosen.out, paper(), at=datetime.now(UTC), tell=lambda doing: note(f"{doing} ...")
    )
    for card in done.scorecards:
        say(_scorecard(card))
    for review in done.plan.reviews:
        say(_review(review))
    for loaded in done.council.loads:
        say(_loaded(loaded))
    for card in done.council.scorecards:
        say(_worked_out(card))
    say(f"{_worked_out(done.council.restated)}, on the present map and by the present definitions")
    say("")
    say("Open this page in a browser; it links to every result:")
    say(f"  {done.index.resolve()}")
    say("")
    say("To try the office, where the month is entered, explained, signed off and published:")
    say(f"  {_command()} serve --demonstration")
    return 0


def _command() -> str:
    """Give the words that start Headway here: its name, or its Python where that is not found."""
    return "headway" if shutil.which("headway") else f"{sys.executable} -m headway"


def _scorecard(card: Scorecard) -> str:
    counts = printed_and_worked_out(card)
    told = ", ".join(
        f"{counts[verdict]} {one if counts[verdict] == 1 else several}"
        for verdict, (one, several) in TOLD.items()
        if counts[verdict]
    )
    said = [f"{len(card.rows)} indicators"]
    if told:
        said.append(f"of the figures printed beside them {told}")
    if coloured := _against_targets(card):
        said.append(f"of their targets, {coloured}")
    return f"{card.title}\n  {'; '.join(said)}"


def _against_targets(card: Scorecard) -> str:
    counts = Counter(row.standing.rag for row in card.rows if row.target)
    if counts.keys() <= {Rag.NONE}:
        return ""
    return ", ".join(f"{counts[rag]} {rag.value}" for rag in Rag if counts[rag])


def _review(review: ReviewSummary) -> str:
    overall = show(review.overall.value, decimals=1)
    printed = f" (printed {review.printed.printed})" if review.printed else ""
    means = ", ".join(
        f"{each.number}: {show(each.stands, decimals=1)}" for each in review.priorities
    )
    return f"Development plan, {review.review.label}: {overall} overall{printed}; {means}"


def _loaded(loaded: Loaded) -> str:
    source = sum(table.source for table in loaded.tables)
    kept = sum(table.loaded for table in loaded.tables)
    rejected = sum(table.rejected for table in loaded.tables)
    twice = sum(table.duplicates for table in loaded.tables)
    aside = sum(table.set_aside for table in loaded.tables)
    return (
        f"A made-up council's exports of {loaded.export_day}: {source:,} rows = {kept:,} loaded + "
        f"{rejected:,} rejected with a reason + {twice:,} told twice + {aside:,} set aside"
    )


def _worked_out(card: Scorecard) -> str:
    known = sum(isinstance(row.current, Number) for row in card.rows)
    return f"{card.title}, {card.period}: {known} of {len(card.rows)} indicators have a figure"
