"""The sides, each run in a process of its own and in turn, and what they told."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from bench.children import Ended, python
from bench.work import Places

Told: TypeAlias = Mapping[str, float]
Measured: TypeAlias = Mapping[str, Sequence[tuple[Ended, Told]]]
"""For each side, each time it was started: the process, and the seconds it told."""

SIDES: Final = {
    "Headway": "with_headway.compared",
    "Headway, all": "with_headway.everything",
    "Headway, one more": "with_headway.one_more",
    "Headway, by number": "with_headway.by_number",
    "SQL by hand": "with_sql.compared",
    "reading once": "with_sql.reading",
    "pandas, in memory": "with_pandas.from_memory",
    "pandas, from files": "with_pandas.from_files",
}
USUAL: Final = tuple(side for side in SIDES if side != "Headway, by number")
FIGURED: Final = ("Headway", "SQL by hand", "pandas, in memory", "pandas, from files")
PANDAS: Final = frozenset({"pandas, in memory", "pandas, from files"})


def measured(
    places: Places,
    rounds: int,
    left_out: frozenset[str] = frozenset(),
    sides: Sequence[str] = USUAL,
) -> Measured:
    """Start every side in turn, so that each has its share of quiet and of busy moments."""
    asked = [side for side in sides if side not in left_out]
    found: dict[str, list[tuple[Ended, Told]]] = {side: [] for side in asked}
    for one in range(rounds):
        for side in asked:
            print(f"Calculating, round {one + 1}: {side} ...", flush=True)
            out = str(figures_file(places, side))
            repeats = "2" if side in PANDAS else "3"
            ended = python("-m", "bench.measure", side, str(places.folder), out, repeats)
            told = json.loads(ended.printed.splitlines()[-1])
            found[side].append((ended, told))
            _keep(places, side, told["processor"])
    return found


def _keep(places: Places, side: str, seconds: float) -> None:
    """Keep the least processor seconds of a side beside the data, for the plots."""
    path = places.folder / "best.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known[side] = min(seconds, known.get(side, seconds))
    path.write_text(json.dumps(known), encoding="utf-8", newline="\n")


def kept(places: Places) -> dict[str, float]:
    """Give the least processor seconds of each side that was measured with this data before."""
    path = places.folder / "best.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def figures_file(places: Places, side: str) -> Path:
    """Say where the figures of a side are kept to be compared."""
    return places.folder / f"figures-{side.replace(', ', '-').replace(' ', '-')}.json"


def best(found: Measured, side: str, name: str = "best") -> float:
    """Give the least that a side told."""
    return min(told[name] for _, told in found[side])
