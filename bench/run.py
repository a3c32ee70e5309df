"""``make bench``: a made-up council, loaded and calculated, beside SQL by hand and pandas.

Everything is measured in this one run, in processes of their own, several times in turn, and the
best is taken: ratios are what counts, since the machine may have other things to do.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.children import Ended, machine, python
from bench.figures import COMPARED, EXPORTED_ON, LAST_DAY, MONTHS, differences, read
from bench.measure import SIDES
from bench.work import Places

YEARS, SEED = 4, 1
ROWS_OF_A_CHILD = 10.7
"""Rows of all tables for each child of the area, in four years."""

FIGURED = ("Headway", "SQL by hand", "pandas, in memory", "pandas, from files")


def main() -> None:
    """Measure and print."""
    asked = _asked()
    places = Places(asked.folder / f"rows-{asked.rows}")
    places.folder.mkdir(parents=True, exist_ok=True)
    for line in machine():
        print(line)
    print(
        f"Python with duckdb {version('duckdb')}, pandas {version('pandas')},"
        f" numpy {version('numpy')}, sqlglot {version('sqlglot')}"
    )
    made, rows = _made(places, asked.rows)
    loaded = [_loaded(places, one) for one in range(asked.loads)]
    measured = _measured(places, asked.rounds)
    _agree(places)
    print(f"\n{rows:,} rows in {len(list(places.exports.glob('*.csv')))} files\n")
    _print_making(made, loaded, rows)
    _print_calculating(measured)
    _print_ratios(measured)
    for line in machine()[1:]:
        print(f"\nAt the end, {line}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="about so many (1,000,000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each side is started")
    parser.add_argument("--loads", type=int, default=3, help="how often the exports are loaded")
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "headway-bench",
        help="where the exports are kept for the next time",
    )
    return parser.parse_args()


def _made(places: Places, rows: int) -> tuple[Ended, int]:
    """Make the exports unless they are there from an earlier time."""
    told = places.folder / "made.json"
    if told.exists():
        kept = json.loads(told.read_text(encoding="utf-8"))
        print(f"The exports are those made earlier in {places.folder}")
        return Ended("", kept["seconds"], kept["peak"]), kept["rows"]
    print("Making the exports ...", flush=True)
    children = str(round(rows / ROWS_OF_A_CHILD))
    made = python(
        *("-m", "headway", "synthetic", "--out", str(places.exports.parent), "--replace"),
        *("--children", children, "--years", str(YEARS), "--seed", str(SEED)),
        *("--until", LAST_DAY, "--forms", "headway"),
    )
    counted = sum(_lines(path) - 1 for path in places.exports.glob("*.csv"))
    kept = {"seconds": made.seconds, "peak": made.peak, "rows": counted}
    told.write_text(json.dumps(kept), encoding="utf-8", newline="\n")
    return made, counted


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def _loaded(places: Places, number: int) -> Ended:
    print(f"Loading, time {number + 1} ...", flush=True)
    if places.data.exists():
        shutil.rmtree(places.data)
    return python(
        *("-m", "headway", "load", str(places.exports), "--into", str(places.data)),
        *("--as-of", EXPORTED_ON, "--by", "bench"),
    )


def _measured(places: Places, rounds: int) -> dict[str, list[tuple[Ended, dict[str, float]]]]:
    """Start every side in turn, so that each has its share of quiet and of busy moments."""
    found: dict[str, list[tuple[Ended, dict[str, float]]]] = {side: [] for side in SIDES}
    for one in range(rounds):
        for side in SIDES:
            print(f"Calculating, round {one + 1}: {side} ...", flush=True)
            out = str(_figures_file(places, side))
            ended = python("-m", "bench.measure", side, str(places.folder), out, "3")
            found[side].append((ended, json.loads(ended.printed.splitlines()[-1])))
    return found


def _figures_file(places: Places, side: str) -> Path:
    return places.folder / f"figures-{side.replace(', ', '-').replace(' ', '-')}.json"


def _agree(places: Places) -> None:
    """Stop where the sides did not come to the same: then they did not do the same work."""
    sides = {side: read(_figures_file(places, side)) for side in (*FIGURED, "Headway, all")}
    wrong = differences(sides)
    if wrong or not sides["Headway"]:
        raise SystemExit("The figures do not agree.\n" + "\n".join(wrong))
    print(
        f"\nAll sides agree on {len(sides['Headway']):,} figures: {len(COMPARED)} indicators,"
        f" {MONTHS} months, team, locality, service and council."
    )


def _print_making(made: Ended, loaded: Sequence[Ended], rows: int) -> None:
    best = min(loaded, key=lambda one: one.seconds)
    print(f"{'':24}{'seconds':>10}{'rows/s':>12}{'peak MiB':>12}")
    for name, ended in (("making the exports", made), ("loading them", best)):
        print(f"{name:24}{ended.seconds:>10.1f}{rows / ended.seconds:>12,.0f}{_mib(ended):>12}")


def _mib(ended: Ended) -> str:
    return "unknown" if ended.peak is None else f"{ended.peak:,.0f}"


def _print_calculating(measured: dict[str, list[tuple[Ended, dict[str, float]]]]) -> None:
    print("\nSeconds; best of all. “cold” is a whole program from its start, “first” and “best”")
    print("are runs within it after it has made itself ready.\n")
    print(f"{'':24}{'cold':>9}{'ready':>9}{'first':>9}{'best':>9}{'peak MiB':>12}")
    for side, rounds in measured.items():
        cold = min(ended.seconds - _after_first(told) for ended, told in rounds)
        ready, first, best = (min(told[one] for _, told in rounds) for one in _NAMES)
        peak = min((ended for ended, _ in rounds), key=lambda one: one.peak or 0)
        print(f"{side:24}{cold:>9.2f}{ready:>9.2f}{first:>9.2f}{best:>9.3f}{_mib(peak):>12}")
    for side in ("Headway", "Headway, all"):
        told = min((told for _, told in measured[side]), key=lambda one: one["best"])
        print(
            f"\n{side}: {told['indicators']:.0f} indicators in {told['statements']:.0f} statements,"
            f" {told['in statements']:.3f} of {told['best']:.3f} s within them"
        )


_NAMES = ("ready", "first", "best")


def _after_first(told: dict[str, float]) -> float:
    """Give the seconds of a process that came after its first run."""
    return told["all runs"] - told["first"] + told["afterwards"]


def _print_ratios(measured: dict[str, list[tuple[Ended, dict[str, float]]]]) -> None:
    def best(side: str, name: str = "best") -> float:
        return min(told[name] for _, told in measured[side])

    ratios: list[tuple[str, Callable[[], float], str]] = [
        ("Headway to SQL by hand", lambda: best("Headway") / best("SQL by hand"), "at most 1.5"),
        (
            "  its statements alone",
            lambda: best("Headway", "in statements") / best("SQL by hand"),
            "",
        ),
        (
            "pandas in memory to Headway",
            lambda: best("pandas, in memory") / best("Headway"),
            "at least 7",
        ),
        (
            "pandas from files to Headway",
            lambda: best("pandas, from files") / best("Headway"),
            "at least 20",
        ),
        ("SQL by hand to reading once", lambda: best("SQL by hand") / best("reading once"), ""),
    ]
    print(f"\n{'Ratios':32}{'':>8}  {'budget'}")
    for name, ratio, budget in ratios:
        print(f"{name:32}{ratio():>8.2f}  {budget}")


if __name__ == "__main__":
    main()
