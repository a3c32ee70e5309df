"""``headway synthetic``: the exports of a made-up council."""

import argparse
from pathlib import Path

from headway.cli.arguments import day_argument
from headway.cli.commands import Commands
from headway.cli.printing import say
from headway.services.analysis.make_synthetic import (
    ALL_FORMS,
    FAULTS,
    FAULTY_ROWS,
    dials_from,
    make_exports,
)
from headway.synthetic.dials import LAST_DAY, NUMBERS, SWITCHES, Dials, fault_names
from headway.synthetic.exports import Form

USUAL = Dials(children=60_000, years=3, seed=1)


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "synthetic",
        help="make the exports of a made-up council",
        description="Make exports as real case systems would, of a council that never was. The"
        " same dials and the same seed give the same files.",
    )
    parser.add_argument("--out", metavar="FOLDER", type=Path, required=True, help="where to")
    parser.add_argument("--children", metavar="N", type=int, help="who live in the area (60,000)")
    parser.add_argument("--years", metavar="Y", type=int, help="how long back they reach (3)")
    parser.add_argument("--seed", metavar="S", type=int, help="another number, another council (1)")
    parser.add_argument(
        "--until", metavar="DATE", type=day_argument, help=f"the last day made up ({LAST_DAY})"
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=day_argument,
        help="the day of the export: what is not yet recorded on it is left out (the last day)",
    )
    parser.add_argument(
        "--forms",
        metavar="FORM",
        nargs="+",
        choices=[form.value for form in Form],
        help="only these: headway (templates), ssd, annex-a",
    )
    parser.add_argument("--dials", metavar="FILE", type=Path, help="a TOML file with any of these")
    parser.add_argument("--replace", action="store_true", help="write over an earlier export")
    _add_dials(parser)
    parser.set_defaults(run=run)


def _add_dials(parser: argparse.ArgumentParser) -> None:
    dials = parser.add_argument_group("dials", "shares from 0 to 1; strengths from 0 to 2")
    for name in NUMBERS:
        usual = getattr(USUAL, name)
        dials.add_argument(_flag(name), metavar="X", type=float, help=f"usually {usual}")
    for name in SWITCHES:
        dials.add_argument(_flag(name), action=argparse.BooleanOptionalAction, default=None)
    faults = parser.add_argument_group("faults", "the share of the rows that could have each")
    faults.add_argument("--faults", metavar="X", type=float, help="the share of all kinds together")
    for name in fault_names():
        faults.add_argument(_flag(name), metavar="X", type=float)


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def run(chosen: argparse.Namespace) -> int:
    """Make the exports and say what was made."""
    names = ("children", "years", "seed", "until", "as_of", "faults", *NUMBERS, *SWITCHES)
    given = {name: getattr(chosen, name) for name in (*names, *fault_names())}
    dials = dials_from(
        chosen.dials, {name: value for name, value in given.items() if value is not None}
    )
    forms = frozenset(Form(each) for each in chosen.forms) if chosen.forms else ALL_FORMS
    made = make_exports(chosen.out, dials, forms=forms, replace=chosen.replace)
    say(f"A made-up council of {dials.children:,} children, {dials.start} to {dials.day}")
    for form in Form:
        tables = {table: count for (of, table), count in made.rows.items() if of is form}
        if tables:
            say(f"  {form.value}: {sum(tables.values()):,} rows in {len(tables)} tables")
    planted = sum(made.faults.values())
    where = f": see {FAULTS} and {FAULTY_ROWS}" if planted else " (ask for some with --faults 0.01)"
    say(f"  {planted:,} faults planted{where}")
    say(f"Written to {made.folder.resolve()}")
    form = next(form for form in Form if form in forms)
    folder = chosen.out / form.value
    say(f"To load them: headway load {folder} --into our-data --as-of {dials.day}")
    return 0
