"""The figures that were worked out and kept: read by unit, without going back to any row."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from headway.domain.breaks import Break, BreakKind, break_on
from headway.domain.calculation_results import Level, Result, UnitRef
from headway.domain.exact import read_exact
from headway.domain.period_labels import parse_period
from headway.domain.periods import Period, PeriodKind
from headway.domain.values import Absent, Number, State, Value
from headway.services.analysis.keep_figures import ABOUT
from headway.warehouse.artefacts import ArtefactId, Kind
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_withdrawing import list_snapshots

REMEMBERED = 64  # units whose figures are held ready; each takes about half a megabyte


@dataclass(frozen=True, slots=True)
class KeptUnit:
    """A unit: its name, the units it lies in, and why it may have no figure of a period.

    ``opened`` is the first day on which it stood and ``closed`` the first on which it no longer
    did, where that is known. ``called`` are its names by the day from which it bears them, where
    the council gave it names of its own; ``name`` is that of the last month's end.
    """

    ref: UnitRef
    name: str
    within: tuple[UnitRef, ...]
    no_figure: str
    file: str
    opened: date | None = None
    closed: date | None = None
    called: tuple[tuple[date, str], ...] = ()

    def name_on(self, day: date) -> str:
        """Give the name that the unit bore on a day; without names of its time the present one."""
        return next((name for since, name in reversed(self.called) if since <= day), self.name)


class Lines(Mapping[str, tuple[Result, ...]]):
    """Results by indicator, oldest first; each line is made when it is first asked for."""

    def __init__(self, unit: UnitRef, found: Mapping[str, list[list[str | None]]]) -> None:
        self._unit, self._found = unit, found
        self._made: dict[str, tuple[Result, ...]] = {}

    def __getitem__(self, indicator: str) -> tuple[Result, ...]:
        if indicator not in self._made:
            lines = self._found[indicator]
            self._made[indicator] = tuple(_result(indicator, self._unit, one) for one in lines)
        return self._made[indicator]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit's figures: results by indicator, oldest first, and where each line breaks."""

    results: Mapping[str, tuple[Result, ...]]
    breaks: Mapping[str, tuple[Break, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class KeptFigures:
    """Everything that was worked out from one snapshot, and what it rests on."""

    artefact: ArtefactId
    snapshot: str
    catalogue: str
    headway: str
    last: Period
    months: int
    indicators: tuple[str, ...]
    units: tuple[KeptUnit, ...]
    files: Mapping[str, bytes]

    def unit(self, ref: UnitRef) -> KeptUnit | None:
        """Give what is known of a unit; None for one that the snapshot does not have."""
        return next((one for one in self.units if one.ref == ref), None)

    def of(self, ref: UnitRef) -> UnitFigures:
        """Give a unit's figures; KeyError for a unit that the snapshot does not have."""
        unit = self.unit(ref)
        if unit is None:
            raise KeyError(ref)
        return _unit_figures(self, unit)

    @property
    def first(self) -> date:
        """The first day of the first month that was worked out."""
        return self.last.shift(1 - self.months).start

    @property
    def names(self) -> dict[str, str]:
        """The units' names by identifier."""
        return {one.ref.id: one.name for one in self.units if one.name}

    def names_on(self, day: date) -> dict[str, str]:
        """Give the units' names on a day by identifier."""
        return {one.ref.id: name for one in self.units if (name := one.name_on(day))}


def latest_figures(data: Path) -> KeptFigures | None:
    """Give the figures that were kept last, of a snapshot that is not withdrawn; else None."""
    folder = open_folder(data)
    gone = {one.snapshot.text for one in list_snapshots(folder) if one.withdrawn}
    for artefact in reversed(folder.list_artefacts(Kind.RESULTS)):
        kept = figures_of_artefact(data, artefact)
        if kept.snapshot not in gone:
            return kept
    return None


@lru_cache(maxsize=4)
def figures_of_artefact(data: Path, artefact: ArtefactId) -> KeptFigures:
    """Read kept figures; every byte is checked. An artefact never changes, so it is read once."""
    files = open_folder(data).read(artefact)
    about = json.loads(files[ABOUT])
    units = tuple(_unit(one, place) for place, one in enumerate(about["units"]))
    return KeptFigures(
        artefact,
        about["snapshot"],
        about["catalogue"],
        about["headway"],
        parse_period(about["last"], PeriodKind.MONTH),
        int(about["months"]),
        tuple(about["indicators"]),
        units,
        files,
    )


def _unit(found: Mapping[str, object], place: int) -> KeptUnit:
    match found:
        case {
            "level": str(level),
            "id": str(identifier),
            "name": str(name),
            "within": list(within),
            "no_figure": str(no_figure),
        }:
            above = tuple(UnitRef(Level[one[0]], one[1]) for one in within)
            ref = UnitRef(Level[level], identifier)
            days = (_day(found.get("opened")), _day(found.get("closed")))
            file = f"unit-{place:04}.json"
            return KeptUnit(ref, name, above, no_figure, file, *days, _called(found.get("called")))
    raise ValueError("kept figures describe a unit in a form that this Headway does not know")


def _called(found: object) -> tuple[tuple[date, str], ...]:
    names = found if isinstance(found, list) else []
    return tuple((date.fromisoformat(since) if since else date.min, name) for since, name in names)


def _day(found: object) -> date | None:
    return date.fromisoformat(found) if isinstance(found, str) else None


@lru_cache(maxsize=REMEMBERED)
def _unit_figures(kept: KeptFigures, unit: KeptUnit) -> UnitFigures:
    found = json.loads(kept.files[unit.file])
    breaks = {name: tuple(_break(*one) for one in ones) for name, ones in found["breaks"].items()}
    return UnitFigures(Lines(unit.ref, found["figures"]), breaks)


def _result(indicator: str, unit: UnitRef, found: list[str | None]) -> Result:
    kind, label, amount, above, below, left_out, *state = found
    value: Value
    if amount is not None:
        value = Number(read_exact(amount))
    else:
        value = Absent(State[str(state[0])], str(state[1]))
    return Result(
        indicator,
        _period(str(kind), str(label)),
        unit,
        None,
        None if above is None else read_exact(above),
        None if below is None else read_exact(below),
        value,
        int(left_out or 0),
    )


@lru_cache(maxsize=1024)
def _period(kind: str, label: str) -> Period:
    return parse_period(label, PeriodKind[kind])


def _break(day: str, kind: str, words: str, restated: str) -> Break:
    return break_on(date.fromisoformat(day), BreakKind[kind], words, restated)
