"""Figures from a snapshot: every indicator asked for, for one period and every unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import COUNCIL, Level, Result
from headway.domain.definition_history import by_definition
from headway.domain.due import due_period
from headway.domain.indicator import Frequency, Indicator, Status
from headway.domain.periods import Period
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.values import Absent, State
from headway.engine.breakdowns import breakdowns_of
from headway.engine.finishing import Finisher, needed_for
from headway.engine.population import population_of
from headway.engine.results import Chained
from headway.engine.runner import calculate_parts
from headway.engine.source import Snapshot
from headway.engine.unit_names import unit_names
from headway.services.analysis.bases import Bases, definitions_day, units_on
from headway.services.analysis.known_time import as_known_words, open_at
from headway.warehouse.folder import open_folder

_ONCE = {
    Frequency.MONTHLY: "due once a month",
    Frequency.QUARTERLY: "due once a quarter",
    Frequency.ANNUAL: "due once a year",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: a period, levels, indicators (none: all that are calculated).

    ``breakdown`` parts the figures of the indicators that allow it by one column. ``bases`` say
    on which map of teams and on which definitions: those of the period, or those of a day.
    ``as_known`` asks the snapshot that was current at the end of a day.
    """

    period: Period
    levels: tuple[Level, ...] = tuple(Level)
    indicators: tuple[str, ...] = ()
    breakdown: str = ""
    bases: Bases = field(default_factory=Bases)
    as_known: date | None = None


@dataclass(frozen=True, slots=True)
class Calculated:
    """What was worked out, and from what. ``unit_names`` are the units' names by identifier.

    ``known`` says which snapshot answers for a day, where one was named.
    """

    results: Sequence[Result]
    indicators: tuple[Indicator, ...]
    unit_names: Mapping[str, str]
    snapshot: str
    catalogue: str
    known: str = ""


def calculate(data: Path, wanted: Wanted, catalogue: Path | None = None) -> Calculated:
    """Work figures out from the current snapshot of a data folder."""
    known = load_catalogue(catalogue)
    folder = open_folder(data)
    said = as_known_words(folder, wanted.as_known)
    with open_at(folder, wanted.as_known) as snapshot:
        return replace(calculate_from(snapshot, known, wanted), known=said)


def calculate_from(snapshot: Snapshot, catalogue: Catalogue, wanted: Wanted) -> Calculated:
    """Work figures out from a snapshot that is open.

    Raises Refused for an indicator nobody knows, and for a breakdown that is not allowed.
    """
    return calculate_periods(snapshot, catalogue, [wanted.period], wanted)


def calculate_periods(
    snapshot: Snapshot, catalogue: Catalogue, columns: Sequence[Period], wanted: Wanted
) -> Calculated:
    """Work figures out for many periods at once, which takes little longer than for one.

    ``columns`` stand in the place of the one period that is wanted. Raises as ``calculate_from``.
    """
    indicators = chosen(catalogue, wanted.indicators)
    if wanted.breakdown:
        indicators = _parted(indicators, catalogue, wanted)
    units = units_on(snapshot, wanted.bases)
    day = definitions_day(snapshot, wanted.bases)
    population = population_of(snapshot, units)
    found: list[Sequence[Result]] = []
    for due, ones in _by_periods(indicators, columns):
        late = [column for column, period in zip(columns, due, strict=True) if period is None]
        found.append([_not_due(one, column) for one in ones for column in late])
        periods = list(dict.fromkeys(period for period in due if period is not None))
        for known, taken in by_definition(catalogue.indicators, periods, day):
            those = [known[one.id] for one in ones]
            asked = needed_for(those, known)
            parts = calculate_parts(asked, taken, snapshot, units, wanted.breakdown)
            finisher = Finisher(known, parts, units, snapshot, population, wanted.breakdown)
            found.append(finisher.results(those, taken, wanted.levels))
    last = max((column.last_day for column in columns), default=wanted.period.last_day)
    names, used = unit_names(snapshot, catalogue.unit_names.on(last)), catalogue.version
    return Calculated(Chained(tuple(found)), indicators, names, snapshot.snapshot_id, used)


def chosen(catalogue: Catalogue, names: Sequence[str]) -> tuple[Indicator, ...]:
    """Give the indicators of these names, or all that are calculated and live."""
    if not names:
        return tuple(
            one
            for one in catalogue.indicators.values()
            if one.calculation is not None and one.status is Status.LIVE
        )
    unknown = [name for name in names if name not in catalogue.indicators]
    if unknown:
        raise Refused([_unknown(name) for name in unknown])
    return tuple(catalogue.indicators[name] for name in names)


def _parted(
    indicators: Sequence[Indicator], catalogue: Catalogue, wanted: Wanted
) -> tuple[Indicator, ...]:
    """Give the indicators that may be parted; each of those that were named must be."""
    allowed = {one.id: breakdowns_of(one, catalogue.indicators) for one in indicators}
    may = tuple(one for one in indicators if wanted.breakdown in allowed[one.id])
    if not may or (wanted.indicators and len(may) < len(indicators)):
        refused = [name for name in allowed if wanted.breakdown not in allowed[name]]
        about = ", ".join(refused) if wanted.indicators else "any indicator"
        raise Refused(_not_allowed(wanted.breakdown, about, frozenset().union(*allowed.values())))
    return may


def _not_allowed(breakdown: str, about: str, allowed: frozenset[str]) -> Finding:
    may = f"Allowed are {', '.join(sorted(allowed))}" if allowed else "No breakdown is allowed"
    return Finding(
        Place("--by"),
        Severity.STOPS,
        f"“{breakdown[:60]}” is not a breakdown of {about}",
        may,
        "Choose one of those, or add it to “breakdowns” in a definition of your own",
    )


def _by_periods(
    indicators: Sequence[Indicator], columns: Sequence[Period]
) -> list[tuple[tuple[Period | None, ...], list[Indicator]]]:
    """Put indicators with the periods whose figures are due: a quarterly one is due in June."""
    found: dict[tuple[Period | None, ...], list[Indicator]] = {}
    for one in indicators:
        due = tuple(due_period(column, one.frequency) for column in columns)
        found.setdefault(due, []).append(one)
    return list(found.items())


def _not_due(indicator: Indicator, period: Period) -> Result:
    value = Absent(State.NOT_DUE, _ONCE[indicator.frequency])
    return Result(indicator.id, period, COUNCIL, None, None, None, value)


def _unknown(name: str) -> Finding:
    return Finding(
        Place(f"indicator {name}"),
        Severity.STOPS,
        "the catalogue has no such indicator",
        "Nothing was calculated",
        "Look at the spelling; “headway calculate” without --indicators shows them all",
    )
