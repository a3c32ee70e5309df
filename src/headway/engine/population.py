"""How many people live in an area: the denominator of a rate, of the middle of the year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from sqlglot import exp

from headway.domain.calculation import Rate
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.periods import Period
from headway.engine.source import Snapshot
from headway.engine.sql import column
from headway.engine.units import Units


@dataclass(frozen=True, slots=True)
class People:
    """One row of the population: an area's people of a band of ages, in a year."""

    area: str
    year: int
    age_from: int
    age_to: int
    sex: str
    cohort: str
    people: int


def population_of(snapshot: Snapshot, units: Units) -> tuple[People, ...]:
    """Read the population of a snapshot; empty where it has none."""
    if "population" not in snapshot.table_names:
        return ()
    names = ("area_id", "year", "age_from", "age_to", "sex", "cohort", "people")
    sexes = {number: text for text, number in snapshot.codes("population", "sex").items()}
    cohorts = {number: text for text, number in snapshot.codes("population", "cohort").items()}
    rows = snapshot.query(exp.select(*map(column, names)).from_("population").sql("duckdb"))
    return tuple(
        People(
            units.named(area),
            cast("int", year),
            cast("int", low),
            cast("int", high),
            sexes[cast("int", sex)],
            cohorts[cast("int", cohort)],
            cast("int", people),
        )
        for area, year, low, high, sex, cohort, people in rows
    )


def people_for(
    rate: Rate, period: Period, unit: UnitRef, rows: Sequence[People], units: Units
) -> Fraction | None:
    """Give the people a rate divides by; None where the ages asked for are not covered exactly.

    Rates of a year divide by the middle of the year before its end, as published rates do: those
    of 2024/25, and of every period that ends in 2025, by the middle of 2024.
    """
    taken = people_taken(rate, period, unit, rows, units)
    return None if taken is None else Fraction(sum(one.people for one in taken))


def people_taken(
    rate: Rate, period: Period, unit: UnitRef, rows: Sequence[People], units: Units
) -> tuple[People, ...] | None:
    """Give the rows of the population that a rate's denominator is the sum of; None as above."""
    year = period.last_day.year - 1
    areas = {one.id for one in units.known if one.kind == "council"}
    areas = areas if unit.level is Level.COUNCIL else {unit.id}
    fitting = [
        one for one in rows if one.area in areas and one.year == year and one.cohort == rate.cohort
    ]
    both = [one for one in fitting if one.sex == "all"]
    if both:
        return _of_ages(both, rate.age_from, rate.age_to)
    found: tuple[People, ...] = ()
    for sex in sorted({one.sex for one in fitting}):
        part = _of_ages([one for one in fitting if one.sex == sex], rate.age_from, rate.age_to)
        if part is None:
            return None
        found += part
    return found or None


def _of_ages(rows: Sequence[People], low: int, high: int) -> tuple[People, ...] | None:
    """Take bands that follow each other from the lowest to the highest age, each age once."""
    found: tuple[People, ...] = ()
    age = low
    while age <= high:
        fitting = [one for one in rows if one.age_from == age and one.age_to <= high]
        if not fitting:
            return None
        widest = max(fitting, key=lambda one: one.age_to)
        found += (widest,)
        age = widest.age_to + 1
    return found
