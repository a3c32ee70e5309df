"""Parts of figures in arrays: for each indicator whole numbers by period, unit and part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from headway.domain.calculation_results import Breakdown, Key, Parts, UnitRef
from headway.domain.periods import Period
from headway.engine.grid import Whole


@dataclass(frozen=True, slots=True)
class Tally:
    """An indicator's parts: arrays of periods by units by parts of a breakdown.

    ``above`` is in units of one ``scale``-th, so that sums of decimals stay whole. ``below`` is
    None where nothing is divided. With ``ranked`` there is nothing above where nothing is below.
    """

    above: Whole
    below: Whole | None
    left_out: Whole
    scale: int = 1
    ranked: bool = False

    @property
    def is_anything(self) -> npt.NDArray[np.bool_]:
        """Where anything was counted, or left out."""
        found: npt.NDArray[np.bool_] = (self.above != 0) | (self.left_out != 0)
        return found if self.below is None else found | (self.below != 0)

    def parts(self, at: tuple[int, int, int]) -> Parts:
        """Give the parts of one period, unit and part."""
        below = None if self.below is None else Fraction(int(self.below[at]))
        above = None if self.ranked and not below else Fraction(int(self.above[at]), self.scale)
        return Parts(above, below, int(self.left_out[at]))


@dataclass(frozen=True, slots=True)
class Tallies(Mapping[Key, Parts]):
    """The parts of every indicator, in arrays; read as a mapping, those where anything is.

    ``parts`` are the parts of the breakdown, None where there is none.
    """

    periods: tuple[Period, ...]
    units: tuple[UnitRef, ...]
    parts: tuple[Breakdown | None, ...]
    by_indicator: Mapping[str, Tally]
    _places: dict[object, int] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for axis in (self.periods, self.units, self.parts):
            self._places.update({(type(one), one): place for place, one in enumerate(axis)})

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many periods, units and parts there are."""
        return len(self.periods), len(self.units), len(self.parts)

    def place_of(self, one: Period | UnitRef | Breakdown | None) -> int | None:
        """Give the place of a period, unit or part on its axis; None where it has none."""
        return self._places.get((type(one), one))

    def __getitem__(self, key: Key) -> Parts:
        places = [self.place_of(one) for one in (key.period, key.unit, key.breakdown)]
        tally = self.by_indicator.get(key.indicator)
        if tally is None or None in places:
            raise KeyError(key)
        at = (places[0] or 0, places[1] or 0, places[2] or 0)
        if not tally.is_anything[at]:
            raise KeyError(key)
        return tally.parts(at)

    def __iter__(self) -> Iterator[Key]:
        for name, tally in self.by_indicator.items():
            for period, unit, part in np.argwhere(tally.is_anything).tolist():
                yield Key(name, self.periods[period], self.units[unit], self.parts[part])

    def __len__(self) -> int:
        return sum(int(one.is_anything.sum()) for one in self.by_indicator.values())


def tallied(
    found: Mapping[Key, Parts], periods: Sequence[Period], units: Sequence[UnitRef]
) -> Tallies:
    """Lay parts that stand one by one out in arrays; they come from the plain runner."""
    if isinstance(found, Tallies):
        return found
    every = {*units, *(key.unit for key in found)}
    parts: set[Breakdown | None] = {key.breakdown for key in found} or {None}
    laid = Tallies(
        tuple(dict.fromkeys([*periods, *(key.period for key in found)])),
        tuple(sorted(every, key=lambda one: one.key)),
        tuple(sorted(parts, key=lambda one: one.value if one else "")),
        {},
    )
    names = dict.fromkeys(key.indicator for key in found)
    ones = {name: _one_tally(name, found, laid) for name in names}
    return Tallies(laid.periods, laid.units, laid.parts, ones)


def _one_tally(name: str, found: Mapping[Key, Parts], laid: Tallies) -> Tally:
    own = {key: parts for key, parts in found.items() if key.indicator == name}
    scale = lcm(*(one.numerator.denominator for one in own.values() if one.numerator is not None))
    above, below, lost = (np.zeros(laid.shape, np.int64) for _ in range(3))
    for key, one in own.items():
        at = tuple(laid.place_of(each) for each in (key.period, key.unit, key.breakdown))
        above[at] = int((one.numerator or 0) * scale)
        below[at] = int(one.denominator or 0)
        lost[at] = one.left_out
    divides = any(one.denominator is not None for one in own.values())
    return Tally(above, below if divides else None, lost, scale)
