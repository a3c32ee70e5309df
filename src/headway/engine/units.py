"""Which locality and service a team stood in, and the stretches of days in which that is one.

A **bucket** is a stretch of days within one month in which no unit changed its place: mostly a
month. What is counted by team and bucket can be added up to every period and every level without
going back to the rows.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from sqlglot import exp

from headway.domain.calculation_results import NOT_ALLOCATED, Level, UnitRef
from headway.domain.periods import Period, day_at, index_of
from headway.engine.source import Snapshot
from headway.engine.sql import call, column, day, less, whole

EPOCH = date(1990, 1, 1)
GROUPINGS = {Level.LOCALITY: "locality", Level.SERVICE: "service"}


@dataclass(frozen=True, slots=True)
class Placement:
    """One unit in another, from a day until another (None: it still is)."""

    unit: str
    member_of: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit of the snapshot: what it is, and between which days it stood."""

    id: str
    kind: str
    opened: date | None
    closed: date | None

    def stood_on(self, day: date) -> bool:
        """Whether it stood on a day."""
        return (self.opened is None or self.opened <= day) and (
            self.closed is None or self.closed > day
        )

    def stood_in(self, period: Period) -> bool:
        """Whether it stood on any day of a period."""
        return (self.opened is None or self.opened < period.end) and (
            self.closed is None or self.closed > period.start
        )


@dataclass(frozen=True, slots=True)
class Succession:
    """One unit took over from another: RENAMED, MERGED or SPLIT, on a day."""

    old: str
    new: str
    kind: str
    on: date


RENAMED, MERGED, SPLIT = "renamed", "merged", "split"


@dataclass(slots=True)
class Units:
    """The units of a snapshot. With ``placed_on`` the map of that one day holds for all time.

    A unit under a new identifier is one with the old at all times. On the map of a day a merged
    unit counts to the one that took over, if it had by then, and the parts of a unit that was
    split later count to the whole; ``carried`` gives the unit each such one counts to. A day is
    cut off from the one before it in ``cuts``, besides where units moved: a week may begin there.
    """

    known: tuple[KnownUnit, ...]
    numbers: dict[str, int]
    placements: dict[str, tuple[Placement, ...]]
    placed_on: date | None = None
    changes: tuple[date, ...] = ()
    successions: tuple[Succession, ...] = ()
    cuts: tuple[date, ...] = ()
    carried: dict[str, str] = field(default_factory=dict)
    _text: dict[int, str] = field(default_factory=dict)
    _by_unit: dict[tuple[str, str], list[Placement]] = field(default_factory=dict)
    _places: dict[tuple[str, Level, date], UnitRef] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._text = {number: text for text, number in self.numbers.items()}
        for grouping, placements in self.placements.items():
            for one in placements:
                self._by_unit.setdefault((grouping, one.unit), []).append(one)
        days = {
            one
            for placements in self.placements.values()
            for each in placements
            for one in (each.start, each.end)
            if one is not None and one > EPOCH and one.day != 1
        }
        # A change on the first of a month falls between two months anyway.
        moved = set() if self.placed_on else days
        self.changes = tuple(sorted(moved | {one for one in self.cuts if one.day != 1}))
        self.carried = carried_to(self.successions, self.placed_on)

    def named(self, number: object) -> str:
        """Give the identifier of a unit's number; nothing where no unit is named."""
        return NOT_ALLOCATED if number is None else self._text[cast("int", number)]

    def place(self, unit: str, level: Level, on: date) -> UnitRef:
        """Give the unit of a level that a team stood in on a day."""
        # The same few places are asked for once for every figure.
        found = self._places.get((unit, level, on))
        if found is None:
            found = self._places[unit, level, on] = self._place(unit, level, on)
        return found

    def _place(self, unit: str, level: Level, on: date) -> UnitRef:
        unit = self.carried.get(unit, unit)
        match level:
            case Level.COUNCIL:
                return UnitRef(level)
            case Level.TEAM:
                return UnitRef(level, unit)
            case Level.LOCALITY:
                return UnitRef(level, self._above(unit, "locality", on))
            case Level.SERVICE:
                own = self._above(unit, "service", on)
                locality = self._above(unit, "locality", on)
                return UnitRef(level, own or self._above(locality, "service", on))

    def _above(self, unit: str, grouping: str, on: date) -> str:
        if not unit:
            return NOT_ALLOCATED
        asked = self.placed_on or on
        held = [
            one
            for one in self._by_unit.get((grouping, unit), ())
            if one.start <= asked and (one.end is None or asked < one.end)
        ]
        if not held and self.placed_on and not self._stood(unit, asked):
            held = self._nearest(unit, grouping, asked)
        if not held:
            return NOT_ALLOCATED
        return max(held, key=lambda one: (one.start, one.member_of)).member_of

    def _stood(self, unit: str, on: date) -> bool:
        return any(one.id == unit and one.stood_on(on) for one in self.known)

    def _nearest(self, unit: str, grouping: str, on: date) -> list[Placement]:
        """Give where a unit stood last, or will first, that the map of a day does not hold."""
        placements = self._by_unit.get((grouping, unit), [])
        before = [one for one in placements if one.start <= on]
        if before:
            return [max(before, key=lambda one: (one.start, one.member_of))]
        return [min(placements, key=lambda one: (one.start, one.member_of))] if placements else []

    def stands(self, unit: KnownUnit, period: Period) -> bool:
        """Whether a unit has figures of a period: it, or one that counts to it, stood then.

        On the map of a day it must stand on that day.
        """
        if unit.id in self.carried:
            return False
        if self.placed_on and not unit.stood_on(self.placed_on):
            return False
        family = {unit.id} | {one for one, whole in self.carried.items() if whole == unit.id}
        return any(one.stood_in(period) for one in self.known if one.id in family)

    def ends_of(self, periods: Sequence[Period]) -> "Units":
        """Give the same units, cut where periods begin or end within a month: weeks do."""
        edges = {one for each in periods for one in (each.start, each.end) if one.day != 1}
        if edges <= set(self.changes):
            return self
        cuts = tuple(sorted(edges | set(self.cuts)))
        return replace(self, cuts=cuts, changes=(), _text={}, _by_unit={}, _places={})

    def bucket_of(self, on: date) -> int:
        """Number the bucket that holds a day."""
        return index_of(on) - index_of(EPOCH) + bisect_right(self.changes, on)

    def buckets(self, start: date, end: date) -> list[tuple[int, date]]:
        """Give the buckets from one day up to another, each with its first day."""
        firsts = {day_at(index) for index in range(index_of(start), index_of(end) + 1)}
        firsts |= {start} if start.day != 1 else set()
        firsts = {one for one in firsts if start <= one < end}
        firsts |= {one for one in self.changes if start <= one < end}
        return [(self.bucket_of(one), one) for one in sorted(firsts)]

    def bucket_sql(self, on: exp.Expr) -> exp.Expr:
        """Number the bucket of a date within a statement."""
        month = call("datediff", exp.Literal.string("month"), day(EPOCH), on.copy())
        steps: exp.Expr = month
        for change in self.changes:
            later = exp.Case().when(less(on, day(change)), whole(0)).else_(whole(1))
            steps = exp.Add(this=steps, expression=later)
        return steps


