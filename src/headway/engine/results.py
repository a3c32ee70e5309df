"""Results as columns: a result of its own is made only where somebody asks for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import overload

import numpy as np
import numpy.typing as npt

from headway.domain.calculation_results import Breakdown, Result, UnitRef
from headway.domain.periods import Period
from headway.domain.values import Absent, Number, Value
from headway.engine.grid import Whole

NOT_SHOWN = -1
"""Stands for the rows left out where there is no figure at all, nor anything it is made of."""
NUMBER = 0
"""The state of a figure that is a number; others are 1 and more, a place among the reasons."""


@dataclass(frozen=True, slots=True)
class Axes:
    """What the rows, columns and layers of the arrays are."""

    periods: tuple[Period, ...]
    units: tuple[UnitRef, ...]
    parts: tuple[Breakdown | None, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one indicator, in the order in which they are given.

    ``cells`` are places in arrays of periods by units by parts. The figure is ``above`` times
    ``times`` over ``over``, divided by ``below`` where it ``divides``; both stand in units of a
    ``scale``-th. ``states`` are NUMBER, or the place from 1 of the reason in ``reasons``.
    ``shows`` says which of the parts a result shows.
    """

    indicator: str
    axes: Axes
    cells: Whole
    above: Whole
    below: Whole
    left_out: Whole
    states: npt.NDArray[np.int16]
    reasons: tuple[Absent, ...]
    scales: tuple[int, int] = (1, 1)
    times: int = 1
    over: int = 1
    divides: bool = False
    shows: tuple[bool, bool] = (True, False)

    def taken(self, which: npt.NDArray[np.bool_]) -> "Figures":
        """Give those of the figures that are named."""
        return Figures(
            self.indicator,
            self.axes,
            self.cells[which],
            self.above[which],
            self.below[which],
            self.left_out[which],
            self.states[which],
            self.reasons,
            self.scales,
            self.times,
            self.over,
            self.divides,
            self.shows,
        )

    def result(self, place: int) -> Result:
        """Make one result."""
        axes = self.axes
        cell, part = divmod(int(self.cells[place]), len(axes.parts))
        period, unit = divmod(cell, len(axes.units))
        about = (self.indicator, axes.periods[period], axes.units[unit], axes.parts[part])
        state = int(self.states[place])
        above = Fraction(int(self.above[place]), self.scales[0])
        below = Fraction(int(self.below[place]), self.scales[1])
        value: Value
        if state == NUMBER:
            value = Number(above * self.times / (below * self.over if self.divides else self.over))
        else:
            value = self.reasons[state - 1]
            if self.left_out[place] == NOT_SHOWN:
                return Result(*about, None, None, value)
        shown = above if self.shows[0] else None
        base = below if self.shows[1] else None
        return Result(*about, shown, base, value, int(self.left_out[place]))


@dataclass(frozen=True, slots=True)
class Results(Sequence[Result]):
    """Figures of several indicators, one after another: a sequence of results."""

    figures: tuple[Figures, ...]

    def __len__(self) -> int:
        return sum(len(one.cells) for one in self.figures)

    def __iter__(self) -> Iterator[Result]:
        for one in self.figures:
            for place in range(len(one.cells)):
                yield one.result(place)

    @overload
    def __getitem__(self, place: int) -> Result: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Result]: ...

    def __getitem__(self, place: int | slice) -> Result | Sequence[Result]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        left = place if place >= 0 else place + len(self)
        if left >= 0:
            for one in self.figures:
                if left < len(one.cells):
                    return one.result(left)
                left -= len(one.cells)
        raise IndexError(place)

    def of(
        self, indicator: str = "", period: Period | None = None, unit: UnitRef | None = None
    ) -> "Results":
        """Give the results of an indicator, a period or a unit, or of all three."""
        found = [one for one in self.figures if indicator in {"", one.indicator}]
        return Results(tuple(_of(one, period, unit) for one in found))

    def __add__(self, other: "Results") -> "Results":
        return Results((*self.figures, *other.figures))


def _of(found: Figures, period: Period | None, unit: UnitRef | None) -> Figures:
    which = np.ones(len(found.cells), bool)
    cell = found.cells // len(found.axes.parts)
    if period is not None:
        places = [at for at, one in enumerate(found.axes.periods) if one == period]
        which &= np.isin(cell // len(found.axes.units), places)
    if unit is not None:
        places = [at for at, one in enumerate(found.axes.units) if one == unit]
        which &= np.isin(cell % len(found.axes.units), places)
    return found.taken(which)


@dataclass(frozen=True, slots=True)
class Chained(Sequence[Result]):
    """Sequences of results one after another, without making the results."""

    links: tuple[Sequence[Result], ...]

    def __len__(self) -> int:
        return sum(map(len, self.links))

    def __iter__(self) -> Iterator[Result]:
        for one in self.links:
            yield from one

    @overload
    def __getitem__(self, place: int) -> Result: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Result]: ...

    def __getitem__(self, place: int | slice) -> Result | Sequence[Result]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        left = place if place >= 0 else place + len(self)
        if left >= 0:
            for one in self.links:
                if left < len(one):
                    return one[left]
                left -= len(one)
        raise IndexError(place)
