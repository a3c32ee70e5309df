"""Percentages that a file holds as parts of one, where it cannot say how they were shown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from headway.domain.exact import exact_text
from headway.domain.printed import figure_in
from headway.domain.rounding import round_to
from headway.intake.layout import Layout
from headway.intake.looks import Look, look_of
from headway.intake.placing import Placed
from headway.intake.roles import BENCHMARKS, CHANGES, Role
from headway.readers.grid import Cell, CellKind

_SAME_UNIT = (Role.AVERAGE, Role.MAXIMUM, Role.YEAR_TO_DATE, Role.TARGET, *BENCHMARKS)
MOST_DECIMALS = 4


def all_within_one(cells: Iterable[Cell]) -> bool:
    """Whether every number lies between 0 and 1 without a sign of percent, and not all are whole.

    A row of noughts and ones alone says nothing.
    """
    cells = list(cells)
    if any(_signed(cell) is not None for cell in cells):
        return False
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


def lost_their_sign(cells: Sequence[Cell]) -> tuple[int, ...]:
    """Return which cells are parts of one among figures that all show their sign of percent.

    0.82 beside 80% and 81% has lost its format. Where most figures with their sign are
    themselves no more than 1%, nothing is assumed.
    """
    signed = [each for cell in cells if (each := _signed(cell)) is not None]
    if 2 * sum(each > 1 for each in signed) <= len(signed):
        return ()
    plain = ((at, _plain_number(cell)) for at, cell in enumerate(cells))
    return tuple(at for at, number in plain if number is not None and 0 < number < 1)


def with_their_sign(placed: Placed, columns: Iterable[int]) -> Placed:
    """Return a row with the parts of one in some columns shown as percentages."""
    cells = list(placed.cells)
    for at in columns:
        number = _plain_number(cells[at])
        if number is not None:
            cells[at] = _percentage(number)
    return replace(placed, cells=tuple(cells))


def _signed(cell: Cell) -> Fraction | None:
    """Return a figure that shows its sign of percent, as it is spoken; None for any other."""
    if cell.kind is CellKind.NUMBER and cell.percent:
        return (cell.number or Fraction(0)) * 100
    if cell.kind is CellKind.TEXT and look_of(cell.text) is Look.PERCENT:
        return figure_in(cell.text)
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
            cells[at] = _percentage(cell.number or Fraction(0))
    return replace(placed, cells=tuple(cells))


def _percentage(number: Fraction) -> Cell:
    shown = Fraction(round_to(number * 100, MOST_DECIMALS))
    return Cell(f"{exact_text(shown)}%", CellKind.NUMBER, number, percent=True)
