"""What it costs with more rows, and with more indicators: in processor seconds, and plotted.

The time of all processors together is what a busy machine disturbs least.
"""

from collections.abc import Mapping
from pathlib import Path

from bench.making import loaded, made
from bench.plot import Points, plot
from bench.sides import Measured, kept, measured
from bench.work import Places

SHARES = (0.03, 0.1, 0.3, 1.0)
BY_ROWS = ("Headway", "SQL by hand", "reading once", "pandas, in memory", "pandas, from files")
BY_NUMBER = "Headway, by number"


def draw(folder: Path, images: Path, most: int, rounds: int) -> None:
    """Measure with fewer rows up to ``most``, and with fewer indicators; write the two plots.

    A side that was measured with the same data before is not measured again.
    """
    lines: dict[str, list[tuple[float, float]]] = {one: [] for one in BY_ROWS}
    for share in SHARES:
        places = Places(folder / f"rows-{round(most * share)}")
        _, rows = made(places, round(most * share))
        loaded(places, again=False)
        measured(places, rounds, sides=[one for one in BY_ROWS if one not in kept(places)])
        seconds = kept(places)
        for side in BY_ROWS:
            lines[side].append((rows, seconds[side]))
        _print(rows, {side: seconds[side] for side in BY_ROWS})
    places = Places(folder / f"rows-{most}")
    numbers = by_number(measured(places, rounds, sides=(BY_NUMBER,)))
    print(
        "Indicators: " + ", ".join(f"{number:.0f} {seconds:.3f} s" for number, seconds in numbers)
    )
    images.mkdir(parents=True, exist_ok=True)
    _write(
        images / "bench-rows.svg",
        plot("Every indicator, 36 months, all units", "rows in all tables", lines, log=True),
    )
    rows_said = f"{lines['Headway'][-1][0] / 1_000_000:.1f} million rows"
    _write(
        images / "bench-indicators.svg",
        plot(f"{rows_said}, 36 months, all units", "indicators", {"Headway": numbers}, log=False),
    )


def by_number(found: Measured) -> Points:
    """Give the seconds for each number of indicators."""
    told = found[BY_NUMBER][0][1]
    names = [name for name in told if name.startswith("first ")]
    return [
        (float(name.removeprefix("first ")), min(one[name] for _, one in found[BY_NUMBER]))
        for name in names
        if name != "first"
    ]


def _print(rows: int, seconds: Mapping[str, float]) -> None:
    print(f"{rows:,} rows: " + ", ".join(f"{name} {one:.3f} s" for name, one in seconds.items()))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"Written: {path}")
