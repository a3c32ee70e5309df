"""How the counts of an edition hang together: over units, periods and breakdowns.

What is left over counts as well: where parts are given and one is not, the difference can be
worked out, and is a count to protect although nobody prints it. So is what two running totals
leave between them, and what a numerator leaves of its denominator.

Where nobody is counted twice, a total is by its definition a bound only: at least its largest
part, at most all together. Yet hardly anybody is in two teams at once, and nobody of two ages, and
a reader knows it: whoever takes the parts that are shown from the total has the one withheld. So
where the parts are not more than the total it is held to be their sum, with what they leave of it,
and where they are more, nearly their sum.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import TypeVar

from headway.domain.calculation_results import UnitRef
from headway.domain.disclosure.cells import Cell, CellKey, Relation, RelationKind, Side


class Over(Enum):
    """What a total is of its parts."""

    SUM = "sum"
    DISTINCT = "distinct"  # nobody twice: a bound, yet nearly a sum; see above
    LAST = "last"  # what stands on a day: a quarter's figure is that of its last month
    NOTHING = "nothing"  # no rule joins them, as with medians


MONTHS = "months"
"""What joins a longer period's people to its months': many come in several of them."""


@dataclass(frozen=True, slots=True)
class Adding:
    """How an indicator's counts hang together. ``subset``: the numerator is of the denominator."""

    units: Over = Over.SUM
    periods: Over = Over.SUM
    breakdowns: Over = Over.SUM
    subset: bool = False


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Every count that can be worked out, printed or not, and all relations between them."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]


Slot = TypeVar("Slot", bound=Hashable)


def hierarchy(
    cells: Iterable[Cell],
    nesting: Sequence[Mapping[UnitRef, UnitRef]],
    adding: Mapping[str, Adding],
    *,
    complements: bool = True,
) -> Hierarchy:
    """Find how counts hang together.

    Each mapping of ``nesting`` gives the unit that a unit belongs to, for one way of grouping;
    a level that is not given is stepped over. ``adding`` says by indicator what may be added;
    an indicator that it does not name hangs together in no way.
    """
    known = {cell.key: cell for cell in cells}
    builder = _Builder(known, [], adding)
    if complements:
        builder.complements()
    builder.periods()
    for column in sorted({part.column for key in known for part in key.parts}):
        builder.breakdowns(column)
    for number, grouping in enumerate(nesting):
        builder.units(grouping, f"grouping {number + 1}")
    return Hierarchy(tuple(builder.cells.values()), tuple(dict.fromkeys(builder.relations)))


