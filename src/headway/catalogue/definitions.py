"""Everything loaded, with where it stands, for the rules that check it together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from headway.catalogue.model import CataloguedScorecard
from headway.catalogue.national import CataloguedBenchmarks
from headway.catalogue.policies import Choice
from headway.catalogue.targets import CataloguedTargets
from headway.catalogue.yaml_text import Document
from headway.domain.disclosure.policy import Policy
from headway.domain.indicator import Indicator
from headway.domain.problems import Finding, Place, Severity
from headway.domain.ratings import RatingScale
from headway.domain.targets import Target
from headway.domain.team_sheets import TeamSheet
from headway.domain.unit_naming import UnitName

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One definition: its value, the name of its file without the ending, and its lines."""

    value: T
    stem: str
    document: Document

    def place(self, *path: str | int) -> Place:
        """Return where a part of the definition stands."""
        return self.document.place(*path)


@dataclass(frozen=True, slots=True)
class Definitions:
    """All that was loaded, for the rules to look at together.

    ``unreadable`` names the indicator files that have mistakes already, so that nothing is said
    of them twice. ``today`` is None where reviews are not looked at.
    """

    indicators: tuple[Entry[Indicator], ...] = ()
    scorecards: tuple[Entry[CataloguedScorecard], ...] = ()
    scales: tuple[Entry[RatingScale], ...] = ()
    unreadable: frozenset[str] = field(default_factory=frozenset)
    today: date | None = None
    targets: tuple[Entry[CataloguedTargets], ...] = ()
    benchmarks: tuple[Entry[CataloguedBenchmarks], ...] = ()
    policies: tuple[Entry[Policy], ...] = ()
    audiences: tuple[Entry[Choice], ...] = ()
    unreadable_policies: frozenset[str] = field(default_factory=frozenset)
    sheets: tuple[Entry[TeamSheet], ...] = ()
    unit_names: tuple[Entry[tuple[UnitName, ...]], ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """The identifiers that may be named: those loaded and those being put right."""
        return self.unreadable | {entry.value.id for entry in self.indicators}

    def by_id(self) -> dict[str, Indicator]:
        """Return the indicators by identifier."""
        return {entry.value.id: entry.value for entry in self.indicators}

    def each_target(self) -> Iterator[tuple[Entry[CataloguedTargets], str, int, Target]]:
        """Yield every target with its file, its indicator and its number there, from 0."""
        for entry in self.targets:
            for indicator, targets in entry.value.targets.items():
                for number, target in enumerate(targets):
                    yield entry, indicator, number, target


Found = Iterator[Finding]


def mistake(place: Place, found: str, allowed: str, step: str) -> Finding:
    """Return a finding that stops the catalogue from loading."""
    return Finding(place, Severity.STOPS, found, allowed, step)


def note(place: Place, found: str, done: str = "", step: str = "") -> Finding:
    """Return a finding that is worth knowing and stops nothing."""
    return Finding(place, Severity.NOTED, found, done, step)
