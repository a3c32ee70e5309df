"""An edition beside what a later snapshot knows: from kept figures alone, without any case row."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import COUNCIL, Parts, UnitRef
from headway.domain.disclosure.cells import Side
from headway.domain.editions import sourced_figures
from headway.domain.entries import Entry
from headway.domain.history import Sourced, Standing, history_of
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.domain.published import Figure, PublishedDataset
from headway.domain.since_published import Since, SinceFigure
from headway.domain.values import Value, number
from headway.engine.formulas import value_of
from headway.services.analysis.entered import entered_figures, entries_of
from headway.services.analysis.frozen_figures import (
    FrozenFigure,
    FrozenFigures,
    frozen_figures,
    pins_of,
)
from headway.services.analysis.keeping import kept_editions, kept_entries
from headway.services.analysis.kept_figures import KeptFigures, figures_of_artefact
from headway.services.analysis.published import (
    PublishedEdition,
    history_of_artefacts,
    kept_answers,
    seen_before,
)
from headway.warehouse.artefacts import ArtefactId, Kind
from headway.warehouse.folder import open_folder
from headway.warehouse.listing import listed_on
from headway.warehouse.publishing import place_of
from headway.warehouse.reading import open_manifest
from headway.warehouse.snapshot_listing import current_of, snapshots_on

Place = tuple[str, Period]


@dataclass(frozen=True, slots=True)
class LaterSnapshot:
    """A snapshot that an edition can be set against: that which it rests on, or a later one.

    ``figures`` is where its figures are kept, None where they are not; ``until`` is the day on
    which the next one was loaded; None for the last of all.
    """

    name: str
    at: datetime
    withdrawn: str
    is_current: bool
    is_own: bool
    figures: ArtefactId | None
    until: date | None


@dataclass(frozen=True, slots=True, eq=False)
class SinceEdition:
    """An edition set against a snapshot: every figure of it, of the council and of each unit.

    ``latest`` are the latest figures of the council's indicators in it, ``earlier`` those of the
    periods before, ``units`` all figures of each unit. ``redefined`` says that definitions
    changed since; ``unknown`` counts the indicators of it that nobody defines any more, and
    ``strangers`` the scorecards whose unit cannot be told.
    """

    latest: tuple[SinceFigure, ...]
    earlier: tuple[SinceFigure, ...]
    units: Mapping[UnitRef, tuple[SinceFigure, ...]]
    names: Mapping[str, str]
    redefined: bool
    unknown: int
    strangers: int

    @property
    def figures(self) -> tuple[SinceFigure, ...]:
        """All of them, the council's first."""
        return (*self.latest, *self.earlier, *(one for unit in self.units.values() for one in unit))

    @property
    def moves(self) -> bool:
        """Whether anything is otherwise now, be it by less than is printed."""
        return any(one.became.is_news or one.became is Since.WITHIN for one in self.figures)


def later_snapshots(data: Path, edition: PublishedEdition) -> tuple[LaterSnapshot, ...]:
    """Give the snapshots that an edition can be set against, newest first."""
    folder = open_folder(data)
    listed = snapshots_on(folder.trail())
    current = current_of(listed.values())
    kept = {about.get("snapshot", ""): one for one, about in _kept_results(data)}
    found: list[LaterSnapshot] = []
    until: date | None = None
    for one in reversed(list(listed.values())):
        name = one.snapshot.text
        is_own = name == edition.snapshot
        own = (one.withdrawn, one == current, is_own, kept.get(name), until)
        found.append(LaterSnapshot(name, one.at, *own))
        if is_own:
            return tuple(found)
        until = one.at.date()
    return ()


