"""Which figures moved between two snapshots, by how much, and which rows did it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.calculation import Calculation
from headway.domain.calculation_results import Key, Level, Result, UnitRef
from headway.domain.definition_history import by_definition, definitions_on
from headway.domain.due import due_period
from headway.domain.indicator import Indicator
from headway.domain.periods import Period, month_of
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.restatement import ZERO, Contribution, MovedFigure, Standing, most_moved
from headway.domain.values import Absent, State
from headway.engine.explaining import Explainer
from headway.engine.finishing import Finisher, needed_for
from headway.engine.population import population_of
from headway.engine.runner import calculate_parts
from headway.engine.source import Snapshot
from headway.engine.terms import Terms, contributions_of, terms_of
from headway.engine.unit_names import unit_names
from headway.engine.units import units_of
from headway.services.analysis.calculate import chosen
from headway.services.analysis.known_time import Knew, knew, snapshot_at
from headway.services.analysis.since_edition import Edition, edition_of
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.snapshot_listing import ListedSnapshot
from headway.warehouse.snapshot_pairing import SnapshotPair, open_pair

NO_FIGURE = "the unit had no figure"
MONTHS = 13  # the months looked at unless others are asked for: a year, and the one before it
Cell = tuple[Period, UnitRef]


@dataclass(frozen=True, slots=True)
class RestateAsked:
    """What is compared: two snapshots by name, day or "now", or an edition and a snapshot.

    ``months`` are those whose figures are compared (none: the last thirteen that the earlier
    exports reach). ``catalogue_before`` holds the council's definitions as they stood earlier.
    """

    before: str
    after: str = ""
    months: tuple[Period, ...] = ()
    levels: tuple[Level, ...] = (Level.COUNCIL,)
    indicators: tuple[str, ...] = ()
    catalogue: Path | None = None
    catalogue_before: Path | None = None


@dataclass(frozen=True, slots=True)
class Restated:
    """The figures that moved, most moved first, each explained exactly.

    ``compared`` is how many figures both snapshots give. ``newly_known`` had none in the earlier
    and have one now, ``no_longer`` the other way round. ``edition`` is what was published.
    """

    before: Knew
    after: Knew
    figures: tuple[MovedFigure, ...]
    indicators: Mapping[str, Indicator]
    unit_names: Mapping[str, str]
    compared: int
    newly_known: int
    no_longer: int
    edition: Edition | None = None


def restate(data: Path, asked: RestateAsked) -> Restated:
    """Compare the figures of two snapshots, and explain every one that moved by its rows.

    Nothing that identifies anybody is read. Raises Refused where a snapshot is not there, and
    for two that are one and the same under the same definitions.
    """
    folder = open_folder(data)
    edition = edition_of(folder, asked.before)
    before = edition.snapshot if edition else snapshot_at(folder, asked.before)
    after = snapshot_at(folder, asked.after)
    _refuse_same(before, after, asked, edition)
    with open_pair(folder, before, after) as pair:
        return compared(folder, pair, (before, after), asked, edition)


def compared(
    folder: DataFolder,
    pair: SnapshotPair,
    listed: tuple[ListedSnapshot, ListedSnapshot],
    asked: RestateAsked,
    edition: Edition | None = None,
) -> Restated:
    """Compare two snapshots that are open side by side."""
    now = load_catalogue(asked.catalogue)
    then = load_catalogue(asked.catalogue_before) if asked.catalogue_before else now
    wanted = tuple(one.id for one in chosen(now, asked.indicators))
    months = asked.months or _usual_months(pair.before)
    earlier = figures_of(pair.before, then, wanted, months, asked.levels)
    later = figures_of(pair.after, now, wanted, months, asked.levels)
    both = [key for key in {*earlier, *later} if _given(key, earlier) and _given(key, later)]
    moved = [key for key in both if _parts(earlier.get(key)) != _parts(later.get(key))]
    made = _explained(moved, earlier, later, (then, now), pair)
    only = [(_has_parts(earlier[key]), _has_parts(later[key])) for key in earlier if key in later]
    return Restated(
        before=knew(folder, listed[0]),
        after=knew(folder, listed[1]),
        figures=tuple(most_moved(made)),
        indicators=now.indicators,
        unit_names={**_names(pair.before, then, months), **_names(pair.after, now, months)},
        compared=len(both),
        newly_known=only.count((False, True)),
        no_longer=only.count((True, False)),
        edition=edition.with_moved(earlier) if edition else None,
    )


def _names(snapshot: Snapshot, known: Catalogue, months: Sequence[Period]) -> Mapping[str, str]:
    return unit_names(snapshot, known.unit_names.on(max(one.last_day for one in months)))


def figures_of(
    snapshot: Snapshot,
    catalogue: Catalogue,
    names: Sequence[str],
    months: Sequence[Period],
    levels: Sequence[Level],
) -> dict[Key, Result]:
    """Work out the figures of some indicators for some months, each as often as it is due."""
    units = units_of(snapshot)
    population = population_of(snapshot, units)
    found: dict[Key, Result] = {}
    for periods, ones in _by_kind(
        [catalogue.indicators[n] for n in names if n in catalogue.indicators], months
    ):
        for definitions, taken in by_definition(catalogue.indicators, periods):
            those = [definitions[one.id] for one in ones]
            parts = calculate_parts(needed_for(those, definitions), taken, snapshot, units)
            finisher = Finisher(definitions, parts, units, snapshot, population)
            found |= {one.key: one for one in finisher.results(those, taken, levels)}
    return found


def _by_kind(
    indicators: Sequence[Indicator], months: Sequence[Period]
) -> list[tuple[list[Period], list[Indicator]]]:
    found: dict[str, tuple[list[Period], list[Indicator]]] = {}
    for one in indicators:
        due = [due_period(each, one.frequency) for each in months]
        periods = list(dict.fromkeys(each for each in due if each is not None))
        found.setdefault(one.frequency.value, (periods, []))[1].append(one)
    return [(periods, ones) for periods, ones in found.values() if periods]


def _explained(
    moved: Sequence[Key],
    earlier: Mapping[Key, Result],
    later: Mapping[Key, Result],
    catalogues: tuple[Catalogue, Catalogue],
    pair: SnapshotPair,
) -> list[MovedFigure]:
    """Explain each figure that moved; those worked out in one way in one go."""
    explainer = Explainer(pair)
    then, now = (_Definitions(one) for one in catalogues)
    groups: dict[tuple[Terms, Terms], list[Key]] = {}
    for key in sorted(moved, key=lambda one: (one.indicator, one.period, one.unit.key)):
        groups.setdefault((then.terms(key), now.terms(key)), []).append(key)
    made: list[MovedFigure] = []
    for (before, after), keys in groups.items():
        cells = [(key.period, key.unit) for key in keys]
        parts, lengths = contributions_of(before, after, cells, explainer)
        for key in keys:
            cell = (key.period, key.unit)
            was, is_now = earlier.get(key), later.get(key)
            ranked = _is_ranked(was) or _is_ranked(is_now)
            held = [one.get(cell, ()) if ranked else None for one in lengths]
            made.append(
                MovedFigure(
                    key,
                    _standing(was, held[0]),
                    _standing(is_now, held[1]),
                    _kept(parts[cell]),
                    redefined=then.of(key) != now.of(key),
                )
            )
    return made


@dataclass(slots=True)
class _Definitions:
    """The definitions of a catalogue as they applied to a period."""

    catalogue: Catalogue
    _known: dict[Period, Mapping[str, Indicator]] = field(default_factory=dict)

    def known(self, period: Period) -> Mapping[str, Indicator]:
        if period not in self._known:
            self._known[period] = definitions_on(self.catalogue.indicators, period.start)
        return self._known[period]

    def of(self, key: Key) -> Calculation | None:
        found = self.known(key.period).get(key.indicator)
        return found.calculation if found else None

    def terms(self, key: Key) -> Terms:
        known = self.known(key.period)
        return terms_of(known[key.indicator], known) if key.indicator in known else Terms()


def _kept(parts: Sequence[Contribution]) -> tuple[Contribution, ...]:
    return tuple(one for one in parts if one.numerator or one.denominator or one.left or one.joined)


def _standing(result: Result | None, lengths: tuple[int, ...] | None) -> Standing:
    if result is None:
        return Standing(Absent(State.NOT_APPLICABLE, NO_FIGURE), ZERO, ZERO, lengths)
    return Standing(result.value, result.numerator, result.denominator, lengths)


def _is_ranked(result: Result | None) -> bool:
    """Say whether a figure is a median or percentile: it shows no sum above the line."""
    return result is not None and result.numerator is None and result.denominator is not None


def _given(key: Key, results: Mapping[Key, Result]) -> bool:
    """Say whether a figure was worked out; of a unit that had none it was nought."""
    return key not in results or _has_parts(results[key])


def _has_parts(result: Result) -> bool:
    return result.numerator is not None or result.denominator is not None


def _parts(result: Result | None) -> tuple[object, ...]:
    if result is None:
        return (ZERO, ZERO, None)
    return (result.numerator or ZERO, result.denominator or ZERO, result.value)


def _usual_months(snapshot: Snapshot) -> tuple[Period, ...]:
    days = [cover[1] for table in snapshot.covered_tables if (cover := snapshot.coverage(table))]
    if not days:
        raise _refused("the earlier snapshot does not say which days it covers", "Say --months")
    last = month_of(max(days))
    return tuple(last.shift(-back) for back in reversed(range(MONTHS)))


def _refuse_same(
    before: ListedSnapshot, after: ListedSnapshot, asked: RestateAsked, edition: Edition | None
) -> None:
    if before.snapshot == after.snapshot and not asked.catalogue_before and not edition:
        raise _refused(
            f"both are snapshot {before.snapshot}",
            "Name another with --from or --to: “headway snapshots” lists them",
        )


def _refused(found: str, next_step: str) -> Refused:
    done = "Nothing was compared"
    return Refused(Finding(Place("headway restate"), Severity.STOPS, found, done, next_step))
