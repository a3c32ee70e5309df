"""Small made-up releases and editions, and attackers that share no code with the auditor.

``everything_possible`` tries every table of whole numbers by plain search: it knows all relations
and all derived figures shown, by their own definitions, the meaning of every symbol, and, if told,
which of the withheld figures are the small ones. What it finds fixed can be worked out.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np

from headway.domain.calculation_results import COUNCIL, Breakdown, Level, UnitRef
from headway.domain.disclosure import claims
from headway.domain.disclosure.cells import Cell, CellKey, Relation, RelationKind
from headway.domain.disclosure.claims import Statement
from headway.domain.disclosure.hierarchy import Adding, hierarchy
from headway.domain.disclosure.policy import DerivedKind, Policy, Zeros
from headway.domain.disclosure.release import Outcome, Release, Released
from headway.domain.periods import Period, month, month_at, quarter_of, year_to_date
from headway.domain.rounding import round_to

PLANS = "plans-opened"
TEAMS = [UnitRef(Level.TEAM, f"T{n}") for n in range(1, 7)]
NORTH, SOUTH = UnitRef(Level.LOCALITY, "N"), UnitRef(Level.LOCALITY, "S")
EAST, WEST = UnitRef(Level.SERVICE, "E"), UnitRef(Level.SERVICE, "W")


@dataclass(slots=True)
class Drawn:
    """The leaves of a made-up council, which editions are cut out of."""

    counts: dict[tuple[UnitRef, Period, str], int]
    nesting: dict[UnitRef, UnitRef]
    other: dict[UnitRef, UnitRef]


def drawn(dice: random.Random, *, teams: int, months: int, sexes: int, most: int) -> Drawn:
    """Make small counts up: many small, some nought."""
    units = TEAMS[:teams]
    first = month(2026, dice.choice([4, 5, 9]))
    counts = {
        (unit, month_at(first.start.year * 12 + first.start.month - 1 + step), f"sex {sex}"): (
            0 if dice.random() < 0.15 else dice.randint(1, most)
        )
        for unit in units
        for step in range(months)
        for sex in range(sexes)
    }
    cut = dice.randint(1, teams)
    nesting = {unit: NORTH if place < cut else SOUTH for place, unit in enumerate(units)}
    other = {unit: dice.choice([EAST, WEST]) for unit in units}
    for grouping in (nesting, other):
        grouping.update(dict.fromkeys(set(grouping.values()), COUNCIL))
    return Drawn(counts, nesting, other)


def edition(
    made: Drawn,
    name: str,
    months: Sequence[Period],
    *,
    longer: bool,
    parted: bool,
    second: bool,
    derived: bool,
    hidden: frozenset[UnitRef] = frozenset(),
) -> Release:
    """Cut an edition: months (and quarters, years to date), units, sexes, derived figures."""
    counts: dict[CellKey, int] = {}
    groupings = [made.nesting, made.other] if second else [made.nesting]
    for (unit, when, sex), count in made.counts.items():
        if when not in months:
            continue
        units = {unit} | {up for grouping in groupings for up in _above(unit, grouping)}
        periods = [when]
        if longer:
            periods += [quarter_of(when.start)] if _full(quarter_of(when.start), months) else []
            periods += [
                year_to_date(m)
                for m in months
                if when in year_to_date(m).months() and year_to_date(m).start >= months[0].start
            ]
        for above in units - hidden:
            for period in set(periods):
                for parts in [(), (Breakdown("sex", sex),)] if parted else [()]:
                    key = CellKey(PLANS, period, above, parts)
                    counts[key] = counts.get(key, 0) + count
    cells = [Cell(key, count) for key, count in counts.items()]
    found = hierarchy(cells, groupings, {PLANS: Adding()})
    statements = tuple(_statements(counts)) if derived else ()
    return Release(name, found.cells, found.relations, statements)


def _above(unit: UnitRef, grouping: dict[UnitRef, UnitRef]) -> Iterator[UnitRef]:
    while unit in grouping:
        unit = grouping[unit]
        yield unit


def _full(period: Period, months: Sequence[Period]) -> bool:
    return all(one in months for one in period.months())


def _statements(counts: dict[CellKey, int]) -> Iterator[Statement]:
    """Derive a change, an arrow, an average, a highest, a share of the total and limits."""
    for key, now in counts.items():
        if key.period.kind.value != "month":
            continue
        before = CellKey(PLANS, key.period.previous(), key.unit, key.parts)
        if counts.get(before, 0) > 0:
            base = counts[before]
            exact = Fraction(100 * (now - base), base)
            shown = Fraction(round_to(exact))
            yield Statement(
                f"% {key}", DerivedKind.PERCENT_CHANGE, claims.percent_change(key, before, shown, 0)
            )
            step = Fraction(now - base)
            yield Statement(f"+ {key}", DerivedKind.CHANGE, claims.change(key, before, step))
        series = sorted(
            (
                k
                for k in counts
                if (k.unit, k.parts) == (key.unit, key.parts) and k.period.kind.value == "month"
            ),
            key=lambda k: k.period,
        )
        if len(series) > 1 and series[-1] == key:
            values = [counts[k] for k in series]
            yield Statement(
                f"mean {key}",
                DerivedKind.AVERAGE,
                claims.mean(series, Fraction(round_to(Fraction(sum(values), len(values)), 1)), 1),
            )
            yield Statement(f"max {key}", DerivedKind.MAXIMUM, claims.maximum(series, max(values)))
            moved = sum(abs(b - a) for a, b in pairwise(values))
            mean = Fraction(sum(values), len(values))
            upper = mean + Fraction(266, 100) * Fraction(moved, len(values) - 1)
            said = claims.limits(
                series, Fraction(round_to(mean, 1)), Fraction(round_to(upper, 1)), 1
            )
            for number, claim in enumerate(said):
                yield Statement(f"limits {number} {key}", DerivedKind.LIMITS, claim)
        yield Statement(
            f"colour {key}",
            DerivedKind.COLOUR,
            claims.between(key, 6, None) if now >= 6 else claims.between(key, None, 5),
        )


class Attacker:
    """Works out by search what every unknown may be, from all that was released."""

    def __init__(
        self,
        releases: Sequence[Released],
        *,
        told: bool,
        most: int = 400,
        tables: Sequence[Mapping] = (),
    ) -> None:
        self.unknowns: dict[tuple[CellKey, int], tuple[int, int]] = {}
        self.relations: list[tuple[Relation, Released]] = []
        self.said: list[tuple[Statement, Released]] = []
        self.releases = releases
        for released in releases:
            for cell in released.release.cells:
                low, high = possible(released, cell, told=told, most=most)
                old = self.unknowns.get((cell.key, cell.count), (0, most))
                self.unknowns[cell.key, cell.count] = (max(low, old[0]), min(high, old[1]))
            self.relations += [(one, released) for one in released.release.relations]
            self.said += [
                (one, released) for one in released.release.statements if released.shows(one.name)
            ]
        self.believed = [table for table in tables if self._believes(table)]

    def values(self, wanted: tuple[CellKey, int], enough: int, known: dict) -> set[int]:
        """Return values the unknown may have, no more than ``enough`` of them.

        Tables that he has been handed and believes settle most; he tries the others out.
        """
        low, high = self.unknowns[wanted]
        found = {wanted[1]}
        for table in self.believed:
            if len(found) < enough and all(table.get(k, k[1]) == v for k, v in known.items()):
                found.add(table.get(wanted, wanted[1]))
        order = sorted(range(low, high + 1), key=lambda value: abs(value - wanted[1]))
        for value in order:
            if len(found) >= enough:
                break
            if value not in found and self._can(dict(known) | {wanted: value}):
                found.add(value)
        return found

    def quickly(self, wanted: Iterable[tuple[CellKey, int]]) -> set[tuple[CellKey, int]]:
        """Return what bounds alone, or the equations alone, give away: without any search."""
        ranges = dict(self.unknowns)
        assert self._narrow(ranges)
        names = sorted(ranges, key=lambda one: (one[0].order, one[1]))
        place = {one: number for number, one in enumerate(names)}
        rows = []
        for relation, released in self.relations:
            if relation.kind is RelationKind.SUM:
                row = np.zeros(len(names))
                row[place[relation.total, released.release.counts[relation.total]]] = 1
                for part in relation.parts:
                    row[place[part, released.release.counts[part]]] -= 1
                rows.append(row)
        known = [number for number, one in enumerate(names) if ranges[one][0] == ranges[one][1]]
        matrix = np.array(rows).reshape(len(rows), len(names))
        matrix[:, known] = 0
        _, sizes, spanned = np.linalg.svd(matrix, full_matrices=False)
        spanned = spanned[sizes > 1e-9]
        length = (spanned**2).sum(axis=0)
        fixed = {one for one in wanted if ranges[one][0] == ranges[one][1]}
        return fixed | {one for one in wanted if length[place[one]] > 1 - 1e-9}

    def _believes(self, table: Mapping) -> bool:
        """Say whether another table is true of all that the attacker knows, by his own checks."""
        counts = {one: table.get(one, one[1]) for one in self.unknowns}
        if any(not low <= counts[one] <= high for one, (low, high) in self.unknowns.items()):
            return False
        ranges = {one: (count, count) for one, count in counts.items()}
        said = all(self._could(one.claim, released, ranges) for one, released in self.said)
        return said and self._true(ranges)

    def _can(self, fixed: dict) -> bool:
        ranges = dict(self.unknowns)
        for one, value in fixed.items():
            if not ranges[one][0] <= value <= ranges[one][1]:
                return False
            ranges[one] = (value, value)
        return self._search(ranges)

    def _search(self, ranges: dict) -> bool:
        if not self._narrow(ranges):
            return False
        loose = [one for one, (low, high) in ranges.items() if low < high and one in self._used()]
        if not loose:
            return self._true(ranges)
        one = min(loose, key=lambda one: (ranges[one][1] - ranges[one][0], one[0].order))
        low, high = ranges[one]
        for value in sorted(range(low, high + 1), key=lambda value: abs(value - one[1])):
            tried = dict(ranges)
            tried[one] = (value, value)
            if self._search(tried):
                return True
        return False

    def _used(self) -> set:
        if not hasattr(self, "_names"):
            self._names = {
                (key, released.release.counts[key])
                for relation, released in self.relations
                for key in (relation.total, *relation.parts)
            } | {
                (key, released.release.counts[key])
                for one, released in self.said
                for key in one.claim.keys
            }
        return self._names

    def _narrow(self, ranges: dict) -> bool:
        changed = True
        while changed:
            changed = False
            for relation, released in self.relations:
                name = {
                    key: (key, released.release.counts[key])
                    for key in (relation.total, *relation.parts)
                }
                parts = [name[key] for key in relation.parts]
                total = name[relation.total]
                lows, highs = sum(ranges[p][0] for p in parts), sum(ranges[p][1] for p in parts)
                if relation.kind is not RelationKind.SUM:
                    bounds = {total: (max(ranges[p][0] for p in parts), highs)}
                    bounds |= dict.fromkeys(parts, (0, ranges[total][1]))
                else:
                    bounds = {total: (lows, highs)}
                    for p in parts:
                        low, high = ranges[p]
                        bounds[p] = (
                            ranges[total][0] - (highs - high),
                            ranges[total][1] - (lows - low),
                        )
                for one, (low, high) in bounds.items():
                    new = (max(low, ranges[one][0]), min(high, ranges[one][1]))
                    if new[0] > new[1]:
                        return False
                    if new != ranges[one]:
                        ranges[one] = new
                        changed = True
            for said, released in self.said:
                if not self._could(said.claim, released, ranges):
                    return False
        return True

    def _could(self, claim, released: Released, ranges: dict) -> bool:
        """Say whether a claim whose counts are all settled is true; others may be yet."""
        settled = {}
        for key in claim.keys:
            low, high = ranges[key, released.release.counts[key]]
            if low < high:
                return True
            settled[key] = low
        return claim.holds(settled.__getitem__)

    def _true(self, ranges: dict) -> bool:
        return all(
            relation.holds(_counted(ranges, released)) for relation, released in self.relations
        )


def possible(released: Released, cell: Cell, *, told: bool, most: int) -> tuple[int, int]:
    """Say what a figure or its symbol tells, by the policy's words."""
    policy: Policy = released.policy
    outcome = released.outcomes[cell.key]
    least = 0 if policy.zeros is Zeros.PROTECTED else 1
    if outcome is Outcome.NOT_PRINTED:
        return 0, most
    if outcome is Outcome.SHOWN:
        shown = released.value(cell.key).amount
        same = [n for n in range(most + 1) if not policy.is_small(n) and policy.shown(n) == shown]
        return min(same), max(same)
    if told or policy.symbols.tell_apart:
        small = (least, policy.threshold - 1)
        return small if outcome is Outcome.SMALL else (policy.threshold, most)
    return least, most


def _counted(ranges: dict, released: Released) -> Callable[[CellKey], int]:
    return lambda key: ranges[key, released.release.counts[key]][0]
