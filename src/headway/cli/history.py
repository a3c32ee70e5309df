"""``headway history``: what published sheets hold, as tidy data, kept for good."""

import argparse
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.arguments import actor, add_actor, add_files, add_recognition
from headway.cli.commands import Commands
from headway.cli.printing import complain, say
from headway.domain.published import PublishedDataset
from headway.domain.values import Number
from headway.services.analysis.editions import all_findings, read_editions
from headway.services.analysis.keeping import keep_history


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "history",
        help="read published sheets into tidy data and keep it",
        description="Read published sheets and say what they hold and what was not certain. "
        "With --into, keep it in a data folder as tidy csv files with a data dictionary. What "
        "is kept never changes, and wins over what is worked out later.",
    )
    add_files(parser, "a published sheet: a workbook, a csv file, or text taken from a paper")
    parser.add_argument(
        "--into", metavar="FOLDER", type=Path, help="the data folder; it is made if it is new"
    )
    add_actor(parser)
    add_recognition(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read the sheets, say what is in them, and keep them where asked."""
    editions = read_editions(chosen.files, mapping=chosen.mapping, catalogue=chosen.catalogue)
    for dataset in editions.datasets:
        say(_in_words(dataset))
    complain(all_findings(editions.datasets))
    if chosen.into is None:
        say("Nothing was kept: say --into FOLDER to keep it.")
        return 0
    kept = keep_history(editions, chosen.into, by=actor(chosen), at=datetime.now(UTC))
    if kept.new:
        say(f"Kept as {kept.name}; the tidy files and their dictionary are in {kept.folder}")
    else:
        say(f"The very same is kept already, as {kept.name}, in {kept.folder}")
    return 0


def _in_words(dataset: PublishedDataset) -> str:
    figures = [figure for row in dataset.rows for figure in row.figures]
    numbers = sum(isinstance(figure.value, Number) for figure in figures)
    how = Counter(finding.severity.value for finding in dataset.findings)
    noticed = ", ".join(f"{count} {severity}" for severity, count in how.items()) or "nothing"
    return (
        f"{dataset.file}: “{dataset.title}”, edition {dataset.edition}, {len(dataset.rows)} "
        f"indicators, {dataset.columns[0]} to {dataset.period}, {numbers} numbers and "
        f"{len(figures) - numbers} other cells. Noticed: {noticed}."
    )
