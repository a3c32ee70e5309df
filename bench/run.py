"""``make bench``: a made-up council, loaded and calculated, beside SQL by hand and pandas.

Everything is measured in this one run, in processes of their own, several times in turn, and the
best is taken: ratios are what counts, since the machine may have other things to do. It stops
where the figures are not the same, and where the catalogue has an indicator that nobody listed.
"""

import argparse
import tempfile
from importlib.metadata import version
from pathlib import Path

from bench import curves
from bench.children import machine
from bench.figures import MONTHS, differences, read
from bench.making import copied, loaded, made
from bench.recipes import COVERED, NOT_COVERED
from bench.report import print_budgets, print_calculating, print_making
from bench.sides import FIGURED, PANDAS, Measured, figures_file, measured
from bench.with_headway import calculated
from bench.work import Places
from headway.catalogue.loading import load_catalogue

MOST_LOADED = 20_000_000
"""Rows beyond which copies of a snapshot of ten million stand in for a load."""
MOST_FOR_PANDAS = 20_000_000
"""Rows beyond which pandas is not asked: it would need more memory than most computers have."""


def main() -> None:
    """Measure and print."""
    asked = _asked()
    known = calculated(load_catalogue(None))
    if strange := unlisted(known, COVERED | NOT_COVERED.keys()):
        raise SystemExit(strange)
    _print_machine()
    if asked.curves:
        curves.draw(asked.folder, asked.images, asked.rows, asked.rounds)
        return
    places = Places(asked.folder / f"rows-{asked.rows}")
    if asked.rows > MOST_LOADED:
        first, loads, rows = None, [], copied(asked.folder, places, asked.rows)
    else:
        first, rows = made(places, asked.rows)
        loads = [loaded(places, again=not asked.keep) for _ in range(asked.loads)]
    found = measured(places, asked.rounds, _left_out(asked.rows))
    _agree(places, found)
    print(f"\n{rows:,} rows\n")
    if first is not None:
        print_making(first, [one for one in loads if one is not None], rows)
    print_calculating(found)
    print_budgets(found, rows)
    for line in machine()[1:]:
        print(f"\nAt the end, {line}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="about so many (1,000,000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each side is started")
    parser.add_argument("--loads", type=int, default=1, help="how often the exports are loaded")
    parser.add_argument("--keep", action="store_true", help="use what was loaded before")
    parser.add_argument("--curves", action="store_true", help="plot the cost against the number")
    parser.add_argument("--images", type=Path, default=Path("docs/images"), help="for the plots")
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "headway-bench",
        help="where the exports are kept for the next time",
    )
    return parser.parse_args()


def _print_machine() -> None:
    for line in machine():
        print(line)
    print(
        f"Python with duckdb {version('duckdb')}, pandas {version('pandas')},"
        f" numpy {version('numpy')}, sqlglot {version('sqlglot')}"
    )


def unlisted(known: frozenset[str], listed: frozenset[str]) -> str:
    """Say what the catalogue and the lists do not have in common; nothing where they agree."""
    strange, gone = sorted(known - listed), sorted(listed - known)
    told = [f"on no side's list: {', '.join(strange)}"] if strange else []
    told += [f"listed, but no longer calculated: {', '.join(gone)}"] if gone else []
    if not told:
        return ""
    return "\n".join(
        (
            "The benchmark does not know the catalogue's indicators.",
            *told,
            "Change bench/recipes.py: add them to both sides, or to NOT_COVERED with the reason.",
        )
    )


def _left_out(rows: int) -> frozenset[str]:
    if rows <= MOST_FOR_PANDAS:
        return frozenset()
    print(f"pandas is not asked beyond {MOST_FOR_PANDAS:,} rows")
    return PANDAS


def _agree(places: Places, found: Measured) -> None:
    """Stop where the sides did not come to the same: then they did not do the same work."""
    read_ones = {side: read(figures_file(places, side)) for side in FIGURED if side in found}
    sides = {side: figures for side, (figures, _) in read_ones.items()}
    _, hidden = read_ones["Headway"]
    wrong = differences(sides, hidden, COVERED)
    if wrong or not sides["Headway"]:
        raise SystemExit("The figures do not agree.\n" + "\n".join(wrong))
    compared = sum(cell not in hidden for cell in sides["Headway"])
    print(
        f"\nAll sides agree on {compared:,} figures that are not nought: {len(COVERED)} indicators,"
        f" {MONTHS} months, team, locality, service and council; {len(hidden):,} have no figure,"
        " since the exports do not cover them"
    )
    for name, reason in NOT_COVERED.items():
        print(f"Not compared: {name} ({reason})")


if __name__ == "__main__":
    main()