def units_of(snapshot: Snapshot, placed_on: date | None = None) -> Units:
    """Read the units of a snapshot."""
    if "organisation_unit" not in snapshot.table_names:
        return Units((), {}, {}, placed_on)
    numbers = dict(snapshot.codes("organisation_unit", "unit_id"))
    text = {number: name for name, number in numbers.items()}
    known = _known(snapshot, text)
    placements = _placements(snapshot, text)
    successions = _successions(snapshot, text)
    return Units(known, numbers, placements, placed_on, successions=successions)


def carried_to(successions: Sequence[Succession], placed_on: date | None) -> dict[str, str]:
    """Give, for each unit that counts to another, the one it counts to in the end.

    Without a map's day only new identifiers are followed. What cannot be undone is left as it is:
    rows of a merged unit cannot be parted again, nor those of one that was split later divided.
    """
    steps: dict[str, str] = {}
    for one in sorted(successions, key=lambda each: (each.on, each.old, each.new)):
        if one.kind == RENAMED or (one.kind == MERGED and placed_on and one.on <= placed_on):
            steps.setdefault(one.old, one.new)
    for one in sorted(successions, key=lambda each: (each.on, each.old, each.new)):
        if one.kind == SPLIT and placed_on and one.on > placed_on and one.new not in steps:
            steps[one.new] = one.old
    found = {}
    for unit, following in steps.items():
        seen, here = {unit}, following
        while here in steps and here not in seen:
            seen.add(here)
            here = steps[here]
        if here != unit:
            found[unit] = here
    return found


def _successions(snapshot: Snapshot, text: dict[int, str]) -> tuple[Succession, ...]:
    if "unit_succession" not in snapshot.table_names:
        return ()
    kinds = {number: name for name, number in snapshot.codes("unit_succession", "kind").items()}
    wanted = map(column, ("old_unit_id", "new_unit_id", "kind", "happened_on"))
    rows = snapshot.query(exp.select(*wanted).from_("unit_succession").sql("duckdb"))
    found = [
        Succession(
            text[cast("int", old)],
            text[cast("int", new)],
            kinds[cast("int", kind)],
            cast("date", on),
        )
        for old, new, kind, on in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.on, each.old, each.new)))


def _known(snapshot: Snapshot, text: dict[int, str]) -> tuple[KnownUnit, ...]:
    kinds = {number: name for name, number in snapshot.codes("organisation_unit", "kind").items()}
    wanted = exp.select(*map(column, ("unit_id", "kind", "opened_on", "closed_on")))
    rows = snapshot.query(wanted.from_("organisation_unit").sql("duckdb"))
    return tuple(
        KnownUnit(
            text[cast("int", unit)],
            kinds[cast("int", kind)],
            cast("date | None", opened),
            cast("date | None", closed),
        )
        for unit, kind, opened, closed in rows
    )


def _placements(snapshot: Snapshot, text: dict[int, str]) -> dict[str, tuple[Placement, ...]]:
    if "unit_membership" not in snapshot.table_names:
        return {}
    groupings = snapshot.codes("unit_membership", "grouping")
    names = {number: name for name, number in groupings.items()}
    wanted = map(column, ("grouping", "unit_id", "member_of_id", "started_on", "ended_on"))
    rows: Sequence[tuple[object, ...]] = snapshot.query(
        exp.select(*wanted).from_("unit_membership").sql("duckdb")
    )
    found: dict[str, list[Placement]] = {}
    for grouping, unit, above, start, end in rows:
        placement = Placement(
            text[cast("int", unit)],
            text[cast("int", above)],
            cast("date", start),
            cast("date | None", end),
        )
        found.setdefault(names[cast("int", grouping)], []).append(placement)
    return {grouping: tuple(rows) for grouping, rows in found.items()}
