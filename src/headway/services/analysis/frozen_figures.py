"""The figures of a published edition as it printed them, and what it was known to rest on."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.exact import read_exact
from headway.domain.periods import Period, PeriodKind
from headway.domain.values import Absent, Number, State, Value
from headway.services.analysis.publish_kept_counts import read_policy
from headway.services.analysis.publish_names import numbered, scorecard_name
from headway.services.analysis.publish_pins import Pins, read_pins
from headway.services.analysis.published import EDITION, PINS, PublishedEdition
from headway.warehouse.artefacts import ArtefactId, Kind
from headway.warehouse.folder import open_folder
from headway.writers.tables import NUMBER_STATE

REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """A figure as an edition prints it: of which scorecard of it, its value, and its text."""

    scorecard: str
    indicator: str
    period: Period
    value: Value
    shown: str


@dataclass(frozen=True, slots=True, eq=False)
class FrozenFigures:
    """All figures of an edition.

    ``withholds`` and ``rounds`` say what its policy does, so that what it shows need not be what
    was known. ``said`` is the unit of each scorecard, empty in editions that do not say it.
    """

    period: Period
    snapshot: str
    catalogue: str
    withholds: bool
    rounds: bool
    figures: tuple[FrozenFigure, ...]
    said: Mapping[str, UnitRef] = field(default_factory=dict)

    @property
    def of_council(self) -> tuple[FrozenFigure, ...]:
        """Those of the whole council."""
        return tuple(one for one in self.figures if one.scorecard == COUNCIL.level.value)

    @property
    def scorecards(self) -> frozenset[str]:
        """The names of its scorecards."""
        return frozenset(one.scorecard for one in self.figures)

    def units(self, known: Iterable[UnitRef]) -> Mapping[str, UnitRef]:
        """Say of which unit each scorecard of the edition is: as it says, or as far as can be told.

        Editions that do not say it tell it by the names of their files alone. Publishing
        numbers those of units that come to the same name; where only some of these are in the
        edition, nobody can tell which, and none of them is given.
        """
        if self.said:
            return {name: unit for name, unit in self.said.items() if name in self.scorecards}
        named: dict[str, list[UnitRef]] = {}
        for one in sorted(set(known), key=lambda each: each.key):
            if not one.not_allocated:
                named.setdefault(scorecard_name(one), []).append(one)
        found: dict[str, UnitRef] = {}
        names = {name: list(islice(numbered(name), len(units))) for name, units in named.items()}
        often = Counter(one for alike in names.values() for one in alike)
        for name, alike in names.items():
            if self.scorecards.issuperset(alike) and all(often[one] == 1 for one in alike):
                found |= dict(zip(alike, named[name], strict=True))
        return found


def frozen_figures(data: Path, edition: PublishedEdition) -> FrozenFigures:
    """Read the figures of an edition; it never changes, so it is read once."""
    return _frozen(data, edition.artefact)


def pins_of(data: Path, edition: PublishedEdition) -> Pins | None:
    """Give what an edition rests on; None where that is not kept."""
    return _pins(data, edition.counts) if edition.counts else None


@lru_cache(maxsize=REMEMBERED)
def _frozen(data: Path, artefact: ArtefactId) -> FrozenFigures:
    return read_frozen(open_folder(data).read(artefact))


def read_frozen(files: Mapping[str, bytes]) -> FrozenFigures:
    """Read the figures of an edition's files."""
    said = json.loads(files[EDITION])
    policy = read_policy(said["policy"])
    return FrozenFigures(
        _period(said["period"]),
        said["snapshot"],
        said["catalogue"],
        policy.withholds,
        policy.rounding_base > 1,
        tuple(_figure(one) for one in said["figures"]),
        {
            one["scorecard"]: UnitRef(Level(one["level"]), one["unit"])
            for one in said.get("scorecards", ())
        },
    )


@lru_cache(maxsize=REMEMBERED)
def _pins(data: Path, counts: str) -> Pins:
    folder = open_folder(data)
    found = next(one for one in folder.list_artefacts(Kind.EDITION_COUNTS) if str(one) == counts)
    return read_pins(folder.read(found)[PINS])


def _figure(found: Mapping[str, Any]) -> FrozenFigure:
    value: Value
    if found["state"] == NUMBER_STATE:
        value = Number(read_exact(found["value"]))
    else:
        value = Absent(State(found["state"]), found["note"], found["symbol"])
    period = _period(found["period"])
    return FrozenFigure(found["scorecard"], found["indicator"], period, value, found["shown"])


@lru_cache(maxsize=1024)
def _on(kind: str, start: str, end: str) -> Period:
    last = date.fromisoformat(end) + timedelta(days=1)
    return Period(PeriodKind(kind), date.fromisoformat(start), last)


def _period(found: Mapping[str, str]) -> Period:
    return _on(found["kind"], found["start"], found["end"])
