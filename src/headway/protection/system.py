"""Everything released together as one system: unknown counts, and what is known of them.

A count shown as it is, is known. All else is an unknown between bounds; every relation and every
derived figure that is shown is a row: a weighted sum of unknowns between two whole numbers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, floor, lcm
from typing import TypeAlias

from headway.domain.calculation_results import UnitRef
from headway.domain.disclosure.audit import Unknown
from headway.domain.disclosure.cells import CellKey, Relation, RelationKind
from headway.domain.disclosure.claims import (
    AllOf,
    Claim,
    Extreme,
    FromShown,
    MovingRange,
    Within,
)
from headway.domain.disclosure.policy import Contributors, Policy, Zeros
from headway.domain.disclosure.release import Outcome, Released

CountOf: TypeAlias = Callable[[CellKey], int]
Terms: TypeAlias = tuple[tuple[int, int], ...]
"""Unknowns by number, each with its whole weight."""


@dataclass(frozen=True, slots=True)
class Row:
    """A weighted sum that lies from ``low`` to ``high``; None is no bound.

    ``source`` is the total of a relation, or the name of a derived figure.

    A row that is ``narrowed`` is more than a reader knows: it keeps other tables true to a figure
    of a form that a row cannot tell in full. Proofs of safety may use it, proofs of danger not.
    """

    terms: Terms
    low: int | None
    high: int | None
    source: CellKey | str
    narrowed: bool = False


@dataclass(slots=True)
class System:
    """The unknowns by number, with what is true and what is known of each.

    ``low`` and ``high`` are for a reader who is told which of the withheld figures are the small
    ones, ``weak_low`` and ``weak_high`` for one who sees the symbols alone. ``need`` is how many
    whole numbers must remain possible: 0 where nothing is to be kept.
    """

    unknowns: list[Unknown] = field(default_factory=list)
    number: dict[Unknown, int] = field(default_factory=dict)
    truth: list[int] = field(default_factory=list)
    low: list[int] = field(default_factory=list)
    high: list[int | None] = field(default_factory=list)
    weak_low: list[int] = field(default_factory=list)
    weak_high: list[int | None] = field(default_factory=list)
    need: list[int] = field(default_factory=list)
    small: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    insiders: list[frozenset[int]] = field(default_factory=list)

    def fixed(self, one: int) -> bool:
        """Say whether a count is known to everybody."""
        return self.weak_low[one] == self.weak_high[one]

    def add(self, unknown: Unknown) -> int:
        """Return the number of an unknown, a new one where it is new."""
        one = self.number.get(unknown)
        if one is None:
            one = self.number[unknown] = len(self.unknowns)
            self.unknowns.append(unknown)
            self.truth.append(unknown[1])
            for lows in (self.low, self.weak_low):
                lows.append(0)
            for highs in (self.high, self.weak_high):
                highs.append(None)
            self.need.append(0)
            self.small.append(False)
        return one


def system_of(releases: Iterable[Released]) -> System:
    """Set everything released together up as one system.

    A count that two editions know alike is one unknown; one that was restated is another.
    """
    system = System()
    seen: set[tuple[Terms, int | None, int | None, bool]] = set()
    placed: list[tuple[Released, dict[CellKey, int]]] = []
    for released in releases:
        place = _add_counts(system, released)
        placed.append((released, place))
        for row in _rows(released, place):
            mark = (row.terms, row.low, row.high, row.narrowed)
            if mark not in seen:
                seen.add(mark)
                system.rows.append(row)
    system.insiders = _insiders(placed, system.truth)
    return system


def _add_counts(system: System, released: Released) -> dict[CellKey, int]:
    place: dict[CellKey, int] = {}
    for cell in released.release.cells:
        one = place[cell.key] = system.add((cell.key, cell.count))
        outcome = released.outcomes[cell.key]
        strong, weak = known_of(released.policy, outcome, cell.count)
        system.low[one], system.high[one] = _both((system.low[one], system.high[one]), strong)
        known = (system.weak_low[one], system.weak_high[one])
        system.weak_low[one], system.weak_high[one] = _both(known, weak)
        small = released.policy.is_small(cell.count)
        system.small[one] = system.small[one] or small
        need = released.policy.least_possible if small else 2 if outcome.withheld else 0
        system.need[one] = max(system.need[one], need)
    return place


def known_of(
    policy: Policy, outcome: Outcome, count: int
) -> tuple[tuple[int, int | None], tuple[int, int | None]]:
    """Return what is known of a count: told which are the small ones, and by its symbol alone."""
    if outcome is Outcome.SHOWN:
        known = policy.possible(policy.shown(count))
        return known, known
    if outcome is Outcome.NOT_PRINTED:
        return (0, None), (0, None)
    least = 0 if policy.zeros is Zeros.PROTECTED else 1
    strong: tuple[int, int | None] = (policy.threshold, None)
    if outcome is Outcome.SMALL:
        strong = (policy.small_range[0], policy.small_range[-1])
    if policy.symbols.tell_apart:
        return strong, strong
    weak = (least, None)
    return strong if policy.small_are_known else weak, weak


def _both(one: tuple[int, int | None], other: tuple[int, int | None]) -> tuple[int, int | None]:
    highs = [high for high in (one[1], other[1]) if high is not None]
    return max(one[0], other[0]), min(highs, default=None)


def _rows(released: Released, place: dict[CellKey, int]) -> Iterator[Row]:
    for relation in released.release.relations:
        yield from relation_rows(relation, place, released.release.counts.__getitem__)
    for statement in released.release.statements:
        if released.shows(statement.name):
            counts = released.release.counts
            yield from claim_rows(statement.claim, statement.name, place, counts.__getitem__)


def relation_rows(relation: Relation, place: dict[CellKey, int], truth: CountOf) -> Iterator[Row]:
    """Give the rows of a relation: one for a sum, two kinds of bound for distinct counts.

    Where it is nearly a sum, a figure must stay safe from one who guesses how many stand in
    several parts: every other table that a proof names has as many.
    """
    name = relation.total
    parts = tuple((place[part], -1) for part in relation.parts)
    total = (place[relation.total], 1)
    if relation.kind is RelationKind.SUM:
        yield Row((total, *parts), 0, 0, name)
        return
    if relation.kind is RelationKind.NEARLY:
        twice = truth(relation.total) - sum(truth(part) for part in relation.parts)
        yield Row((total, *parts), twice, twice, name, narrowed=True)
    yield Row((total, *parts), None, 0, name)
    for part in parts:
        yield Row((total, part), 0, None, name)


def claim_rows(claim: Claim, name: str, place: dict[CellKey, int], truth: CountOf) -> Iterator[Row]:
    """Give the rows of a claim, with whole weights and bounds."""
    match claim:
        case Within():
            yield _whole(claim, name, place)
        case AllOf():
            for one in claim.claims:
                yield _whole(one, name, place)
        case Extreme():
            yield from _extreme(claim, name, place, truth)
        case MovingRange():
            yield from _moving(claim, name, place, truth)
        case FromShown():
            return


def _whole(claim: Within, name: str, place: dict[CellKey, int]) -> Row:
    scale = lcm(*(weight.denominator for _, weight in claim.terms))
    terms = tuple((place[key], int(weight * scale)) for key, weight in claim.terms)
    low = None if claim.low is None else ceil(claim.low * scale)
    if low is not None and claim.low_open and claim.low is not None and low == claim.low * scale:
        low += 1
    high = None if claim.high is None else floor(claim.high * scale)
    if high is not None and claim.high_open and claim.high is not None:
        high -= high == claim.high * scale
    return Row(terms, low, high, name)


def _extreme(claim: Extreme, name: str, place: dict[CellKey, int], truth: CountOf) -> Iterator[Row]:
    for key in claim.keys:
        low, high = (None, claim.high) if claim.highest else (claim.low, None)
        yield Row(((place[key], 1),), low, high, name)
    holder = (max if claim.highest else min)(claim.keys, key=truth)
    yield Row(((place[holder], 1),), claim.low, claim.high, name, narrowed=True)


def _moving(
    claim: MovingRange, name: str, place: dict[CellKey, int], truth: CountOf
) -> Iterator[Row]:
    """Keep every step in its true direction: then the sum of the steps is a plain sum."""
    weights = dict.fromkeys(claim.keys, 0)
    for before, after in pairwise(claim.keys):
        up = 1 if truth(after) >= truth(before) else -1
        weights[after] += up
        weights[before] -= up
        step = ((place[after], up), (place[before], -up))
        yield Row(step, 0, None, name, narrowed=True)
    terms = tuple((place[key], weight) for key, weight in weights.items() if weight)
    if terms:
        yield Row(terms, ceil(claim.low), floor(claim.high), name, narrowed=True)


Placed: TypeAlias = Sequence[tuple[Released, Mapping[CellKey, int]]]
"""Editions, each with the numbers of its counts."""


def _insiders(placed: Placed, truth: Sequence[int]) -> list[frozenset[int]]:
    """Give what each contributor knows, with all that follows from it whatever is released.

    They read all editions: what one of them joins is joined. Taken edition by edition, somebody
    who stands alone in two figures would be taken for two people, of whom one finds out the other.
    """
    groups = _single(placed)
    units: dict[UnitRef, set[int]] = {}
    for released, place in placed:
        if released.policy.contributors is Contributors.UNITS:
            for cell in released.release.cells:
                if cell.key.unit.id:
                    units.setdefault(cell.key.unit, set()).add(place[cell.key])
    groups += list(units.values())
    if not groups:
        return []
    sums_of: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
    for total, parts in _sums(placed):
        for each in (total, *parts):
            sums_of.setdefault(each, []).append((total, parts))
    few = {one for one, count in enumerate(truth) if count <= 1}
    known = (frozenset(_with_what_follows(group, sums_of, few)) for group in groups)
    return list(dict.fromkeys(known))


def _sums(placed: Placed) -> Iterator[tuple[int, tuple[int, ...]]]:
    found = (
        (place[one.total], tuple(place[part] for part in one.parts))
        for released, place in placed
        for one in released.release.relations
        if one.kind is RelationKind.SUM
    )
    yield from dict.fromkeys(found)


def _with_what_follows(
    group: set[int], sums_of: dict[int, list[tuple[int, tuple[int, ...]]]], few: set[int]
) -> set[int]:
    """Add what somebody knows besides: the last figure of a sum, the parts of a total of ``few``.

    Whoever stands alone in a total knows its parts: himself, and noughts; and a nought that he
    knows has noughts for its own parts, however deep.
    """
    known, waiting = set(group), list(group)
    while waiting:
        for total, parts in sums_of.get(waiting.pop(), ()):
            all_of_it = (total, *parts)
            missing = [one for one in all_of_it if one not in known]
            if len(missing) == 1 or (total in known and total in few):
                known.update(missing)
                waiting.extend(missing)
    return known


def _single(placed: Placed) -> list[set[int]]:
    """Group the counts of one that hang together: the same person stands alone in all of them."""
    leader = {
        place[cell.key]: place[cell.key]
        for released, place in placed
        if released.policy.contributors is not Contributors.NOBODY
        for cell in released.release.cells
        if cell.count == 1
    }

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for total, parts in _sums(placed) if leader else ():
        if total in leader:
            for part in parts:
                if part in leader:
                    leader[find(part)] = find(total)
    groups: dict[int, set[int]] = {}
    for one in leader:
        groups.setdefault(find(one), set()).add(one)
    return list(groups.values())
