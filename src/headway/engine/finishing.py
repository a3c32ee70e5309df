"""From parts to results: every period and unit gets a figure, or the reason why there is none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from headway.domain.calculation import (
    Average,
    Calculation,
    Count,
    Duration,
    Entered,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    PartOf,
    Rate,
    Ratio,
    Share,
    Statistic,
    Step,
    Transition,
    Window,
)
from headway.domain.calculation_results import (
    COUNCIL,
    Breakdown,
    Key,
    Level,
    Parts,
    Result,
    UnitRef,
)
from headway.domain.indicator import Indicator
from headway.domain.periods import Period, day_at, index_of
from headway.domain.values import Absent, Number, State, Value, divide
from headway.domain.working_days import is_working_day
from headway.engine.population import People, people_for
from headway.engine.runner import Found, tables_of
from headway.engine.source import Snapshot
from headway.engine.units import Units
from headway.tables.paths import resolve

LEVEL_OF_KIND = {"team": Level.TEAM, "locality": Level.LOCALITY, "service": Level.SERVICE}


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
    """Gives results their values; ``population`` is what rates divide by."""

    known: Mapping[str, Indicator]
    parts: Found
    units: Units
    snapshot: Snapshot
    population: tuple[People, ...] = ()
    breakdown: str = ""
    _cells: dict[tuple[str, Period], set[tuple[UnitRef, Breakdown | None]]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        for key in self.parts:
            cells = self._cells.setdefault((key.indicator, key.period), set())
            cells.add((key.unit, key.breakdown))

    def results(
        self, wanted: Sequence[Indicator], periods: Sequence[Period], levels: Sequence[Level]
    ) -> tuple[Result, ...]:
        """Give the results of indicators, for the periods and the units of the levels."""
        found = []
        standing = {period: self._standing(period) for period in periods}
        for indicator in wanted:
            for period in periods:
                why_not = self._why_not(indicator, period)
                cells = self._cells_of(indicator, period, levels, standing[period])
                for unit, part in sorted(cells, key=_place):
                    found.append(self._result(indicator, period, unit, part, why_not))
        return tuple(found)

    def _standing(self, period: Period) -> frozenset[UnitRef]:
        return frozenset(
            UnitRef(LEVEL_OF_KIND[one.kind], one.id)
            for one in self.units.known
            if one.kind in LEVEL_OF_KIND and self.units.stands(one, period)
        )

    def _cells_of(
        self,
        indicator: Indicator,
        period: Period,
        levels: Sequence[Level],
        standing: frozenset[UnitRef],
    ) -> set[tuple[UnitRef, Breakdown | None]]:
        """Name what figures there are: of every unit that stood, whether or not anything was."""
        found: set[tuple[UnitRef, Breakdown | None]] = set()
        if not self.breakdown:
            found = {(unit, None) for unit in (COUNCIL, *standing)}
        for name in self._made_of(indicator):
            cells = self._cells.get((name, period), set())
            found |= {cell for cell in cells if (cell[1] is not None) is bool(self.breakdown)}
        return {cell for cell in found if cell[0].level in levels}

    def _made_of(self, indicator: Indicator) -> list[str]:
        match indicator.calculation:
            case Ratio() if indicator.ratio:
                return [indicator.ratio.numerator, indicator.ratio.denominator]
            case Rate() | PartOf():
                return [indicator.calculation.of]
            case _:
                return [indicator.id]

    def _result(
        self,
        indicator: Indicator,
        period: Period,
        unit: UnitRef,
        part: Breakdown | None,
        why_not: Absent | None,
    ) -> Result:
        calculation = indicator.calculation
        parts = self.parts.get(Key(indicator.id, period, unit, part), Parts())
        if isinstance(calculation, Ratio) and indicator.ratio:
            above = self.parts.get(Key(indicator.ratio.numerator, period, unit, part), Parts())
            below = self.parts.get(Key(indicator.ratio.denominator, period, unit, part), Parts())
            zero = Fraction(0)
            parts = Parts(above.numerator or zero, below.numerator or zero)
        elif isinstance(calculation, PartOf):
            whole = self.parts.get(Key(calculation.of, period, unit, part), Parts())
            figure = whole.denominator if calculation.below else whole.numerator
            parts = Parts(figure or Fraction(0), None, whole.left_out)
        elif isinstance(calculation, Rate):
            above = self.parts.get(Key(calculation.of, period, unit, part), Parts())
            people = people_for(calculation, period, unit, self.population, self.units)
            parts = Parts(above.numerator or Fraction(0), people, above.left_out)
            if people is None and why_not is None:
                why_not = Absent(State.NOT_COLLECTED, "no population of these ages for the area")
        if why_not is not None:
            return Result(indicator.id, period, unit, part, None, None, why_not)
        value = value_of(indicator, parts)
        shown = (parts.numerator or Fraction(0)) if _is_a_sum(calculation) else None
        is_count = isinstance(calculation, Count | OpenAtEnd | Transition | PartOf)
        base = None if is_count else parts.denominator or Fraction(0)
        return Result(indicator.id, period, unit, part, shown, base, value, parts.left_out)

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
            why_not = self._not_covered(calculation, table, period)
            if why_not is not None:
                return why_not
        return None

    def _not_covered(self, calculation: Calculation, table: str, period: Period) -> Absent | None:
        coverage = self.snapshot.coverage(table) or self._by_date(calculation, table)
        if coverage is None:
            return None
        first, last = coverage
        if first > _needed_from(calculation, table, period):
            return Absent(State.INCOMPLETE, f"the exports begin on {first.isoformat()}")
        if last < period.last_day:
            return Absent(State.INCOMPLETE, f"the exports end on {last.isoformat()}")
        due = calculation.common.due_after
        if due is not None and last < known_in_full(period, due):
            when = known_in_full(period, due).isoformat()
            return Absent(State.NOT_DUE, f"known in full on {when}")
        return None

    def _by_date(self, calculation: Calculation, table: str) -> tuple[date, date] | None:
        """Give the coverage of the table that dates the rows of one without a date of its own.

        The children of an assessment are covered as far as assessments are: without that a month
        after the exports end would show nought.
        """
        path = date_path(calculation)
        return self.snapshot.coverage(resolve(table, path).table) if path else None


def date_path(calculation: Calculation) -> str:
    """Name the date by which a calculation puts rows into periods; nothing where it has none."""
    match calculation:
        case Count() | Share() | Average() | LatestChange():
            return calculation.when
        case Duration():
            return calculation.end
        case OpenAtEnd():
            return calculation.starts[0]
        case _:
            return ""


def _needed_from(calculation: Calculation, table: str, period: Period) -> date:
    """Give the first day whose rows have a say in a period's figure.

    What comes before is looked for a whole window back: without those rows nobody can say that
    nothing did.
    """
    match calculation:
        case OpenAtEnd():
            return period.last_day
        case FollowedBy() if calculation.preceding and table == calculation.follower.table:
            return _back(period.start, calculation.window)
        case _:
            return period.start


def _back(first_of_month: date, window: Window) -> date:
    if window.step is Step.MONTHS:
        return day_at(index_of(first_of_month) - window.length)
    return first_of_month - timedelta(days=window.length)


def _place(cell: tuple[UnitRef, Breakdown | None]) -> tuple[tuple[int, str], str]:
    unit, part = cell
    return (unit.key, part.value if part else "")


def known_in_full(period: Period, due: Window) -> date:
    """Give the last day on which something may still happen that belongs to a period's figure."""
    match due.step:
        case Step.DAYS:
            return period.last_day + timedelta(days=due.length)
        case Step.MONTHS:
            index = period.end.year * 12 + period.end.month - 1 + due.length
            return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)
        case Step.WORKING_DAYS:
            day, left = period.last_day, due.length
            while left:
                day += timedelta(days=1)
                left -= is_working_day(day)
            return day


