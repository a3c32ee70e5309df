"""From parts to results: every period and unit gets a figure, or the reason why there is none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from headway.domain.calculation import Calculation, Duration, Entered, PartOf, Rate, Ratio
from headway.domain.calculation_results import COUNCIL, Level, Parts, UnitRef
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.domain.values import Absent, State, Value
from headway.engine.coverage import not_covered
from headway.engine.formulas import formula, value_of
from headway.engine.grid import LEVEL_OF_KIND, Whole
from headway.engine.population import People, people_for
from headway.engine.results import NOT_SHOWN, Axes, Figures, Results
from headway.engine.runner import Found, tables_of
from headway.engine.source import Snapshot
from headway.engine.tallies import Tallies, Tally, tallied
from headway.engine.units import KnownUnit, Units

NO_PEOPLE = Absent(State.NOT_COLLECTED, "no population of these ages for the area")
Flags: TypeAlias = npt.NDArray[np.bool_]


def needed_for(
    wanted: Iterable[Indicator], known: Mapping[str, Indicator]
) -> tuple[tuple[str, Calculation], ...]:
    """Give every calculation that the indicators take: their own, and those of their parts."""
    found: dict[str, Calculation] = {}
    waiting = list(wanted)
    while waiting:
        indicator = waiting.pop()
        if indicator.calculation is None or indicator.id in found:
            continue
        found[indicator.id] = indicator.calculation
        match indicator.calculation:
            case Ratio() if indicator.ratio:
                parts = [indicator.ratio.numerator, indicator.ratio.denominator]
            case Rate() | PartOf():
                parts = [indicator.calculation.of]
            case _:
                parts = []
        waiting += [known[one] for one in parts if one in known]
    return tuple(sorted(found.items()))


@dataclass(slots=True)
class Finisher:
    """Gives results their values; ``population`` is what rates divide by.

    ``parts`` are either runner's: in arrays, or one by one.
    """

    known: Mapping[str, Indicator]
    parts: Found
    units: Units
    snapshot: Snapshot
    population: tuple[People, ...] = ()
    breakdown: str = ""

    def results(
        self, wanted: Sequence[Indicator], periods: Sequence[Period], levels: Sequence[Level]
    ) -> Results:
        """Give the results of indicators, for the periods and the units of the levels."""
        places = [UnitRef(LEVEL_OF_KIND[one.kind], one.id) for one in self._placed()]
        tallies = tallied(self.parts, periods, [COUNCIL, *places])
        axes = Axes(tuple(periods), tallies.units, tallies.parts)
        rows = [tallies.place_of(one) for one in periods]
        if None in rows:
            raise ValueError("parts were worked out for other periods")
        laid = _Laid(tallies, np.array(rows, np.int64), axes)
        allowed = np.array([one.level in levels for one in axes.units], bool)
        standing = self._standing(axes) & allowed[None, :, None]
        return Results(tuple(self._figures(one, laid, allowed, standing) for one in wanted))

    def _placed(self) -> list[KnownUnit]:
        return [one for one in self.units.known if one.kind in LEVEL_OF_KIND]

    def _standing(self, axes: Axes) -> Flags:
        """Say which units stood in which periods: each has its figures, were it noughts."""
        found = np.zeros((len(axes.periods), len(axes.units), len(axes.parts)), bool)
        if self.breakdown:
            return found
        columns = {one: place for place, one in enumerate(axes.units)}
        found[:, columns[COUNCIL]] = True
        for one in self._placed():
            column = columns[UnitRef(LEVEL_OF_KIND[one.kind], one.id)]
            stood = [self.units.stands(one, period) for period in axes.periods]
            found[:, column] |= np.array(stood, bool)[:, None]
        return found

    def _made_of(self, indicator: Indicator) -> list[str]:
        match indicator.calculation:
            case Ratio() if indicator.ratio:
                return [indicator.ratio.numerator, indicator.ratio.denominator]
            case Rate() | PartOf():
                return [indicator.calculation.of]
            case _:
                return [indicator.id]

    def _figures(
        self, indicator: Indicator, laid: "_Laid", allowed: Flags, standing: Flags
    ) -> Figures:
        """Lay the figures of an indicator out: of every unit that stood, or that has anything."""
        calculation, axes = indicator.calculation, laid.axes
        made_of = [self._tally(name, laid) for name in self._made_of(indicator)]
        cells = standing.copy()
        for tally in made_of:
            cells |= tally.is_anything & allowed[None, :, None]
        above, below, lost, scales = self._lines(calculation, made_of, axes)
        chosen = np.flatnonzero(cells)
        found = Figures(
            indicator.id,
            axes,
            chosen,
            above.ravel()[chosen],
            below.ravel()[chosen],
            lost.ravel()[chosen],
            np.zeros(len(chosen), np.int16),
            (),
            scales,
            **formula(indicator),
        )
        return self._with_states(indicator, found)

    def _tally(self, name: str, laid: "_Laid") -> Tally:
        """Give an indicator's tally; for a part of another, that part of the other's."""
        found = self.known[name].calculation if name in self.known else None
        if not isinstance(found, PartOf):
            return laid.of(name)
        whole = self._tally(found.of, laid)
        if not found.below:
            return replace(whole, below=None)
        below = np.zeros_like(whole.above) if whole.below is None else whole.below
        return replace(whole, above=below, below=None, scale=1)

    def _lines(
        self, calculation: Calculation | None, made_of: Sequence[Tally], axes: Axes
    ) -> tuple[Whole, Whole, Whole, tuple[int, int]]:
        """Give what stands above and below the line and is left out, and their scales."""
        first = made_of[0]
        nothing = np.zeros_like(first.above)
        below = nothing if first.below is None else first.below
        match calculation:
            case Ratio() if len(made_of) == 2:
                return first.above, made_of[1].above, nothing, (first.scale, made_of[1].scale)
            case Rate():
                return (
                    first.above,
                    self._people(calculation, axes),
                    first.left_out,
                    (first.scale, 1),
                )
            case PartOf() if calculation.below:
                return below, nothing, first.left_out, (1, 1)
            case PartOf():
                return first.above, nothing, first.left_out, (first.scale, 1)
        return first.above, below, first.left_out, (first.scale, 1)

    def _people(self, rate: Rate, axes: Axes) -> Whole:
        """Give the people a rate divides by, -1 where they are not known."""
        found = np.full((len(axes.periods), len(axes.units), len(axes.parts)), -1, np.int64)
        areas = {one.area for one in self.population}
        known: dict[tuple[int, UnitRef], int] = {}
        for column, unit in enumerate(axes.units):
            if unit != COUNCIL and unit.id not in areas:
                continue
            for row, period in enumerate(axes.periods):
                key = (period.last_day.year, unit)
                if key not in known:
                    people = people_for(rate, period, unit, self.population, self.units)
                    known[key] = -1 if people is None else int(people)
                found[row, column] = known[key]
        return found

    def _with_states(self, indicator: Indicator, found: Figures) -> Figures:
        """Decide what is a number and what is not, for whole periods and for what is too few."""
        reasons: list[Absent] = []
        states, lost = found.states, found.left_out.copy()

        def hold(reason: Value, which: Flags) -> None:
            if isinstance(reason, Absent) and which.any():
                if reason not in reasons:
                    reasons.append(reason)
                states[which] = reasons.index(reason) + 1

        period_of = found.cells // (len(found.axes.units) * len(found.axes.parts) or 1)
        if found.divides or isinstance(indicator.calculation, Duration):
            least = indicator.calculation.common.minimum_denominator if indicator.calculation else 1
            few = (found.below > 0) & (found.below < least * found.scales[1])
            hold(value_of(indicator, Parts(Fraction(0), Fraction(0))), found.below == 0)
            hold(value_of(indicator, Parts(Fraction(0), Fraction(1, 2))), few)
        if isinstance(indicator.calculation, Rate):
            hold(NO_PEOPLE, found.below < 0)
            lost[found.below < 0] = NOT_SHOWN
        for place, period in enumerate(found.axes.periods):
            why_not = self._why_not(indicator, period)
            if why_not is not None:
                hold(why_not, period_of == place)
                lost[period_of == place] = NOT_SHOWN
        return replace(found, left_out=lost, states=states, reasons=tuple(reasons))

    def _why_not(self, indicator: Indicator, period: Period) -> Absent | None:
        """Say why there can be no figure, whatever the rows hold; None where there can."""
        calculation = indicator.calculation
        if calculation is None or isinstance(calculation, Entered):
            return Absent(State.NOT_COLLECTED, "it is entered, not worked out from case rows")
        if isinstance(calculation, Ratio | PartOf | Rate):
            found = [self._why_not(self.known[one], period) for one in self._made_of(indicator)]
            return next((one for one in found if one is not None), None)
        for table in tables_of(calculation):
            if table not in self.snapshot.covered_tables:
                return Absent(State.NOT_COLLECTED, f"no export has filled the table {table}")
            why_not = not_covered(calculation, table, period, self.snapshot)
            if why_not is not None:
                return why_not
        return None


@dataclass(frozen=True, slots=True)
class _Laid:
    """Tallies with their periods in the order that is asked for."""

    tallies: Tallies
    rows: Whole
    axes: Axes

    def of(self, name: str) -> Tally:
        """Give an indicator's tally; noughts where nothing was worked out."""
        found = self.tallies.by_indicator.get(name)
        if found is None:
            _, units, parts = self.tallies.shape
            nothing = np.zeros((len(self.rows), units, parts), np.int64)
            return Tally(nothing, None, nothing)
        below = None if found.below is None else found.below[self.rows]
        return replace(
            found, above=found.above[self.rows], below=below, left_out=found.left_out[self.rows]
        )
