"""Percentages that a file holds as parts of one, where it cannot say how they were shown."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from headway.domain.exact import exact_text
from headway.domain.rounding import round_to
from headway.intake.layout import Layout
from headway.intake.placing import Placed
from headway.intake.roles import BENCHMARKS, CHANGES, Role
from headway.readers.grid import Cell, CellKind

_SAME_UNIT = (Role.AVERAGE, Role.MAXIMUM, Role.YEAR_TO_DATE, Role.TARGET, *BENCHMARKS)
MOST_DECIMALS = 4


def all_within_one(cells: Iterable[Cell]) -> bool:
    """Whether every number lies between 0 and 1 without a sign of percent, and not all are whole.

    A row of noughts and ones alone says nothing.
    """
    numbers = [number for cell in cells if (number := _plain_number(cell)) is not None]
    return (
        bool(numbers)
        and all(0 <= each <= 1 for each in numbers)
        and any(each.denominator > 1 for each in numbers)
    )


def _plain_number(cell: Cell) -> Fraction | None:
    if cell.kind is CellKind.NUMBER and not cell.percent:
        return cell.number
    if cell.kind is CellKind.TEXT and cell.text.replace(".", "", 1).isdigit():
        return Fraction(cell.text)
    return None


def as_percentages(placed: Placed, layout: Layout) -> Placed:
    """Return a row with its figures, and what is counted in the same unit, shown as percentages."""
    same = layout.all(Role.PERIOD, *_SAME_UNIT)
    return _changed(placed, same, lambda number: 0 <= number <= 1)


def with_changes_as_percentages(placed: Placed, layout: Layout) -> Placed:
    """Return a row whose broken printed changes (-0.05) are shown as percentages (-5%)."""
    return _changed(placed, layout.all(*CHANGES), lambda number: number.denominator > 1)


def _changed(placed: Placed, columns: Iterable[int], meant: Callable[[Fraction], bool]) -> Placed:
    cells = list(placed.cells)
    for at in columns:
        cell = cells[at]
        if cell.kind is CellKind.NUMBER and not cell.percent and meant(cell.number or Fraction(0)):
            number = cell.number or Fraction(0)
            shown = Fraction(round_to(number * 100, MOST_DECIMALS))
            cells[at] = Cell(f"{exact_text(shown)}%", CellKind.NUMBER, number, percent=True)
    return replace(placed, cells=tuple(cells))