def value_of(indicator: Indicator, parts: Parts) -> Value:
    """Give the value of an indicator's parts: parts are added up first and divided last."""
    calculation = indicator.calculation
    above, below = parts.numerator or Fraction(0), parts.denominator or Fraction(0)
    match calculation:
        case Count() | OpenAtEnd() | Transition() | PartOf():
            return Number(above)
        case Average():
            return _mean(calculation, above, below)
        case Duration():
            return _typical(calculation, above, below)
        case Rate():
            return divide(Number(above), Number(below), calculation.per)
    scale = indicator.ratio.scale if indicator.ratio else 100
    if calculation and 0 < below < calculation.common.minimum_denominator:
        least = calculation.common.minimum_denominator
        return Absent(State.NOT_APPLICABLE, f"fewer than {least} to divide by")
    return divide(Number(above), Number(below), scale)


def _mean(calculation: Average, above: Fraction, below: Fraction) -> Value:
    least = calculation.common.minimum_denominator
    if below == 0:
        return Absent(State.NOT_APPLICABLE, "nothing is known to take a mean of")
    if below < least:
        return Absent(State.NOT_APPLICABLE, f"fewer than {least} to take a mean of")
    return Number(above / below)


def _typical(calculation: Duration, above: Fraction, below: Fraction) -> Value:
    if below == 0:
        return Absent(State.NOT_APPLICABLE, "no duration is known")
    if below < calculation.common.minimum_denominator:
        least = calculation.common.minimum_denominator
        return Absent(State.NOT_APPLICABLE, f"fewer than {least} durations")
    match calculation.statistic:
        case Statistic.MEAN:
            return Number(above / below)
        case Statistic.MEDIAN:
            return Number(above / 2)
        case Statistic.PERCENTILE:
            return Number(above)


def _is_a_sum(calculation: Calculation | None) -> bool:
    is_typical = isinstance(calculation, Duration) and calculation.statistic is not Statistic.MEAN
    return not is_typical
