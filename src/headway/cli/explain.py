"""``headway explain``: what an indicator means and how it is worked out."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from headway.cli.calculate import period_argument
from headway.cli.commands import Commands
from headway.cli.printing import say, width
from headway.domain.period_words import FORMS
from headway.services.analysis.explain import explain


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "explain",
        help="say what an indicator means and how it is worked out",
        description="Give an indicator's definition, its calculation in words, its worked "
        "examples, where its data come from, who uses it and, last, the statement. No data is "
        "needed.",
    )
    parser.add_argument("indicator", metavar="INDICATOR", help="the indicator's identifier")
    parser.add_argument("--period", metavar="PERIOD", type=period_argument, help=FORMS)
    parser.add_argument(
        "--catalogue",
        metavar="FOLDER",
        type=Path,
        help="the council's own definitions, laid over those that come with Headway",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the page of the indicator."""
    page = explain(chosen.indicator, chosen.period, chosen.catalogue)
    say("\n".join(_wrapped(page.rstrip("\n").splitlines(), min(width(), 100))))
    return 0


def _wrapped(lines: Sequence[str], columns: int) -> Iterator[str]:
    """Wrap what is read, and leave drawn tables and the statement as they are."""
    fenced = False
    for line in lines:
        fenced ^= line.startswith("```")
        if fenced or line.startswith("```"):
            yield line
        else:
            hang = "  " if line.startswith("- ") else ""
            found = wrap(
                line,
                columns,
                subsequent_indent=hang,
                break_long_words=False,
                break_on_hyphens=False,
            )
            yield from found or [""]
