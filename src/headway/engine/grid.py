"""Periods by units as whole numbers in arrays, and how figures of teams are added up to them.

Every array has a row for each period (or slot), and a column for each unit: the council first,
then services, localities and teams, what is not allocated last of each. A **slot** is a stretch
of time that no period cuts and in which no unit moved: a bucket, or the end of a month.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from headway.domain.calculation_results import NOT_ALLOCATED, Level, UnitRef
from headway.domain.periods import Period, day_at, index_of
from headway.engine.periods import Span
from headway.engine.units import Units

Whole: TypeAlias = npt.NDArray[np.int64]

LEVEL_OF_KIND = {"team": Level.TEAM, "locality": Level.LOCALITY, "service": Level.SERVICE}


@dataclass(frozen=True, slots=True)
class Slots:
    """Stretches of time: ``places`` give each team's column of a level, slot by slot.

    Period ``p`` is made of the slots from ``lows[p]`` up to ``highs[p]``.
    """

    number: int
    places: Mapping[Level, Whole]
    lows: Whole
    highs: Whole

    @property
    def are_periods(self) -> bool:
        """Whether each slot is a period, in the same order."""
        return bool(
            len(self.lows) == self.number
            and (self.lows == np.arange(self.number)).all()
            and (self.highs == self.lows + 1).all()
        )

    def stretches(self, level: Level) -> Iterator[tuple[int, int]]:
        """Give the stretches of slots in which no team changed its place at a level."""
        places = self.places[level]
        moved = np.flatnonzero((places[1:] != places[:-1]).any(axis=1)) + 1
        cuts = [0, *moved.tolist(), self.number]
        yield from pairwise(cuts)


@dataclass(frozen=True, slots=True)
class Grid:
    """The periods and units that figures are worked out for.

    ``teams`` gives the place of a unit's number among the teams: any unit may be one, and place 0
    is none. ``buckets`` are slots that hold what happened, ``months`` those that ask what stands
    at the end of a month, and ``ends`` those that ask it at the end of a period.
    """

    span: Span
    units: tuple[UnitRef, ...]
    teams: Whole
    buckets: Slots
    months: Slots
    ends: Slots
    first_bucket: int
    first_month: int

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, in the order of the rows."""
        return self.span.periods

    @property
    def ends_with_months(self) -> bool:
        """Whether every period ends with the last day of a month; a week may not."""
        return all(one.end.day == 1 for one in self.periods)

    @property
    def shape(self) -> tuple[int, int]:
        """How many periods and units there are."""
        return len(self.periods), len(self.units)

    @property
    def team_number(self) -> int:
        """How many teams there may be, with the place for none."""
        return int(self.buckets.places[Level.TEAM].shape[1])

    def team_of(self, numbers: npt.NDArray[np.generic]) -> Whole:
        """Give the places of units' numbers; a number that is masked is no team."""
        plain = np.ma.filled(numbers, 0).astype(np.int64)
        return self.teams[plain]

    def roll_up(self, slots: Slots, counted: Whole) -> Whole:
        """Add slots by teams by figures up to periods by units by figures."""
        at = np.zeros((slots.number, len(self.units), counted.shape[2]), np.int64)
        for level in Level:
            for first, after in slots.stretches(level):
                place = slots.places[level][first]
                order = np.argsort(place, kind="stable")
                columns, begins = np.unique(place[order], return_index=True)
                sums = np.add.reduceat(counted[first:after][:, order], begins, axis=1)
                at[first:after, columns] = sums
        return self.over_periods(slots, at)

    def over_periods(self, slots: Slots, at: Whole) -> Whole:
        """Add slots up to periods, along the first axis."""
        if slots.are_periods:
            return at
        running = np.zeros((slots.number + 1, *at.shape[1:]), np.int64)
        np.cumsum(at, axis=0, out=running[1:])
        return running[slots.highs] - running[slots.lows]


def grid_of(span: Span) -> Grid:
    """Lay out the periods and units of a calculation."""
    firsts = span.buckets()
    days = [one for _, one in firsts]
    first = firsts[0][0]
    names = [NOT_ALLOCATED, *sorted(span.units.numbers, key=span.units.numbers.__getitem__)]
    homes = _homes(span.units, names, days)
    units = _axis(span.units, homes)
    places = _places(names, homes, units, len(days))
    lows = _whole([span.units.bucket_of(one.start) - first for one in span.periods])
    highs = _whole([span.units.bucket_of(one.last_day) + 1 - first for one in span.periods])
    last = [index_of(one.last_day) for one in span.periods]
    month = min(last)
    ends = [span.units.bucket_of(_last_day(one)) for one in range(month, max(last) + 1)]
    # Only what ends with a month asks for the end of one; a week may lie beyond the last bucket.
    held = np.minimum(_whole(ends) - first, len(days) - 1)
    return Grid(
        span,
        units,
        _lookup(span.units, names),
        Slots(len(days), places, lows, highs),
        _at(places, held, _whole(last) - month),
        _at(places, highs - 1, np.arange(len(span.periods), dtype=np.int64)),
        first,
        month,
    )


def _whole(numbers: list[int]) -> Whole:
    return np.array(numbers, np.int64)


def _last_day(month: int) -> date:
    return date.fromordinal(day_at(month + 1).toordinal() - 1)


def _at(places: Mapping[Level, Whole], buckets: Whole, lows: Whole) -> Slots:
    taken = {level: place[buckets] for level, place in places.items()}
    return Slots(len(buckets), taken, lows, lows + 1)


def _lookup(units: Units, names: list[str]) -> Whole:
    table = np.zeros(max(units.numbers.values(), default=0) + 1, np.int64)
    for place, name in enumerate(names[1:], start=1):
        table[units.numbers[name]] = place
    return table


def _homes(units: Units, names: list[str], days: list[date]) -> dict[Level, list[list[str]]]:
    """Give, slot by slot, the unit of each level that each unit counts to."""
    moved = {
        one
        for placements in units.placements.values()
        for each in placements
        for one in (each.start, each.end)
        if one is not None and units.placed_on is None
    }
    found: dict[Level, list[list[str]]] = {
        level: [] for level in Level if level is not Level.COUNCIL
    }
    asked: date | None = None
    for day in days:
        is_new = asked is None or any(asked < one <= day for one in moved)
        for level, rows in found.items():
            rows.append(
                [units.place(name, level, day).id for name in names] if is_new else rows[-1]
            )
        asked = day
    return found


def _axis(units: Units, homes: Mapping[Level, list[list[str]]]) -> tuple[UnitRef, ...]:
    found = {UnitRef(Level.COUNCIL)}
    for level, rows in homes.items():
        found |= {UnitRef(level, name) for row in rows for name in row} | {UnitRef(level)}
    for one in units.known:
        if one.kind in LEVEL_OF_KIND:
            found.add(UnitRef(LEVEL_OF_KIND[one.kind], one.id))
    return tuple(sorted(found, key=lambda one: one.key))


def _places(
    names: list[str],
    homes: Mapping[Level, list[list[str]]],
    units: tuple[UnitRef, ...],
    number: int,
) -> dict[Level, Whole]:
    columns = {one: place for place, one in enumerate(units)}
    found = {Level.COUNCIL: np.zeros((number, len(names)), np.int64)}
    for level, rows in homes.items():
        cells: list[Whole] = []
        for place, row in enumerate(rows):
            same = place > 0 and row is rows[place - 1]
            cells.append(
                cells[-1] if same else _whole([columns[UnitRef(level, name)] for name in row])
            )
        found[level] = np.stack(cells)
    return found
