"""What an edition is made of, before anything is withheld: every figure of every unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headway.catalogue.model import Catalogue, CataloguedScorecard
from headway.domain.breaks import Break
from headway.domain.calculation_results import COUNCIL, Level, Result, UnitRef
from headway.domain.definition_history import by_definition
from headway.domain.entries import Entry
from headway.domain.history import History
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.domain.published import PublishedDataset
from headway.engine.finishing import Finisher, needed_for
from headway.engine.population import population_of
from headway.engine.results import Results
from headway.engine.runner import calculate_parts
from headway.engine.source import Snapshot
from headway.engine.unit_names import unit_names
from headway.engine.units import Units, units_of
from headway.services.analysis.bases import breaks_of
from headway.services.analysis.calculated_scorecard import (
    by_kind,
    did_not_stand,
    history_beside,
)
from headway.services.analysis.entered import entries_of


@dataclass(frozen=True, slots=True)
class UnitMaterial:
    """One unit's part: what was worked out, joined with what was published and entered."""

    unit: UnitRef
    title: str
    results: Sequence[Result]
    history: History
    breaks: Mapping[str, Sequence[Break]]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything an edition would show, and the units' places in one another.

    What is not allocated to a unit stands among ``units`` as well: it has no page, but is part of
    the sums.
    """

    units: tuple[UnitMaterial, ...]
    places: Units
    snapshot: str


def material_of(
    snapshot: Snapshot,
    known: Catalogue,
    card: CataloguedScorecard,
    period: Period,
    levels: Sequence[Level],
    months: int,
    kept: Sequence[PublishedDataset],
    entries: Sequence[Entry],
) -> Material:
    """Work out the figures of a scorecard for the council and every unit of some levels.

    ``months`` is how many columns back are shown, drawn or averaged. A unit that had not one
    figure in them is left out.
    """
    places = units_of(snapshot)
    names = unit_names(snapshot, known.unit_names.on(period.last_day))
    ours = [known.indicators[name] for name in card.indicators]
    calculated = [one for one in ours if one.calculation is not None]
    wanted = tuple(dict.fromkeys((*levels, Level.COUNCIL)))
    results = _results(snapshot, known, calculated, period, wanted, months, places)
    found = []
    for unit in _units_of(results):
        own = list(results.of(unit=unit))
        if not own and unit != COUNCIL:
            continue
        own += did_not_stand(own, calculated, period, unit, places, names, months)
        printed = kept if unit == COUNCIL else ()
        answers = entries_of(entries, unit)
        title = card.title if unit == COUNCIL else f"{card.title}: {unit.label(names)}"
        source = f"snapshot {snapshot.snapshot_id}"
        history = history_beside(own, card, source, printed, answers)
        breaks = breaks_of(ours, known.indicators, places, unit, names, None)
        found.append(UnitMaterial(unit, title, own, history, breaks))
    return Material(tuple(found), places, snapshot.snapshot_id)


def _results(
    snapshot: Snapshot,
    known: Catalogue,
    calculated: Sequence[Indicator],
    period: Period,
    levels: tuple[Level, ...],
    months: int,
    places: Units,
) -> Results:
    population = population_of(snapshot, places)
    found = Results(())
    for periods, ones in by_kind(calculated, period, months):
        for definitions, taken in by_definition(known.indicators, periods):
            those = [definitions[one.id] for one in ones]
            parts = calculate_parts(needed_for(those, definitions), taken, snapshot, places)
            finisher = Finisher(definitions, parts, places, snapshot, population)
            found += finisher.results(those, taken, levels)
    return found


def _units_of(results: Results) -> list[UnitRef]:
    found = {one for figures in results.figures for one in figures.axes.units}
    return sorted({COUNCIL} | found, key=lambda one: one.key)
