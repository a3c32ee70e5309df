"""Every figure of a snapshot worked out once and kept, so that pages only read them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from headway import __version__
from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.breaks import Break
from headway.domain.calculation_results import COUNCIL, Level, Result, UnitRef
from headway.domain.definition_history import by_definition
from headway.domain.due import due_period
from headway.domain.exact import exact_text
from headway.domain.indicator import Indicator
from headway.domain.period_labels import short_label
from headway.domain.periods import Period, month_of
from headway.domain.unit_naming import OwnNames
from headway.domain.values import Absent, Number
from headway.engine.finishing import Finisher, needed_for
from headway.engine.organisation_breaks import why_no_figures
from headway.engine.population import population_of
from headway.engine.results import Results
from headway.engine.runner import calculate_parts
from headway.engine.source import Snapshot
from headway.engine.unit_names import unit_names
from headway.engine.units import Units, units_of
from headway.services.analysis.bases import breaks_of, today_of
from headway.services.analysis.calculate import chosen
from headway.services.analysis.keeping import Kept, keep
from headway.services.analysis.kept_groups import group_files
from headway.services.analysis.kept_pages import page_files
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_manifest import SnapshotId
from headway.warehouse.snapshot_reading import open_snapshot
from headway.warehouse.snapshot_worklist import read_rejects

MONTHS = 36
ABOUT = "about.json"
ABOVE = (Level.LOCALITY, Level.SERVICE)


def keep_figures(
    data: Path,
    *,
    by: str,
    at: datetime,
    catalogue: Path | None = None,
    months: int = MONTHS,
    because: str = "",
) -> Kept:
    """Work out every calculated indicator for every unit from the current snapshot, and keep it.

    ``months`` are counted back from the last whole month that the exports cover. The same inputs
    give the same bytes: figures that are kept already are found, and not stored twice. ``because``
    names what made it necessary to work them out again, such as a change of definitions; figures
    that were worked out because of something else count as others, and these come after them.
    """
    known = load_catalogue(catalogue)
    folder = open_folder(data)
    # Caseloads name workers by their identifiers; of children and families nothing is named.
    with open_snapshot(folder, protected=True) as snapshot:
        files, about = figures_of(snapshot, known, months)
        last = last_month(snapshot)
        columns = [last.shift(-back) for back in reversed(range(months))]
        rejects = read_rejects(folder, SnapshotId(snapshot.snapshot_id))
        files |= page_files(snapshot, known, units_of(snapshot), columns, rejects)
        files |= group_files(snapshot, known, last)
    told = {"because": because} if because else {}
    return keep(data, Kind.RESULTS, files, about | told, by=by, at=at)


def figures_of(
    snapshot: Snapshot, known: Catalogue, months: int
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Give the files of all figures, and what they are about."""
    units, last = units_of(snapshot), last_month(snapshot)
    loaded, names = (unit_names(snapshot, own) for own in ({}, known.unit_names.on(last.last_day)))
    indicators = chosen(known, ())
    results = _all_results(snapshot, known, indicators, units, last, months)
    places = _units_of(results)
    about = {
        "snapshot": snapshot.snapshot_id,
        "catalogue": known.version,
        "headway": __version__,
        "last": short_label(last),
        "months": str(months),
    }
    described = {
        **about,
        "indicators": [one.id for one in indicators],
        "units": [
            _unit_object(one, units, names, last) | _names_of(one, units, loaded, known.unit_names)
            for one in places
        ],
    }
    files = {ABOUT: _json(described)}
    for place, unit in enumerate(places):
        breaks = breaks_of(indicators, known.indicators, units, unit, names, None)
        files[f"unit-{place:04}.json"] = _json(_figures_object(results.of(unit=unit), breaks))
    return files, about


def last_month(snapshot: Snapshot) -> Period:
    """Give the last month that the exports cover to its end."""
    last_day = today_of(snapshot)
    month = month_of(last_day)
    return month if month.last_day <= last_day else month.shift(-1)


