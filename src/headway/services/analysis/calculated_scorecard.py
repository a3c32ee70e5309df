"""A scorecard worked out from case rows, with what was published standing where it speaks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue, CataloguedScorecard
from headway.domain.breaks import Break
from headway.domain.calculation_results import COUNCIL, Level, Result, UnitRef
from headway.domain.definition_history import by_definition
from headway.domain.due import due_period
from headway.domain.editions import sourced_figures
from headway.domain.entries import Entry
from headway.domain.history import History, Sourced, Standing, history_of
from headway.domain.indicator import Indicator
from headway.domain.periods import Period, PeriodKind
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.published import Figure, PublishedDataset, PublishedRow
from headway.domain.scorecard import Scorecard, build_scorecard
from headway.domain.signalling import NOTHING_BESIDE, Beside, Placed
from headway.domain.values import Absent, State
from headway.engine.finishing import Finisher, needed_for
from headway.engine.organisation_breaks import why_no_figures
from headway.engine.population import population_of
from headway.engine.runner import calculate_parts
from headway.engine.source import Snapshot
from headway.engine.unit_names import unit_names
from headway.engine.units import Units
from headway.services.analysis.bases import (
    OF_THEIR_TIME,
    Bases,
    breaks_of,
    definitions_day,
    units_on,
)
from headway.services.analysis.entered import (
    entered_figures,
    entries_of,
    with_entered_commentary,
)
from headway.services.analysis.keeping import kept_editions, kept_entries
from headway.services.analysis.known_time import as_known_words, open_at
from headway.services.analysis.likely import likely_to_change
from headway.services.analysis.organisation import organisation_in
from headway.services.analysis.own_targets import without_targets_for_counts
from headway.services.analysis.signals import (
    cases_behind,
    placed_among_others,
    signalled,
)
from headway.services.analysis.unit_naming import naming_findings
from headway.warehouse.folder import open_folder

USUAL_CARD = "early-help-service"
MONTHS_BACK = 25  # the twelve months shown or averaged, the same a year before, and one more
WEEKS_BACK = 53  # the same week a year before is the first


@dataclass(frozen=True, slots=True)
class CardWanted:
    """Which scorecard, for which period and unit ("" is the whole council), on which bases.

    ``as_known`` asks what the data folder held at the end of a day; ``likely`` asks by how much
    the council's figures are still likely to change, as they did between earlier loads.
    """

    period: Period
    unit: str = ""
    card: str = USUAL_CARD
    bases: Bases = field(default_factory=Bases)
    as_known: date | None = None
    likely: bool = False


def calculated_scorecard(
    data: Path, wanted: CardWanted, catalogue: Path | None = None
) -> Scorecard:
    """Work a scorecard out from the current snapshot of a data folder.

    For the whole council the kept history and collected answers are joined in: what was
    published wins, and what is worked out otherwise is a restatement. Raises ``Refused`` for
    an unknown unit or scorecard.
    """
    known = load_catalogue(catalogue)
    card = card_of(known, wanted.card)
    folder = open_folder(data)
    with open_at(folder, wanted.as_known) as snapshot:
        units = units_on(snapshot, wanted.bases)
        unit = _unit(units, wanted.unit)
        results = results_of(snapshot, known, card, wanted.period, unit, wanted.bases)
        said = as_known_words(folder, wanted.as_known)
        source = f"snapshot {snapshot.snapshot_id}" + (f". {said}" if said else "")
        names = unit_names(snapshot, known.unit_names.on(wanted.period.last_day))
        day = definitions_day(snapshot, wanted.bases)
        ours = [known.indicators[name] for name in card.indicators]
        breaks = breaks_of(ours, known.indicators, units, unit, names, day)
        told = naming_findings(organisation_in(snapshot), known.unit_names)
    kept = kept_editions(data, wanted.as_known) if unit == COUNCIL else ()
    entries = entries_of(kept_entries(data, wanted.as_known), unit)
    title = card.title if unit == COUNCIL else f"{card.title}: {unit.label(names)}"
    sheet = sheet_of(title, wanted.period, known, card)
    if unit != COUNCIL:
        sheet = without_targets_for_counts(sheet, known.indicators)
    beside, placed = NOTHING_BESIDE, None
    if unit == COUNCIL:
        history = history_beside(results, card, source, kept, entries)
        beside = _beside(data, wanted, card, history, catalogue)
        placed = placed_among_others(data, known, wanted.as_known)
    found = joined(
        sheet, results, known, card, source, kept, entries, breaks, beside=beside, placed=placed
    )
    return replace(found, findings=(*found.findings, *told))


def _beside(
    data: Path,
    wanted: CardWanted,
    card: CataloguedScorecard,
    history: History,
    catalogue: Path | None,
) -> Beside:
    """Find by how much the council's figures are still likely to change, where that is asked."""
    if not wanted.likely or wanted.bases != OF_THEIR_TIME:
        return NOTHING_BESIDE
    likely = likely_to_change(data, tuple(card.indicators), history, catalogue, wanted.as_known)
    return Beside(likely=likely) if likely else NOTHING_BESIDE


