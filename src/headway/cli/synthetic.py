"""``headway synthetic``: the exports of a made-up council."""

import argparse
from datetime import date
from pathlib import Path

from headway.cli.commands import Commands
from headway.cli.printing import say
from headway.services.analysis.make_synthetic import make_exports
from headway.synthetic.dials import LAST_DAY, Dials


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "synthetic",
        help="make the exports of a made-up council",
        description="Make exports as real case systems would: the same seed gives the same files.",
    )
    parser.add_argument("--children", metavar="N", type=int, default=60_000)
    parser.add_argument("--years", metavar="Y", type=int, default=3)
    parser.add_argument("--seed", metavar="S", type=int, default=1)
    parser.add_argument("--out", metavar="FOLDER", type=Path, required=True)
    parser.add_argument("--until", metavar="DATE", type=date.fromisoformat, default=LAST_DAY)
    parser.add_argument("--as-of", metavar="DATE", type=date.fromisoformat)
    parser.add_argument("--replace", action="store_true")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Make the exports and say what was made."""
    dials = Dials(
        children=chosen.children,
        years=chosen.years,
        seed=chosen.seed,
        until=chosen.until,
        as_of=chosen.as_of,
    )
    made = make_exports(chosen.out, dials, replace=chosen.replace)
    for table, rows in made.rows.items():
        say(f"{rows:>12,}  {table}")
    say(f"{sum(made.rows.values()):>12,}  rows in {made.folder}")
    return 0
