"""``headway calculate``: figures from the current snapshot."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from headway.cli.arguments import add_as_known, add_bases, add_likely, add_output
from headway.cli.commands import Commands
from headway.cli.printing import can_show_arrows, note, say, width
from headway.domain.calculation_results import Key, Level
from headway.domain.period_words import FORMS, period_from
from headway.domain.periods import Period
from headway.services.analysis.bases import Bases
from headway.services.analysis.calculate import Calculated, Wanted, calculate
from headway.services.analysis.output import write_file
from headway.services.analysis.usual_change import likely_words_of, usual_change
from headway.writers.calculated import results_csv, results_json, results_text
from headway.writers.terminal_page import Page

UNITS = {"all": tuple(Level), **{one.value: (one,) for one in Level}}
FORMATS = ("terminal", "csv", "json")


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "calculate",
        help="work figures out from the case rows that were loaded",
        description="Work out every calculated indicator for a period, for the council and every "
        "service, locality and team. A figure that cannot be worked out says why.",
    )
    add_data_and_period(parser)
    parser.add_argument(
        "--units",
        choices=list(UNITS),
        help="the level of organisation (default: the council on the screen, all in csv and json)",
    )
    parser.add_argument(
        "--indicators", metavar="NAME", nargs="+", default=[], help="only these indicators"
    )
    parser.add_argument(
        "--by",
        dest="breakdown",
        metavar="COLUMN",
        default="",
        help="part the figures by a column that their definitions allow, such as person.sex",
    )
    add_bases(parser)
    add_likely(parser)
    parser.add_argument("--format", choices=FORMATS, default="terminal", help="how it is given")
    add_output(parser)
    parser.set_defaults(run=run)


def add_data_and_period(parser: argparse.ArgumentParser) -> None:
    """Add the data folder, the period and the council's own definitions."""
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, required=True, help="the data folder"
    )
    parser.add_argument(
        "--period", metavar="PERIOD", type=period_argument, required=True, help=FORMS
    )
    parser.add_argument(
        "--catalogue",
        metavar="FOLDER",
        type=Path,
        help="the council's own definitions, laid over those that come with Headway",
    )
    add_as_known(parser)


def period_argument(text: str) -> Period:
    """Read a period from the command line."""
    try:
        return period_from(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong


def run(chosen: argparse.Namespace) -> int:
    """Work the figures out and give them in the chosen form."""
    wanted = Wanted(
        chosen.period,
        UNITS[chosen.units or ("council" if chosen.format == "terminal" else "all")],
        tuple(chosen.indicators),
        chosen.breakdown,
        Bases(chosen.organisation, chosen.definitions),
        chosen.as_known,
    )
    found = calculate(chosen.data, wanted, chosen.catalogue)
    if found.known and chosen.format != "terminal":
        note(found.known)
    written = _written(found, chosen.format, _likely(found, chosen))
    if chosen.out is None:
        say(written.rstrip("\n"))
        return 0
    encoding = "utf-8-sig" if chosen.format == "csv" else "utf-8"
    made = write_file(chosen.out, written.encode(encoding), "figures", replace=chosen.replace)
    say(f"Wrote {made.what}: {made.path}")
    return 0


def _likely(found: Calculated, chosen: argparse.Namespace) -> dict[Key, str]:
    if not chosen.likely:
        return {}
    indicators = {one.id: one for one in found.indicators}
    usual = usual_change(chosen.data, tuple(indicators), chosen.catalogue, chosen.as_known)
    return likely_words_of(usual, found.results, indicators)


def _written(found: Calculated, form: str, likely: Mapping[Key, str]) -> str:
    indicators = {one.id: one for one in found.indicators}
    if form == "csv":
        return results_csv(found.results, found.unit_names, likely)
    if form == "json":
        about = {"snapshot": found.snapshot, "catalogue": found.catalogue}
        about |= {"known": found.known} if found.known else {}
        return results_json(found.results, indicators, found.unit_names, about, likely)
    page = Page(width(), can_show_arrows())
    if found.known:
        page.lines += page.wrapped(found.known, page.width)
        page.blank()
    return results_text(found.results, indicators, found.unit_names, page, likely)
