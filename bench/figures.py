"""What every side must come to: the same figures, of the same indicators, months and units."""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Final, TypeAlias

Cell: TypeAlias = tuple[str, str, str, str]
"""Indicator, month as 2026-10, level, and unit (empty for the council and what has no unit)."""

Figures: TypeAlias = dict[Cell, tuple[int, int]]
"""Above and below the line; below is 0 for a count. Where both are 0 there is no entry."""

COUNTS: Final = (
    "direct-contacts",
    "early-help-assessments-completed-all-ages",
    "early-help-assessments-completed-children",
    "early-help-assessments-completed-partnership",
    "early-help-assessments-started",
    "exploitation-risk-medium-or-high",
    "exploitation-screenings",
    "family-feedback-listened-to",
    "family-feedback-received",
    "front-door-contacts",
    "group-attendances",
)
SHARES: Final = (
    "early-help-assessments-within-30-days-percentage",
    "front-door-early-help-percentage",
    "supervision-on-time-percentage",
)
COMPARED: Final = (*COUNTS, *SHARES)
"""Indicators that are counts over rows, so that one statement and plain masks can give them."""

FIRST, LAST, MONTHS = (2023, 11), (2026, 10), 36
LAST_DAY, EXPORTED_ON = "2026-10-31", "2026-11-01"


def month_name(number: int) -> str:
    """Write a month that is counted since the year 0 as 2026-10."""
    return f"{number // 12}-{number % 12 + 1:02d}"


def number_of(month: tuple[int, int]) -> int:
    """Count a month since the year 0."""
    return month[0] * 12 + month[1] - 1


def put(figures: Figures, cell: Cell, above: object, below: object) -> None:
    """Add a figure; nothing above and below is no figure. ValueError for one that is not whole."""
    numbers = Fraction(str(above or 0)), Fraction(str(below or 0))
    if any(one.denominator != 1 for one in numbers):
        raise ValueError(f"{cell} is no whole number: {above} of {below}")
    if any(numbers):
        figures[cell] = (int(numbers[0]), int(numbers[1]))


def save(figures: Figures, path: Path) -> None:
    """Write figures to a file, to be compared by another process."""
    rows = [[*cell, *numbers] for cell, numbers in sorted(figures.items())]
    path.write_text(json.dumps(rows), encoding="utf-8", newline="\n")


def read(path: Path) -> Figures:
    """Read figures that ``save`` wrote."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {(row[0], row[1], row[2], row[3]): (row[4], row[5]) for row in rows}


def differences(sides: Mapping[str, Figures]) -> list[str]:
    """Say where sides differ from the first of them; nothing where they all agree."""
    (name, first), *others = sides.items()
    told = []
    for other, figures in others:
        wrong = sorted(
            cell for cell in first.keys() | figures.keys() if first.get(cell) != figures.get(cell)
        )
        if wrong:
            cell = wrong[0]
            told.append(
                f"{other} differs from {name} in {len(wrong):,} figures, the first {cell}:"
                f" {figures.get(cell)} instead of {first.get(cell)}"
            )
    return told