def since_edition(
    data: Path, catalogue: Catalogue, edition: PublishedEdition, against: LaterSnapshot
) -> SinceEdition | None:
    """Set an edition against what a snapshot knows; None where its figures are not kept.

    What is known is what was worked out or entered; what is neither stands as some sheet
    published it.
    """
    if against.figures is None:
        return None
    frozen = frozen_figures(data, edition)
    sides = _sides(data, catalogue, edition, frozen, against)
    units = {COUNCIL.level.value: COUNCIL, **frozen.units([*sides[0].units, *sides[1].units])}
    ours: dict[str, list[FrozenFigure]] = {}
    for one in frozen.figures:
        ours.setdefault(one.scorecard, []).append(one)
    found = {
        unit: _beside(ours.get(name, []), unit, catalogue, sides, rounds=frozen.rounds)
        for name, unit in sorted(units.items(), key=lambda each: each[1].key)
    }
    council = found.pop(COUNCIL)
    latest = _latest(council, frozen.period)
    shown = {(one.indicator.id, one.period) for one in latest}
    later = sides[1].figures
    return SinceEdition(
        latest,
        tuple(one for one in council if (one.indicator.id, one.period) not in shown),
        found,
        later.names if later else {},
        later is not None and later.catalogue != frozen.catalogue,
        len({one.indicator for one in frozen.figures} - set(catalogue.indicators)),
        len(frozen.scorecards - units.keys()),
    )


def council_since(
    data: Path, catalogue: Catalogue, edition: PublishedEdition, against: LaterSnapshot
) -> Mapping[str, SinceFigure]:
    """Give the latest figure of each of the council's indicators in an edition, and what is now."""
    if against.figures is None:
        return {}
    frozen = frozen_figures(data, edition)
    sides = _sides(data, catalogue, edition, frozen, against)
    found = _beside(frozen.of_council, COUNCIL, catalogue, sides, rounds=frozen.rounds)
    return {one.indicator.id: one for one in _latest(found, frozen.period)}


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """What was known at one time: figures worked out, answers, published sheets."""

    figures: KeptFigures | None
    entries: Sequence[Entry]
    published: Sequence[PublishedDataset]
    counted: Mapping[UnitRef, Mapping[Place, Value]]

    def values(self, unit: UnitRef, wanted: Set[Place]) -> Mapping[Place, Value]:
        """Give the wanted values of a unit: worked out or entered; else as a sheet had it."""
        sheets = sourced_figures(self.published) if unit == COUNCIL else ()
        entered = entered_figures(entries_of(self.entries, unit))
        known = _standing([*entered, *_worked_out(self.figures, unit, wanted)], wanted)
        return {**_standing(sheets, wanted), **self.counted.get(unit, {}), **known}

    @property
    def units(self) -> Sequence[UnitRef]:
        """The units that something was worked out for."""
        return [one.ref for one in self.figures.units] if self.figures else []


def _sides(
    data: Path,
    catalogue: Catalogue,
    edition: PublishedEdition,
    frozen: FrozenFigures,
    against: LaterSnapshot,
) -> tuple[_Side, _Side]:
    """Gather what was known when the edition was made, and what is known now."""
    folder = open_folder(data)
    pins, day = pins_of(data, edition), edition.at.date()
    own = _own_figures(data, frozen)
    covered = frozen.withholds or frozen.rounds
    counted = _counted(data, catalogue, edition) if own is None and covered else {}
    if pins is not None:
        entries = kept_answers(folder, pins.entries)
        sheets = history_of_artefacts(folder, pins.history)
        then = _Side(own, entries, sheets, counted)
    else:
        then = _Side(own, kept_entries(data, day), kept_editions(data, day), counted)
    later = figures_of_artefact(data, against.figures) if against.figures else None
    answers, published = kept_entries(data, against.until), kept_editions(data, against.until)
    return then, _Side(later, answers, published, {})


def _own_figures(data: Path, frozen: FrozenFigures) -> KeptFigures | None:
    """Find the figures of the edition's own snapshot, worked out by the same definitions."""
    for one, about in reversed(_kept_results(data)):
        if about.get("snapshot") == frozen.snapshot and about.get("catalogue") == frozen.catalogue:
            return figures_of_artefact(data, one)
    return None


