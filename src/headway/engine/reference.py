"""The slow way: every calculation in plain loops over drawn rows, written from the words.

It shares nothing with the statements but the meaning of a path. Each figure is worked out on its
own, for its period and its unit, and nothing is added up from parts. What each row says stands in
``reference_facts``; here it is put into its units and made parts of.
"""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from headway.domain.calculation import (
    Average,
    Calculation,
    Count,
    Duration,
    Entered,
    OpenAtEnd,
    PartOf,
    Rate,
    Ratio,
    Share,
    Statistic,
    Transition,
)
from headway.domain.calculation_results import Breakdown, Key, Level, Parts, UnitRef
from headway.domain.periods import Period
from headway.engine.reference_facts import facts_in
from headway.engine.world import World


def reference_parts(
    asked: Sequence[tuple[str, Calculation]],
    periods: Sequence[Period],
    world: World,
    breakdown: str = "",
    placed_on: date | None = None,
) -> dict[Key, Parts]:
    """Work out the parts of every calculation for every period and unit where anything is."""
    found: dict[Key, Parts] = {}
    for indicator, calculation in asked:
        if isinstance(calculation, Ratio | PartOf | Rate | Entered):
            continue
        if breakdown and breakdown not in calculation.common.breakdowns:
            continue
        for period in periods:
            facts = list(facts_in(calculation, period, world))
            wanted: dict[tuple[UnitRef, Breakdown | None], list[dict[str, object]]] = {}
            for unit, on, fact in facts:
                part = None
                if breakdown:
                    table = calculation.selection.table  # type: ignore[union-attr]
                    cell = world.cell(table, fact["row"], breakdown, fact["on"])  # type: ignore[arg-type]
                    part = Breakdown(breakdown, _text(cell))
                for level in Level:
                    place = place_of(world, unit, level, placed_on or on)
                    wanted.setdefault((place, part), []).append(fact)
            for (place, part), ones in wanted.items():
                found[Key(indicator, period, place, part)] = _parts(calculation, ones)
    return found


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return ("yes" if cell else "no") if isinstance(cell, bool) else str(cell)


def place_of(world: World, unit: str, level: Level, on: date) -> UnitRef:
    """Give the unit of a level that a team stood in on a day."""

    def above(name: str, grouping: str) -> str:
        held = [
            (one["started_on"], str(one["member_of_id"]))
            for one in world.table("unit_membership")
            if one["unit_id"] == name
            and one["grouping"] == grouping
            and one["started_on"] <= on  # type: ignore[operator]
            and (one["ended_on"] is None or one["ended_on"] > on)  # type: ignore[operator]
        ]
        return max(held)[1] if held else ""

    if level is Level.COUNCIL:
        return UnitRef(level)
    if level is Level.TEAM:
        return UnitRef(level, unit)
    locality = above(unit, "locality")
    if level is Level.LOCALITY:
        return UnitRef(level, locality)
    return UnitRef(level, above(unit, "service") or above(locality, "service"))


def _parts(calculation: Calculation, facts: Sequence[dict[str, object]]) -> Parts:
    make: Callable[[Sequence[dict[str, object]]], Parts]
    match calculation:
        case Count() | OpenAtEnd() | Transition():
            make = _parts_of_count
        case Share():
            make = _parts_of_share
        case Average():
            values = [Fraction(str(one["v"])) for one in facts if one["v"] is not None]
            lost = len(facts) - len(values)
            return Parts(sum(values, Fraction(0)), Fraction(len(values)), lost)
        case Duration():
            return _parts_of_durations(calculation, facts)
        case _:
            make = _parts_of_followed
    return make(facts)


def _parts_of_count(facts: Sequence[dict[str, object]]) -> Parts:
    first = facts[0]
    if first.get("sum"):
        values = [one["value"] for one in facts]
        known = [Fraction(str(one)) for one in values if one is not None]
        return Parts(sum(known, Fraction(0)), None, len(values) - len(known))
    if first.get("each"):
        subjects = [one["subject"] for one in facts]
        named = {one for one in subjects if one is not None}
        return Parts(Fraction(len(named)), None, sum(one is None for one in subjects))
    return Parts(Fraction(len(facts)))


def _parts_of_share(facts: Sequence[dict[str, object]]) -> Parts:
    if not facts[0]["each"]:
        above = sum(bool(one["above"]) for one in facts)
        return Parts(Fraction(above), Fraction(len(facts)))
    above = len({one["subject"] for one in facts if one["above"]} - {None})
    below = len({one["subject"] for one in facts} - {None})
    lost = sum(one["subject"] is None for one in facts)
    return Parts(Fraction(above), Fraction(below), lost)


def _parts_of_followed(facts: Sequence[dict[str, object]]) -> Parts:
    asked = [one for one in facts if not one["lost"]]
    above = sum(bool(one["above"]) for one in asked)
    return Parts(Fraction(above), Fraction(len(asked)), len(facts) - len(asked))


def _parts_of_durations(found: Duration, facts: Sequence[dict[str, object]]) -> Parts:
    lengths = sorted(int(str(one["passed"])) for one in facts if one["passed"] is not None)
    lost = len(facts) - len(lengths)
    below = Fraction(len(lengths))
    if found.statistic is Statistic.MEAN:
        return Parts(Fraction(sum(lengths)), below, lost)
    if not lengths:
        return Parts(None, below, lost)
    if found.statistic is Statistic.MEDIAN:
        middle = len(lengths) // 2
        pair = lengths[middle] + lengths[middle if len(lengths) % 2 else middle - 1]
        return Parts(Fraction(pair), below, lost)
    enough = next(
        one
        for one in lengths
        if 100 * sum(other <= one for other in lengths) >= found.percentile * len(lengths)
    )
    return Parts(Fraction(enough), below, lost)
