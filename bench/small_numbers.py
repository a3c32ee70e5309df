"""Made-up releases for measuring protection: teams in localities, ages, sexes, months."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from headway.domain.calculation_results import COUNCIL, Breakdown, Level, UnitRef
from headway.domain.disclosure.cells import Cell, CellKey
from headway.domain.disclosure.hierarchy import Adding, hierarchy
from headway.domain.disclosure.release import Release
from headway.domain.periods import (
    Period,
    financial_year,
    month_at,
    quarter_of,
    year_to_date,
)

INDICATOR = "plans-opened"


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a made-up release is. ``mean`` is the usual count of a team, age, sex and month."""

    teams: int = 30
    localities: int = 5
    ages: int = 4
    sexes: int = 2
    months: int = 24
    mean: float = 2.5
    longer: bool = False
    seed: int = 1


def release_of(shape: Shape) -> Release:
    """Make a release up: every margin of every unit and month, and longer periods if asked."""
    dice = random.Random(shape.seed)  # noqa: S311
    nesting = nesting_of(shape)
    leaves: dict[tuple[UnitRef, Period, str, str], int] = {}
    for unit in [unit for unit in nesting if unit.level is Level.TEAM]:
        size = shape.mean * dice.uniform(0.5, 1.5)
        for step in range(shape.months):
            month = month_at(2024 * 12 + 3 + step)
            for age in range(shape.ages):
                for sex in range(shape.sexes):
                    count = sum(dice.random() < size / 40 for _ in range(40))
                    leaves[unit, month, f"age {age}", f"sex {sex}"] = count
    counts: dict[CellKey, int] = {}
    for (unit, month, by_age, by_sex), count in leaves.items():
        for above in _and_above(unit, nesting):
            for period in _and_longer(month, shape):
                for parts in _margins(by_age, by_sex):
                    key = CellKey(INDICATOR, period, above, parts)
                    counts[key] = counts.get(key, 0) + count
    found = hierarchy(
        [Cell(key, count) for key, count in counts.items()], [nesting], {INDICATOR: Adding()}
    )
    return Release("made up", found.cells, found.relations)


def nesting_of(shape: Shape) -> Mapping[UnitRef, UnitRef]:
    """Give the unit that each unit belongs to."""
    localities = [UnitRef(Level.LOCALITY, f"L{n}") for n in range(shape.localities)]
    nesting = dict.fromkeys(localities, COUNCIL)
    for team in range(shape.teams):
        nesting[UnitRef(Level.TEAM, f"T{team:02}")] = localities[team % shape.localities]
    return nesting


def _and_above(unit: UnitRef, nesting: Mapping[UnitRef, UnitRef]) -> list[UnitRef]:
    units = [unit]
    while units[-1] in nesting:
        units.append(nesting[units[-1]])
    return units


def _and_longer(month: Period, shape: Shape) -> list[Period]:
    if not shape.longer:
        return [month]
    year = financial_year(month.financial_year)
    running = {year_to_date(one) for one in year.months() if one >= month}
    return [month, quarter_of(month.start), year, *sorted(running)]


def _margins(age: str, sex: str) -> list[tuple[Breakdown, ...]]:
    by_age, by_sex = Breakdown("age", age), Breakdown("sex", sex)
    return [(), (by_age,), (by_sex,), (by_age, by_sex)]
