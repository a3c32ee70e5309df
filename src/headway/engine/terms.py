"""What a figure is made of: one calculation, or the parts of several, above and below the line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headway.domain.calculation import PartOf, Rate, Ratio
from headway.domain.calculation_results import UnitRef
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.domain.restatement import Cause, Contribution, Contributor, Why
from headway.engine.differences import ZERO
from headway.engine.explaining import Explainer, Takes, Term
from headway.engine.fact_rows import Pair
from headway.engine.population import People, people_taken, population_of
from headway.engine.units import Units

NOTHING = Term(None)


@dataclass(frozen=True, slots=True)
class Terms:
    """``whole`` gives both parts of a figure at once; else ``above`` and ``below`` one each.

    ``people`` is the rate whose population stands below the line.
    """

    whole: Term = NOTHING
    above: Term = NOTHING
    below: Term = NOTHING
    people: Rate | None = None


def terms_of(indicator: Indicator, known: Mapping[str, Indicator]) -> Terms:
    """Give the calculations of rows that an indicator's figure is made of."""
    calculation = indicator.calculation
    match calculation:
        case Ratio() if indicator.ratio:
            parts = (indicator.ratio.numerator, indicator.ratio.denominator)
            above, below = (_part(known[name], known) for name in parts)
            return Terms(above=above, below=below)
        case Rate():
            return Terms(above=_part(known[calculation.of], known), people=calculation)
        case PartOf():
            return Terms(above=_part(indicator, known))
        case _:
            return Terms(whole=Term(calculation))


def _part(indicator: Indicator, known: Mapping[str, Indicator]) -> Term:
    calculation = indicator.calculation
    if not isinstance(calculation, PartOf):
        return Term(calculation, Takes.ABOVE)
    whole = known[calculation.of].calculation
    return Term(whole, Takes.BELOW if calculation.below else Takes.ABOVE)


def alike(one: Terms, other: Terms) -> tuple[Terms, Terms]:
    """Put two definitions into one form, so that each part stands against its like."""
    if (one.whole == NOTHING) == (other.whole == NOTHING):
        return one, other
    return _apart(one), _apart(other)


def _apart(terms: Terms) -> Terms:
    if terms.whole == NOTHING:
        return terms
    calculation = terms.whole.calculation
    return Terms(above=Term(calculation, Takes.ABOVE), below=Term(calculation, Takes.BELOW))


@dataclass(slots=True)
class PeopleExplainer:
    """Explains the people below the line of a rate, by the rows of the population."""

    pair: Pair
    units: tuple[Units, Units]

    def explained(
        self, before: Rate | None, after: Rate | None, period: Period, unit: UnitRef
    ) -> list[Contribution]:
        """Give each row's part in the difference of the people of an area."""
        then, now = (
            self._taken(side, rate, period, unit) for side, rate in enumerate((before, after))
        )
        changes = self.pair.changes("population")
        found = []
        for key in dict.fromkeys((*then, *now)):
            moved = now.get(key, 0) - then.get(key, 0)
            if not moved:
                continue
            change = changes.get(key)
            why = Why(Cause.REDEFINED if before != after else Cause.REORGANISED)
            if change is not None:
                why = Why(change.cause, "population", change.columns, elsewhere=True)
            contributor = Contributor("population", key)
            found.append(Contribution(contributor, ZERO, ZERO + moved, why))
        return found

    def _taken(
        self, side: int, rate: Rate | None, period: Period, unit: UnitRef
    ) -> dict[tuple[object, ...], int]:
        if rate is None:
            return {}
        units = self.units[side]
        rows = population_of(self.pair.sides[side], units)
        taken = people_taken(rate, period, unit, rows, units) or ()
        return {self._key(side, one, units): one.people for one in taken}

    def _key(self, side: int, one: People, units: Units) -> tuple[object, ...]:
        area = self.pair.common(side, "population", "area_id", units.numbers[one.area])
        return (area, one.year, one.age_from, one.age_to, one.sex, one.cohort)


def contributions_of(
    before: Terms,
    after: Terms,
    cells: Sequence[tuple[Period, UnitRef]],
    explainer: Explainer,
) -> tuple[
    dict[tuple[Period, UnitRef], list[Contribution]],
    tuple[Mapping[tuple[Period, UnitRef], tuple[int, ...]], ...],
]:
    """Give every part in the difference of some figures; and of medians all durations."""
    before, after = alike(before, after)
    periods = sorted({period for period, _ in cells})
    found: dict[tuple[Period, UnitRef], list[Contribution]] = {cell: [] for cell in cells}
    whole = explainer.explained(before.whole, after.whole, periods)
    above = explainer.explained(before.above, after.above, periods)
    below = explainer.explained(before.below, after.below, periods)
    for cell, parts in found.items():
        parts.extend(whole.contributions.get(cell, []))
        parts.extend(above.contributions.get(cell, []))
        parts.extend(_put_below(one) for one in below.contributions.get(cell, []))
    if before.people or after.people:
        people = PeopleExplainer(explainer.pair, explainer.units)
        for (period, unit), parts in found.items():
            parts.extend(people.explained(before.people, after.people, period, unit))
    return found, whole.lengths


def _put_below(one: Contribution) -> Contribution:
    return Contribution(one.contributor, ZERO, one.numerator, one.why)
