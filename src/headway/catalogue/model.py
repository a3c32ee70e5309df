"""The catalogue as other rooms see it: frozen values of the domain, by identifier."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from headway.domain.benchmarks.links import NationalMeasure, OwnSettings
from headway.domain.disclosure.policy import Audience, Policy
from headway.domain.indicator import Indicator
from headway.domain.problems import Finding
from headway.domain.ratings import RatingScale
from headway.domain.scorecard import ScorecardRules
from headway.domain.targets import Target
from headway.domain.team_sheets import TeamSheet
from headway.domain.unit_naming import OwnNames


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a scorecard: its heading and its indicators' identifiers, in order."""

    title: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CataloguedScorecard:
    """A scorecard as it is defined: how it works its figures out, and what it shows in order."""

    id: str
    title: str
    rules: ScorecardRules
    sections: tuple[Section, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """The identifiers of all its indicators, in order."""
        return tuple(name for section in self.sections for name in section.indicators)

    def section_of(self, indicator: str) -> str:
        """Return the heading under which an indicator stands; empty where it is not shown."""
        found = (each.title for each in self.sections if indicator in each.indicators)
        return next(found, "")


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Every definition in force. ``version`` is the SHA-256 of their contents, in hexadecimal.

    ``findings`` are worth knowing and stop nothing: a shipped definition replaced by a
    council's own, a definition overdue for review. ``targets`` are the council's own, by
    indicator, each for another period. ``national`` are the national measures of an indicator, and
    ``own`` is what the council says of itself for comparing with others. ``policies`` say what may
    be shown of small numbers, and ``audiences`` which of them holds for whom. ``sheets`` are what
    teams are asked to enter. ``unit_names`` are what the council calls its units, since when.
    """

    indicators: Mapping[str, Indicator]
    scorecards: Mapping[str, CataloguedScorecard]
    scales: Mapping[str, RatingScale]
    version: str
    findings: tuple[Finding, ...] = ()
    targets: Mapping[str, tuple[Target, ...]] = field(default_factory=lambda: MappingProxyType({}))
    national: Mapping[str, tuple[NationalMeasure, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    own: OwnSettings = field(default_factory=OwnSettings)
    policies: Mapping[str, Policy] = field(default_factory=lambda: MappingProxyType({}))
    audiences: Mapping[Audience, str] = field(default_factory=lambda: MappingProxyType({}))
    sheets: Mapping[str, TeamSheet] = field(default_factory=lambda: MappingProxyType({}))
    unit_names: OwnNames = field(default_factory=OwnNames)

    def policy_for(self, audience: Audience) -> Policy:
        """Return the policy of disclosure control that holds for an audience."""
        return self.policies[self.audiences[audience]]
