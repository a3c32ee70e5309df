"""The weekly report to heads of service, from the same indicators as every month's scorecard."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue, CataloguedScorecard
from headway.domain.calculation_results import COUNCIL, Level, Result, UnitRef
from headway.domain.definition_history import by_definition, definition_breaks
from headway.domain.indicator import Indicator
from headway.domain.periods import Period, week_of
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.small_numbers import MINIMUM
from headway.domain.values import Absent, State, Value
from headway.domain.weekly import (
    WEEKS_BEFORE,
    LoadFindings,
    WeeklyLine,
    WeeklyReport,
    weekly_line,
)
from headway.engine.finishing import Finisher, needed_for
from headway.engine.population import population_of
from headway.engine.runner import calculate_parts
from headway.engine.source import Snapshot
from headway.engine.unit_names import unit_names
from headway.engine.units import Units, units_of
from headway.services.analysis.bases import today_of
from headway.services.analysis.data_findings import Score, scores
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_reading import open_snapshot

USUAL_CARD = "early-help-weekly"
LOADS_TOLD = 2


@dataclass(frozen=True, slots=True)
class WeekWanted:
    """Which week: the one that holds ``day``, or the last that the exports cover whole."""

    day: date | None = None
    card: str = USUAL_CARD
    minimum: int = MINIMUM


def weekly_report(data: Path, wanted: WeekWanted, catalogue: Path | None = None) -> WeeklyReport:
    """Work a week out from the current snapshot of a data folder.

    Raises Refused for a scorecard nobody knows, and for a minimum under 2.
    """
    known = load_catalogue(catalogue)
    card = _card(known, wanted)
    with open_snapshot(open_folder(data)) as snapshot:
        last = today_of(snapshot)
        weeks = _weeks(wanted, last)
        week = weeks[-1]
        lines = _lines(snapshot, known, card, weeks, wanted.minimum)
        names = unit_names(snapshot, known.unit_names.on(week.last_day))
        source = f"the case rows of snapshot {snapshot.snapshot_id}"
    sections = tuple(
        (section.title, tuple(lines[name] for name in section.indicators if name in lines))
        for section in card.sections
    )
    missing = "" if last >= week.last_day else f"the exports end on {last:%A} {last.day} {last:%B}"
    told = {one.team for line in lines.values() for one in line.teams}
    return WeeklyReport(
        card.title,
        week,
        missing,
        sections,
        _findings(scores(data)),
        wanted.minimum,
        source,
        tuple((name, names[name]) for name in sorted(told & names.keys())),
    )


def weekly_series(
    snapshot: Snapshot, known: Catalogue, wanted: WeekWanted, units: Units
) -> tuple[list[Period], dict[UnitRef, dict[str, dict[Period, Value]]], date]:
    """Work the weeks out for every unit: the weeks, the lines by unit, the last day known.

    Raises as ``weekly_report`` does.
    """
    card, last = _card(known, wanted), today_of(snapshot)
    weeks = _weeks(wanted, last)
    ones = [known.indicators[name] for name in card.indicators]
    ones = [one for one in ones if one.calculation is not None]
    found: dict[UnitRef, dict[str, dict[Period, Value]]] = {}
    for one in _results(snapshot, known, ones, weeks, units, tuple(Level)):
        found.setdefault(one.unit, {}).setdefault(one.indicator, {})[one.period] = one.value
    return weeks, found, last


def _weeks(wanted: WeekWanted, last: date) -> list[Period]:
    week = week_of(wanted.day) if wanted.day else week_of(last + timedelta(days=1)).previous()
    return [week.shift(-back) for back in reversed(range(WEEKS_BEFORE + 1))]


def _lines(
    snapshot: Snapshot,
    known: Catalogue,
    card: CataloguedScorecard,
    weeks: list[Period],
    minimum: int,
) -> dict[str, WeeklyLine]:
    ones = [known.indicators[name] for name in card.indicators]
    ones = [one for one in ones if one.calculation is not None]
    units = units_of(snapshot)
    found = {
        (one.indicator, one.unit, one.period): one.value
        for one in _results(snapshot, known, ones, weeks, units)
    }
    teams = sorted({unit for _, unit, _ in found if unit.level is Level.TEAM}, key=_place)
    lines = {}
    for one in ones:
        council = {week: found[one.id, COUNCIL, week] for week in weeks}
        series = {
            unit.id or "not allocated": {week: _of_team(found, one, unit, week) for week in weeks}
            for unit in teams
        }
        breaks = definition_breaks(one, known.indicators)
        lines[one.id] = weekly_line(one, weeks, council, series, breaks, minimum)
    return lines


def _of_team(
    found: dict[tuple[str, UnitRef, Period], Value], one: Indicator, unit: UnitRef, week: Period
) -> Value:
    """Give a team's figure; one that did not stand then has none, and it is never nought."""
    missing = Absent(State.NOT_APPLICABLE, "the team did not stand then")
    return found.get((one.id, unit, week), missing)


def _results(
    snapshot: Snapshot,
    known: Catalogue,
    ones: list[Indicator],
    weeks: list[Period],
    units: Units,
    levels: tuple[Level, ...] = (Level.COUNCIL, Level.TEAM),
) -> list[Result]:
    population = population_of(snapshot, units)
    found: list[Result] = []
    for definitions, taken in by_definition(known.indicators, weeks):
        those = [definitions[one.id] for one in ones]
        parts = calculate_parts(needed_for(those, definitions), taken, snapshot, units)
        finisher = Finisher(definitions, parts, units, snapshot, population)
        found += finisher.results(those, taken, levels)
    return found


def _place(unit: UnitRef) -> tuple[int, str]:
    return unit.key


def _findings(found: tuple[Score, ...]) -> tuple[LoadFindings, ...]:
    """Count the rows with a finding, load by load; the last loads only."""
    by_load: dict[tuple[str, str], int] = {}
    for one in found:
        key = (one.snapshot, one.export_day)
        by_load[key] = by_load.get(key, 0) + one.rows - one.sound
    told = list(by_load.items())[-LOADS_TOLD:]
    return tuple(LoadFindings(day, rows) for (_, day), rows in told)


def _card(known: Catalogue, wanted: WeekWanted) -> CataloguedScorecard:
    if wanted.minimum < 2:
        raise _refused(
            "--minimum", f"{wanted.minimum} withholds nothing", "A minimum is 2 or more", "Raise it"
        )
    if wanted.card not in known.scorecards:
        raise _refused(
            "--card",
            f"there is no scorecard “{wanted.card[:60]}”",
            f"The scorecards are {', '.join(sorted(known.scorecards))}",
            "Choose one",
        )
    return known.scorecards[wanted.card]


def _refused(place: str, found: str, allowed: str, step: str) -> Refused:
    return Refused(Finding(Place(place), Severity.STOPS, found, allowed, step))