@dataclass(slots=True)
class _Builder:
    cells: dict[CellKey, Cell]
    relations: list[Relation]
    adding: Mapping[str, Adding]

    def complements(self) -> None:
        for key in [key for key in self.cells if key.side is Side.NUMERATOR]:
            whole = replace(key, side=Side.DENOMINATOR)
            rule = self.adding.get(key.indicator)
            if rule is not None and rule.subset and whole in self.cells:
                rest = replace(key, side=Side.COMPLEMENT)
                self._implied(rest, self.cells[whole].count - self.cells[key].count)
                self.relations.append(Relation(whole, (key, rest)))

    def units(self, grouping: Mapping[UnitRef, UnitRef], note: str) -> None:
        def total_of(key: CellKey) -> CellKey | None:
            unit = grouping.get(key.unit)
            while unit is not None:
                above = replace(key, unit=unit)
                if above in self.cells:
                    return above
                unit = grouping.get(unit)
            return None

        self._totals(total_of, lambda rule: rule.units, note)

    def breakdowns(self, column: str) -> None:
        def total_of(key: CellKey) -> CellKey | None:
            left = tuple(part for part in key.parts if part.column != column)
            above = replace(key, parts=left)
            return above if len(left) < len(key.parts) and above in self.cells else None

        self._totals(total_of, lambda rule: rule.breakdowns, column)

    def _totals(
        self,
        total_of: Callable[[CellKey], CellKey | None],
        over_of: Callable[[Adding], Over],
        note: str,
    ) -> None:
        groups: dict[CellKey, list[CellKey]] = {}
        for key in list(self.cells):
            rule = self.adding.get(key.indicator)
            if rule is None or over_of(rule) is Over.NOTHING or key.side is Side.REMAINDER:
                continue
            total = total_of(key)
            if total is not None:
                groups.setdefault(total, []).append(key)
        for total, parts in groups.items():
            self._join(total, parts, over_of(self.adding[total.indicator]), note)

    def _join(self, total: CellKey, parts: Sequence[CellKey], over: Over, note: str) -> None:
        """Join a total with its parts, and with what they leave of it."""
        rest = self.cells[total].count - sum(self.cells[part].count for part in parts)
        apart = over is Over.DISTINCT and note != MONTHS
        sums = over is not Over.DISTINCT or (apart and rest >= 0)
        if rest < 0 and sums:
            raise ValueError(f"the parts of {total} by {note} are more than it is")
        kept = list(parts)
        if rest > 0:
            key = replace(total, side=Side.REMAINDER, note=f"{total.side.value} by {note}")
            # Of distinct counts no difference says how many are left: only that some may be.
            self._implied(key, rest if sums else self.cells[total].count)
            kept.append(key)
        bound = RelationKind.NEARLY if apart else RelationKind.DISTINCT
        kind = RelationKind.SUM if sums else bound
        self.relations.append(Relation(total, tuple(kept), kind))

    def _implied(self, key: CellKey, count: int) -> None:
        if count < 0:
            raise ValueError(f"{key} would be below nought")
        self.cells.setdefault(key, Cell(key, count, printed=False))

    def periods(self) -> None:
        series: dict[tuple[object, ...], list[CellKey]] = {}
        for key in list(self.cells):
            slot = (key.indicator, key.unit, key.parts, key.side)
            series.setdefault(slot, []).append(key)
        for keys in series.values():
            rule = self.adding.get(keys[0].indicator)
            over = Over.NOTHING if rule is None else rule.periods
            if over is Over.SUM:
                self._stretches(keys)
            elif over is Over.LAST:
                self._same_end(keys)
            elif over is Over.DISTINCT:
                self._months_of(keys)

    def _same_end(self, keys: Sequence[CellKey]) -> None:
        first: dict[date, CellKey] = {}
        for key in sorted(keys, key=lambda key: key.period):
            other = first.setdefault(key.period.end, key)
            if other != key and self.cells[other].count == self.cells[key].count:
                self.relations.append(Relation(key, (other,)))

    def _months_of(self, keys: Sequence[CellKey]) -> None:
        by_period = {key.period: key for key in keys}
        for key in keys:
            months = [by_period.get(month) for month in key.period.months()]
            parts = [part for part in months if part is not None and part != key]
            if parts and len(months) > 1:
                self._join(key, parts, Over.DISTINCT, MONTHS)

    def _stretches(self, keys: Sequence[CellKey]) -> None:
        """Cut time where periods begin and end; each period is the stretches it covers.

        What two periods leave between them can be worked out: a month of two running totals.
        """
        for days, counts in _chains([(key, self.cells[key].count) for key in keys]):
            stretch_of: dict[tuple[date, date], CellKey] = {}
            for key in keys:
                if (key.period.start, key.period.end) in set(pairwise(days)):
                    stretch_of.setdefault((key.period.start, key.period.end), key)
            for begin, end in pairwise(days):
                if (begin, end) not in stretch_of:
                    note = f"{keys[0].side.value} {begin.isoformat()} to {end.isoformat()}"
                    rest = replace(keys[0], side=Side.REMAINDER, note=note)
                    self._implied(rest, counts[end] - counts[begin])
                    stretch_of[begin, end] = rest
            for key in keys:
                if key.period.start in counts and key.period.end in counts:
                    first = _begins_with(key, keys)
                    start = key.period.start if first is None else first.period.end
                    covered = [day for day in days if start <= day <= key.period.end]
                    parts = tuple(stretch_of[pair] for pair in pairwise(covered))
                    parts = parts if first is None else (first, *parts)
                    if parts != (key,):
                        self.relations.append(Relation(key, parts))


def _begins_with(key: CellKey, keys: Iterable[CellKey]) -> CellKey | None:
    """Return the longest other period that begins a period: last month's running total."""
    begins = [
        other
        for other in keys
        if other.period.start == key.period.start
        and (other.period.end, other.order) < (key.period.end, key.order)
    ]
    return max(begins, key=lambda other: (other.period.end, other.order), default=None)


def _chains(
    counted: Sequence[tuple[CellKey, int]],
) -> Iterable[tuple[list[date], dict[date, int]]]:
    """Give days that periods join, in order, each with the count up to it from the first."""
    near: dict[date, list[tuple[date, int]]] = {}
    for key, count in counted:
        near.setdefault(key.period.start, []).append((key.period.end, count))
        near.setdefault(key.period.end, []).append((key.period.start, -count))
    done: set[date] = set()
    for start in sorted(near):
        if start in done:
            continue
        counts, waiting = {start: 0}, [start]
        while waiting:
            day = waiting.pop()
            for other, count in near[day]:
                if other not in counts:
                    counts[other] = counts[day] + count
                    waiting.append(other)
        done.update(counts)
        yield sorted(counts), counts