def results_of(
    snapshot: Snapshot,
    known: Catalogue,
    card: CataloguedScorecard,
    period: Period,
    unit: UnitRef,
    bases: Bases = OF_THEIR_TIME,
) -> list[Result]:
    """Work out the calculated indicators of ``card`` for a unit: ``period`` and two years back.

    Each period is worked out by the definitions and on the map of teams of ``bases``. A period in
    which the unit did not stand has no figure, and says why.
    """
    units = units_on(snapshot, bases)
    indicators = [known.indicators[name] for name in card.indicators]
    calculated = [one for one in indicators if one.calculation is not None]
    population = population_of(snapshot, units)
    day = definitions_day(snapshot, bases)
    found: list[Result] = []
    for periods, ones in by_kind(calculated, period):
        for definitions, taken in by_definition(known.indicators, periods, day):
            those = [definitions[one.id] for one in ones]
            asked = needed_for(those, definitions)
            parts = calculate_parts(asked, taken, snapshot, units)
            finisher = Finisher(definitions, parts, units, snapshot, population)
            found += finisher.results(those, taken, (unit.level,)).of(unit=unit)
    ours = found
    names = unit_names(snapshot, known.unit_names.on(period.last_day))
    return ours + did_not_stand(ours, calculated, period, unit, units, names)


def did_not_stand(
    found: Sequence[Result],
    indicators: Sequence[Indicator],
    period: Period,
    unit: UnitRef,
    units: Units,
    names: Mapping[str, str],
    months: int = 0,
) -> list[Result]:
    """Say why a unit has no figure of a period in which it did not stand."""
    have = {(one.indicator, one.period) for one in found}
    why = Absent(State.NOT_APPLICABLE, why_no_figures(units, unit, names))
    return [
        Result(one.id, each, unit, None, None, None, why)
        for periods, ones in by_kind(indicators, period, months)
        for one in ones
        for each in periods
        if (one.id, each) not in have
    ]


def by_kind(
    indicators: Iterable[Indicator], column: Period, months: int = 0
) -> list[tuple[list[Period], list[Indicator]]]:
    """Put indicators of one frequency with the periods of their kind that are asked for.

    ``months`` is how many columns back (0: as many as a scorecard needs).
    """
    back_to = months or (WEEKS_BACK if column.kind is PeriodKind.WEEK else MONTHS_BACK)
    columns = [column.shift(-back) for back in reversed(range(back_to))]
    found: dict[str, tuple[list[Period], list[Indicator]]] = {}
    for one in indicators:
        due = [due_period(each, one.frequency) for each in columns]
        periods = list(dict.fromkeys(each for each in due if each is not None))
        found.setdefault(one.frequency.value, (periods, []))[1].append(one)
    return list(found.values())


def joined(
    sheet: PublishedDataset,
    results: Sequence[Result],
    known: Catalogue,
    card: CataloguedScorecard,
    source: str,
    kept: Sequence[PublishedDataset],
    entries: Sequence[Entry],
    breaks: Mapping[str, Sequence[Break]],
    *,
    beside: Beside = NOTHING_BESIDE,
    placed: Placed | Finding | None = None,
) -> Scorecard:
    """Build the scorecard of figures worked out, with what was published and entered beside.

    Its rows carry their signals: the cases behind a figure come from ``results``, the rest from
    ``beside`` and ``placed``.
    """
    history = history_beside(results, card, source, kept, entries)
    built = build_scorecard(
        with_entered_commentary(sheet, entries),
        history,
        known.indicators,
        card.rules,
        sources=(f"the case rows of {source}",),
        breaks=breaks,
    )
    cases = cases_behind(results, history, known.indicators)
    return signalled(built, replace(beside, cases=cases), placed)


def history_beside(
    results: Sequence[Result],
    card: CataloguedScorecard,
    source: str,
    kept: Sequence[PublishedDataset],
    entries: Sequence[Entry],
) -> History:
    """Join what was worked out with what was published and entered of a card's indicators."""
    names = set(card.indicators)
    figures = [
        Sourced(
            result.indicator,
            Figure(result.period, result.value, result.period),
            source,
            Standing.RECALCULATED,
        )
        for result in results
    ]
    published = [each for each in sourced_figures(kept) if each.indicator in names]
    return history_of([*published, *entered_figures(entries), *figures])


def sheet_of(
    title: str, period: Period, known: Catalogue, card: CataloguedScorecard
) -> PublishedDataset:
    """Return the empty sheet that the figures are laid out on, in the card's order."""
    rows = tuple(
        PublishedRow(
            indicator=name,
            reference="",
            title=known.indicators[name].title,
            targets=known.targets.get(name, ()),
            section=card.section_of(name),
        )
        for name in card.indicators
    )
    columns = tuple(period.shift(-back) for back in reversed(range(max(1, card.rules.columns))))
    return PublishedDataset(title, f"{period.last_day:%Y-%m}", period, columns, rows)


def card_of(known: Catalogue, name: str) -> CataloguedScorecard:
    """Give the scorecard of a name; ``Refused`` names those there are."""
    if name in known.scorecards:
        return known.scorecards[name]
    raise _refused(
        f"there is no scorecard “{name}”",
        f"The scorecards are {', '.join(sorted(known.scorecards))}",
    )


def _unit(units: Units, name: str) -> UnitRef:
    if not name:
        return COUNCIL
    levels = {level.value: level for level in Level}
    for one in units.known:
        if one.id.casefold() == name.casefold() and one.kind in levels:
            return UnitRef(levels[one.kind], one.id)
    allowed = ", ".join(sorted(one.id for one in units.known if one.kind in levels))
    raise _refused(f"there is no unit “{name[:40]}”", f"The units are {allowed}")


def _refused(found: str, allowed: str) -> Refused:
    finding = Finding(Place("headway scorecard"), Severity.STOPS, found, allowed, "Choose one")
    return Refused(finding)