def _counted(
    data: Path, catalogue: Catalogue, edition: PublishedEdition
) -> Mapping[UnitRef, Mapping[Place, Value]]:
    """Read the values behind an edition from the counts kept with it, as far as these give them."""
    counts: dict[tuple[UnitRef, str, Period], dict[Side, int]] = {}
    for seen in seen_before(open_folder(data), [edition.counts] if edition.counts else []):
        for cell in seen.released.release.cells:
            key = cell.key
            counts.setdefault((key.unit, key.indicator, key.period), {})[key.side] = cell.count
    found: dict[UnitRef, dict[Place, Value]] = {}
    for (unit, name, period), sides in counts.items():
        value = _of_counts(sides, catalogue.indicators.get(name))
        if value is not None:
            found.setdefault(unit, {})[name, period] = value
    return found


def _of_counts(sides: Mapping[Side, int], indicator: Indicator | None) -> Value | None:
    """Give the value of counts; a typical length has no count above the line, and so none."""
    if Side.WHOLE in sides:
        return number(sides[Side.WHOLE])
    above, below = sides.get(Side.NUMERATOR), sides.get(Side.DENOMINATOR)
    if above is None or below is None or indicator is None:
        return None
    return value_of(indicator, Parts(Fraction(above), Fraction(below)))


def _worked_out(
    figures: KeptFigures | None, unit: UnitRef, wanted: Set[Place]
) -> Iterable[Sourced]:
    if figures is None or figures.unit(unit) is None:
        return
    results = figures.of(unit).results
    for name in dict.fromkeys(name for name, _ in wanted):
        for one in results.get(name, ()):
            figure = Figure(one.period, one.value, one.period)
            yield Sourced(name, figure, figures.snapshot, Standing.RECALCULATED)


def _standing(figures: Iterable[Sourced], wanted: Set[Place]) -> dict[Place, Value]:
    ours = (one for one in figures if (one.indicator, one.figure.period) in wanted)
    joined = history_of(ours).standing.items()
    return {(name, period): sourced.figure.value for (name, _, period), sourced in joined}


def _beside(
    figures: Sequence[FrozenFigure],
    unit: UnitRef,
    catalogue: Catalogue,
    sides: tuple[_Side, _Side],
    *,
    rounds: bool,
) -> tuple[SinceFigure, ...]:
    wanted = {(one.indicator, one.period) for one in figures}
    then, now = (side.values(unit, wanted) for side in sides)
    return tuple(
        SinceFigure(
            catalogue.indicators[one.indicator],
            unit,
            one.period,
            one.value,
            then.get((one.indicator, one.period)),
            now.get((one.indicator, one.period)),
            rounds,
            one.shown,
        )
        for one in figures
        if one.indicator in catalogue.indicators
    )


def _latest(figures: Iterable[SinceFigure], period: Period) -> tuple[SinceFigure, ...]:
    """Give the latest figure of each indicator up to the end of a period."""
    found: dict[str, SinceFigure] = {}
    for one in figures:
        before = found.get(one.indicator.id)
        if one.period.end <= period.end and (before is None or before.period < one.period):
            found[one.indicator.id] = one
    return tuple(found.values())


def _kept_results(data: Path) -> list[tuple[ArtefactId, Mapping[str, str]]]:
    """Give the kept figures with what each is about, oldest first."""
    return [
        (artefact, _about(place_of(data, artefact), listed.manifest_digest))
        for artefact, listed in listed_on(open_folder(data).trail()).items()
        if artefact.kind is Kind.RESULTS
    ]


@lru_cache(maxsize=256)
def _about(place: Path, manifest_digest: str) -> Mapping[str, str]:
    """Say what kept figures are about: from their manifest, whose files nobody opens for a list."""
    manifest = open_manifest(place, manifest_digest).manifest
    return dict(manifest.about) if manifest else {}
