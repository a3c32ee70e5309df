"""What every side must come to: the same figures, of the same indicators, months and units."""

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Final, TypeAlias

from bench.recipes import PARTS, RATES, RATIOS

Cell: TypeAlias = tuple[str, str, str, str]
"""Indicator, month as 2026-10, level, and unit (empty for the council and what has no unit)."""

Figures: TypeAlias = dict[Cell, tuple[int, int]]
"""Above and below the line in millionths; below is 0 for a count. Where both are 0: no entry.

Of a median, the two middle ones together stand above, and how many there are below.
"""

People: TypeAlias = Mapping[tuple[str, int, int, str], int]
"""How many people of an age live in an area, by area, year, age and cohort."""

MILLION = 1_000_000
FIRST, LAST, MONTHS = (2023, 11), (2026, 10), 36
LAST_DAY, EXPORTED_ON = "2026-10-31", "2026-11-01"


def month_name(number: int) -> str:
    """Write a month that is counted since the year 0 as 2026-10."""
    return f"{number // 12}-{number % 12 + 1:02d}"


def number_of(month: tuple[int, int]) -> int:
    """Count a month since the year 0."""
    return month[0] * 12 + month[1] - 1


NUMBERS: Final = range(number_of(FIRST), number_of(LAST) + 1)


def put(figures: Figures, cell: Cell, above: object, below: object) -> None:
    """Add a figure; nothing above and below is no figure. Beyond millionths it is rounded."""
    numbers = [round(Fraction(str(one or 0)) * MILLION) for one in (above, below)]
    if any(numbers):
        figures[cell] = (numbers[0], numbers[1])


def derive(figures: Figures, people: People, councils: Iterable[str]) -> Figures:
    """Add what is made of other figures: ratios, rates, and halves of shares."""
    made = dict(figures)
    by_name: dict[str, dict[tuple[str, str, str], tuple[int, int]]] = {}
    for (name, month, level, unit), numbers in figures.items():
        by_name.setdefault(name, {})[month, level, unit] = numbers
    for name, (above, below) in RATIOS.items():
        tops, bases = by_name.get(above, {}), by_name.get(below, {})
        for place in tops.keys() | bases.keys():
            top, base = tops.get(place, (0, 0))[0], bases.get(place, (0, 0))[0]
            put(made, (name, *place), Fraction(top, MILLION), Fraction(base, MILLION))
    for name, (of, half) in PARTS.items():
        for place, numbers in by_name.get(of, {}).items():
            put(made, (name, *place), Fraction(numbers[half == "below"], MILLION), 0)
    for name, (of, low, high, cohort) in RATES.items():
        wanted = {key[:3]: many for key, many in people.items() if key[3] == cohort}
        _rate(made, name, by_name.get(of, {}), wanted, list(councils), (low, high))
    return made


def _rate(
    made: Figures,
    name: str,
    counts: Mapping[tuple[str, str, str], tuple[int, int]],
    people: Mapping[tuple[str, int, int], int],
    councils: list[str],
    ages: tuple[int, int],
) -> None:
    """Divide by the people in the middle of the year before; only where an area has any."""
    places = sorted({(level, unit) for _, _, level, unit in made if unit})
    for number in NUMBERS:
        month, year = month_name(number), number // 12 - 1
        areas = {area for area, of, _ in people if of == year}
        wanted = [("council", "", councils)]
        wanted += [(level, unit, [unit]) for level, unit in places if unit in areas]
        for level, unit, lived in wanted:
            base = sum(
                people.get((area, year, age), 0)
                for area in lived
                for age in range(ages[0], ages[1] + 1)
            )
            top = counts.get((month, level, unit), (0, 0))[0]
            put(made, (name, month, level, unit), Fraction(top, MILLION), base)


def save(figures: Figures, path: Path, hidden: Iterable[Cell] = ()) -> None:
    """Write figures to a file, to be compared by another process.

    ``hidden`` are cells for which a side says that there can be no figure.
    """
    rows = [[*cell, *numbers] for cell, numbers in sorted(figures.items())]
    told = {"figures": rows, "hidden": sorted(hidden)}
    path.write_text(json.dumps(told), encoding="utf-8", newline="\n")


def read(path: Path) -> tuple[Figures, frozenset[Cell]]:
    """Read figures that ``save`` wrote, and the cells that are hidden."""
    told = json.loads(path.read_text(encoding="utf-8"))
    figures = {(row[0], row[1], row[2], row[3]): (row[4], row[5]) for row in told["figures"]}
    return figures, frozenset((one[0], one[1], one[2], one[3]) for one in told["hidden"])


def differences(
    sides: Mapping[str, Figures], hidden: frozenset[Cell], asked: frozenset[str]
) -> list[str]:
    """Say where sides differ from the first of them; nothing where they all agree.

    Cells that are hidden are not compared, nor is an indicator that was not ``asked``.
    """
    (name, first), *others = sides.items()
    told = []
    for other, figures in others:
        wrong = sorted(
            cell
            for cell in first.keys() | figures.keys()
            if cell[0] in asked and cell not in hidden and first.get(cell) != figures.get(cell)
        )
        if wrong:
            cell = wrong[0]
            indicators = sorted({one[0] for one in wrong})
            told.append(
                f"{other} differs from {name} in {len(wrong):,} figures"
                f" ({', '.join(indicators)}), the first {cell}:"
                f" {figures.get(cell)} instead of {first.get(cell)}"
            )
    return told
