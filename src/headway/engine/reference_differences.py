"""The slow way to a difference: every figure's facts gone through on either side, one by one.

Nothing is left out beforehand, and nothing is divided into steps: what each row (or each subject,
where different subjects are counted) adds in the one set of tables and in the other.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from headway.domain.calculation import (
    Average,
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
from headway.engine.reference import place_of
from headway.engine.reference_facts import facts_in
from headway.engine.world import World
from headway.tables import TABLES

Moved = dict[tuple[Period, UnitRef], dict[tuple[object, ...], "Difference"]]
Difference = tuple[Fraction, Fraction, tuple[int, ...], tuple[int, ...]]
"""Above and below the line, now less then; durations that left and those that joined."""


def reference_differences(
    calculation: Calculation, periods: Sequence[Period], before: World, after: World
) -> Moved:
    """Give, for each figure, what each contributor adds otherwise in ``after``."""
    found: Moved = {}
    for period in periods:
        then, now = (_added(calculation, period, one) for one in (before, after))
        for place in {*then, *now}:
            held, holds = then.get(place, {}), now.get(place, {})
            for who in {*held, *holds}:
                moved = _difference(held.get(who, ()), holds.get(who, ()), calculation)
                if any(moved):
                    found.setdefault((period, place), {})[who] = moved
    return found


def _added(
    calculation: Calculation, period: Period, world: World
) -> dict[UnitRef, dict[tuple[object, ...], tuple[dict[str, object], ...]]]:
    found: dict[UnitRef, dict[tuple[object, ...], tuple[dict[str, object], ...]]] = {}
    for unit, on, fact in facts_in(calculation, period, world):
        who = _who(calculation, fact)
        if who == (None,) or fact.get("lost") is True:
            continue
        for level in Level:
            ones = found.setdefault(place_of(world, unit, level, on), {})
            ones[who] = (*ones.get(who, ()), fact)
    return found


def _who(calculation: Calculation, fact: dict[str, object]) -> tuple[object, ...]:
    match calculation:
        case Count() | Share() | OpenAtEnd() if calculation.each:
            return (fact["subject"],)
        case Transition() | LatestChange():
            return (fact["who"],)
    row = fact["row"]
    key = TABLES[calculation.selection.table].key.columns  # type: ignore[union-attr]
    return tuple(row[name] for name in key)  # type: ignore[index]


def _difference(
    then: Sequence[dict[str, object]], now: Sequence[dict[str, object]], calculation: Calculation
) -> Difference:
    above = _above(now, calculation) - _above(then, calculation)
    below = _below(now, calculation) - _below(then, calculation)
    left: list[int] = []
    joined: list[int] = []
    if isinstance(calculation, Duration) and calculation.statistic is not Statistic.MEAN:
        held, holds = _lengths(then), _lengths(now)
        left, joined = list((held - holds).elements()), list((holds - held).elements())
    return above, below, tuple(sorted(left)), tuple(sorted(joined))


def _lengths(facts: Sequence[dict[str, object]]) -> Counter[int]:
    return Counter(int(str(one["passed"])) for one in facts if one["passed"] is not None)


def _above(facts: Sequence[dict[str, object]], calculation: Calculation) -> Fraction:
    match calculation:
        case Count() | OpenAtEnd() if calculation.sum_of:
            return sum((Fraction(str(one["value"] or 0)) for one in facts), Fraction(0))
        case Duration() if calculation.statistic is Statistic.MEAN:
            return sum((Fraction(str(one["passed"] or 0)) for one in facts), Fraction(0))
        case Duration():
            return Fraction(0)
        case Average():
            return sum((Fraction(str(one["v"] or 0)) for one in facts), Fraction(0))
        case Count() | Share() | OpenAtEnd() if calculation.each:
            return Fraction(any(one["above"] for one in facts))
        case _:
            return Fraction(sum(bool(one["above"]) for one in facts))


def _below(facts: Sequence[dict[str, object]], calculation: Calculation) -> Fraction:
    match calculation:
        case Count() | OpenAtEnd() | Transition():
            return Fraction(0)
        case Average():
            return Fraction(sum(one["v"] is not None for one in facts))
        case Duration():
            return Fraction(sum(one["passed"] is not None for one in facts))
        case Share() if calculation.each:
            return Fraction(bool(facts))
        case _:
            return Fraction(len(facts))