def _all_results(
    snapshot: Snapshot,
    known: Catalogue,
    indicators: Sequence[Indicator],
    units: Units,
    last: Period,
    months: int,
) -> Results:
    population = population_of(snapshot, units)
    found = Results(())
    for periods, ones in _by_frequency(indicators, last, months):
        for definitions, taken in by_definition(known.indicators, periods):
            those = [definitions[one.id] for one in ones]
            parts = calculate_parts(needed_for(those, definitions), taken, snapshot, units)
            finisher = Finisher(definitions, parts, units, snapshot, population)
            found += finisher.results(those, taken, tuple(Level))
    return found


def _units_of(results: Results) -> list[UnitRef]:
    """Give every unit that has a figure, what is not allocated included, from the council down."""
    found = {one for figures in results.figures for one in figures.axes.units}
    return sorted((one for one in found if len(results.of(unit=one))), key=lambda one: one.key)


def _by_frequency(
    indicators: Iterable[Indicator], last: Period, months: int
) -> list[tuple[list[Period], list[Indicator]]]:
    """Put indicators of one frequency with the periods that are due for it."""
    columns = [last.shift(-back) for back in reversed(range(months))]
    found: dict[str, tuple[list[Period], list[Indicator]]] = {}
    for one in indicators:
        due = [due_period(each, one.frequency) for each in columns]
        periods = list(dict.fromkeys(each for each in due if each is not None))
        found.setdefault(one.frequency.value, (periods, []))[1].append(one)
    return list(found.values())


def _unit_object(
    unit: UnitRef, units: Units, names: Mapping[str, str], last: Period
) -> dict[str, object]:
    """Describe a unit: its name, what it lies in on the last day, and why it may have no figure."""
    is_team = unit.level is Level.TEAM
    above = [
        units.place(unit.id, level, last.last_day) for level in (Level.LOCALITY, Level.SERVICE)
    ]
    within = [one for one in above if is_team and not one.not_allocated]
    return {
        "level": unit.level.name,
        "id": unit.id,
        "name": names.get(unit.id, ""),
        "within": [[one.level.name, one.id] for one in within],
        "no_figure": "" if unit == COUNCIL else why_no_figures(units, unit, names),
        **_days(unit, units),
    }


def _names_of(
    unit: UnitRef, units: Units, loaded: Mapping[str, str], own: OwnNames
) -> dict[str, list[list[str]]]:
    """Say from which day a unit bears which name; nothing where the council gives it none."""
    is_known = any((one.id, one.kind) == (unit.id, unit.level.value) for one in units.known)
    held = own.of(unit) if is_known else ()
    if not held:
        return {}
    first = [["", loaded.get(unit.id, "")]]
    return {"called": [*first, *([one.since.isoformat(), one.name] for one in held)]}


def _days(unit: UnitRef, units: Units) -> dict[str, str]:
    """Say from which day a unit stands, and on which it ended, where that is known."""
    known = next((one for one in units.known if one.id == unit.id), None)
    days = {"opened": known.opened, "closed": known.closed} if known and unit.id else {}
    return {name: day.isoformat() for name, day in days.items() if day}


def _last_day(unit: UnitRef, units: Units, last: Period) -> date:
    """Give the last day on which a unit stood: one that ended lies where it lay then."""
    closed = [one.closed for one in units.known if one.id == unit.id and one.closed]
    return min([last.last_day, *(day - timedelta(days=1) for day in closed)])


def _figures_object(
    results: Iterable[Result], breaks: Mapping[str, Sequence[Break]]
) -> dict[str, object]:
    """Give a unit's figures by indicator: a list for each period, texts that lose no digit."""
    figures: dict[str, list[list[object]]] = {}
    for one in sorted(results, key=lambda each: (each.indicator, each.period)):
        figures.setdefault(one.indicator, []).append(_figure(one))
    broken = {
        name: [[each.day.isoformat(), each.kind.name, each.words, each.restated] for each in ones]
        for name, ones in breaks.items()
        if ones
    }
    return {"figures": figures, "breaks": broken}


def _figure(result: Result) -> list[object]:
    value = result.value
    state = [value.state.name, value.note] if isinstance(value, Absent) else []
    return [
        result.period.kind.name,
        short_label(result.period),
        exact_text(value.amount) if isinstance(value, Number) else None,
        exact_text(result.numerator) if result.numerator is not None else None,
        exact_text(result.denominator) if result.denominator is not None else None,
        result.left_out,
        *state,
    ]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
