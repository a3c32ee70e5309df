"""What each row adds to a figure, and so each row's part in a difference between two figures.

A **fact** is a row with the day it belongs to, its unit, and what it adds above and below the
line. A figure is worked out from the facts of its period and unit alone, so the difference of two
figures is made of the facts that differ.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from headway.domain.calculation import (
    Calculation,
    Count,
    Duration,
    LatestChange,
    OpenAtEnd,
    Share,
    Statistic,
    Transition,
)
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.periods import Period
from headway.domain.restatement import Contributor
from headway.engine.units import Units
from headway.tables import TABLES
from headway.tables.paths import resolve

ZERO, ONE = Fraction(0), Fraction(1)


class Adding(Enum):
    """How a figure is made of its facts."""

    SUM = "added up"
    DISTINCT = "different subjects counted"
    RANKED = "durations put in order"


@dataclass(frozen=True, slots=True)
class Fact:
    """A row in one period: its team and day, and what it adds. ``row`` is its key.

    ``subject`` is who is counted, where different subjects are; ``length`` is the duration of one
    that is put in order.
    """

    row: tuple[object, ...]
    period: Period
    unit: str
    on: date
    above: Fraction = ONE
    below: Fraction = ZERO
    subject: object = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """What one contributor adds to one figure."""

    above: Fraction = ZERO
    below: Fraction = ZERO
    lengths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A contributor's part in a difference, before it is known why."""

    contributor: Contributor
    above: Fraction
    below: Fraction
    left: tuple[int, ...] = ()
    joined: tuple[int, ...] = ()


Cell = tuple[Period, UnitRef]
Amounts = dict[Cell, dict[Contributor, Amount]]
PartsOfCells = dict[Cell, list[Part]]


def adding_of(calculation: Calculation) -> Adding:
    """Say how a calculation's figure is made of its facts."""
    match calculation:
        case Count() | Share() | OpenAtEnd() if calculation.each:
            return Adding.DISTINCT
        case Duration() if calculation.statistic is not Statistic.MEAN:
            return Adding.RANKED
        case _:
            return Adding.SUM


def contributor_of(calculation: Calculation, fact: Fact) -> Contributor | None:
    """Name who adds: the row, or the subject that is counted; None for a subject not known."""
    match calculation:
        case Count() | Share() | OpenAtEnd() if calculation.each:
            if fact.subject is None:
                return None
            table = _kind_of(calculation.selection.table, calculation.each)
            return Contributor(table, (fact.subject,), is_subject=True)
        case Transition():
            return Contributor("person", fact.row, is_subject=True)
        case LatestChange():
            table = _kind_of(calculation.selection.table, calculation.subject)
            return Contributor(table, fact.row, is_subject=True)
        case _:
            return Contributor(calculation.selection.table, fact.row)  # type: ignore[union-attr]


def _kind_of(table: str, path: str) -> str:
    """Name the table whose rows a column names."""
    found = resolve(table, path)
    references = found.column.references
    if references:
        return references.partition(".")[0]
    return found.table


@dataclass(slots=True)
class Placing:
    """Gives the units of every level that a team stood in on a day."""

    units: Units
    _known: dict[tuple[str, date], tuple[UnitRef, ...]] = field(default_factory=dict)

    def of(self, unit: str, on: date) -> tuple[UnitRef, ...]:
        """Give the team's unit of each level."""
        found = self._known.get((unit, on))
        if found is None:
            found = tuple(self.units.place(unit, level, on) for level in Level)
            self._known[unit, on] = found
        return found


def amounts(calculation: Calculation | None, facts: Iterable[Fact], placing: Placing) -> Amounts:
    """Give what each contributor adds to the figure of each period and unit."""
    found: Amounts = {}
    if calculation is None:
        return found
    distinct = adding_of(calculation) is Adding.DISTINCT
    for fact in facts:
        contributor = contributor_of(calculation, fact)
        if contributor is None:
            continue
        for unit in placing.of(fact.unit, fact.on):
            cell = found.setdefault((fact.period, unit), {})
            cell[contributor] = _with(cell.get(contributor, Amount()), fact, distinct=distinct)
    return found


def _with(known: Amount, fact: Fact, *, distinct: bool) -> Amount:
    if distinct:
        return Amount(max(known.above, fact.above), max(known.below, fact.below))
    lengths = known.lengths
    if fact.length is not None:
        lengths = tuple(sorted((*lengths, fact.length)))
    return Amount(known.above + fact.above, known.below + fact.below, lengths)


def parts_between(before: Amounts, after: Amounts) -> PartsOfCells:
    """Give, for each figure, the contributors that add otherwise after than before."""
    found: PartsOfCells = {}
    for cell in {*before, *after}:
        then, now = before.get(cell, {}), after.get(cell, {})
        parts = [
            _part(one, then.get(one, Amount()), now.get(one, Amount()))
            for one in dict.fromkeys((*then, *now))
            if then.get(one) != now.get(one)
        ]
        kept = [one for one in parts if one.above or one.below or one.left or one.joined]
        if kept:
            found[cell] = kept
    return found


def _part(contributor: Contributor, then: Amount, now: Amount) -> Part:
    held, holds = Counter(then.lengths), Counter(now.lengths)
    left, joined = (tuple(sorted(one.elements())) for one in (held - holds, holds - held))
    return Part(contributor, now.above - then.above, now.below - then.below, left, joined)


def only_differing(
    calculation: Calculation, before: Sequence[Fact], after: Sequence[Fact]
) -> tuple[list[Fact], list[Fact]]:
    """Leave out facts that both have: what they add is the same in both.

    Of different subjects, all facts of a subject stay where one of them differs.
    """
    held, holds = Counter(before), Counter(after)
    gone, come = held - holds, holds - held
    if adding_of(calculation) is not Adding.DISTINCT:
        return list(gone.elements()), list(come.elements())
    subjects = {one.subject for one in (*gone, *come)}
    return (
        [one for one in before if one.subject in subjects],
        [one for one in after if one.subject in subjects],
    )


def lengths_of(facts: Iterable[Fact], placing: Placing) -> Mapping[Cell, tuple[int, ...]]:
    """Give all durations behind each figure, in order."""
    found: dict[Cell, list[int]] = {}
    for fact in facts:
        if fact.length is not None:
            for unit in placing.of(fact.unit, fact.on):
                found.setdefault((fact.period, unit), []).append(fact.length)
    return {cell: tuple(sorted(lengths)) for cell, lengths in found.items()}


def key_columns(calculation: Calculation) -> tuple[tuple[str, str], ...]:
    """Name the table and column of each part of a fact's key."""
    match calculation:
        case Transition():
            return (("person", "person_id"),)
        case LatestChange():
            found = resolve(calculation.selection.table, calculation.subject)
            return ((found.table, found.column.name),)
        case _:
            table = calculation.selection.table  # type: ignore[union-attr]
            return tuple((table, name) for name in TABLES[table].key.columns)
