"""The made-up council's exports, and the data folder they are loaded into."""

import json
import shutil
from pathlib import Path

from bench.children import Ended, python
from bench.figures import EXPORTED_ON, LAST_DAY
from bench.larger import put_together
from bench.work import Places

YEARS, SEED = 4, 1
ROWS_OF_A_CHILD = 10.7
"""Rows of all tables for each child of the area, in four years."""


def made(places: Places, rows: int) -> tuple[Ended, int]:
    """Make the exports unless they are there from an earlier time; give how many rows they have."""
    places.folder.mkdir(parents=True, exist_ok=True)
    told = places.folder / "made.json"
    if told.exists():
        kept = json.loads(told.read_text(encoding="utf-8"))
        print(f"The exports are those made earlier in {places.folder}")
        return Ended("", kept["seconds"], kept["peak"]), kept["rows"]
    print("Making the exports ...", flush=True)
    children = str(round(rows / ROWS_OF_A_CHILD))
    ended = python(
        *("-m", "headway", "synthetic", "--out", str(places.exports.parent), "--replace"),
        *("--children", children, "--years", str(YEARS), "--seed", str(SEED)),
        *("--until", LAST_DAY, "--forms", "headway"),
    )
    counted = sum(_lines(path) - 1 for path in places.exports.glob("*.csv"))
    kept = {"seconds": ended.seconds, "peak": ended.peak, "rows": counted}
    told.write_text(json.dumps(kept), encoding="utf-8", newline="\n")
    return ended, counted


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def loaded(places: Places, *, again: bool) -> Ended | None:
    """Load the exports into an empty data folder; None where what is there is to be kept."""
    if places.data.exists() and not again:
        return None
    print("Loading ...", flush=True)
    if places.data.exists():
        shutil.rmtree(places.data)
    return python(
        *("-m", "headway", "load", str(places.exports), "--into", str(places.data)),
        *("--as-of", EXPORTED_ON, "--by", "bench"),
    )


TEN_MILLION = 10_000_000


def copied(folder: Path, places: Places, rows: int) -> int:
    """Put a snapshot of so many rows together from one of ten million; give how many it has."""
    one = Places(folder / f"rows-{TEN_MILLION}")
    made(one, TEN_MILLION)
    loaded(one, again=False)
    told = places.folder / "made.json"
    if told.exists():
        return int(json.loads(told.read_text(encoding="utf-8"))["rows"])
    print("Putting copies of it together ...", flush=True)
    places.folder.mkdir(parents=True, exist_ok=True)
    found = put_together(one.data, round(rows / TEN_MILLION), places.data)
    told.write_text(json.dumps({"rows": found}), encoding="utf-8", newline="\n")
    return found
