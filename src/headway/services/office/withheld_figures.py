"""What an edition withholds, indicator by indicator, and what of it was shown before."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import UnitRef
from headway.domain.periods import Period
from headway.domain.values import Absent, Number, State
from headway.services.analysis.frozen_figures import FrozenFigure, FrozenFigures, frozen_figures
from headway.services.analysis.published import list_editions
from headway.services.office.to_publish import ToPublish


@dataclass(frozen=True, slots=True)
class WithheldOf:
    """How many of an indicator's figures are withheld, and of these were shown before."""

    title: str
    withheld: int
    figures: int
    shown_before: int

    @property
    def is_all(self) -> bool:
        """Whether nothing of the indicator is shown."""
        return self.withheld == self.figures


@dataclass(frozen=True, slots=True)
class WithheldFigures:
    """Indicators with figures withheld, what was shown before first, then the most withheld.

    ``before`` names the edition that these are held against; empty where there is none.
    """

    before: str
    indicators: tuple[WithheldOf, ...]

    @property
    def shown_before(self) -> int:
        """How many figures are withheld that the edition before shows."""
        return sum(one.shown_before for one in self.indicators)


@dataclass(frozen=True, slots=True)
class Before:
    """An edition that this one is held against."""

    name: str
    figures: FrozenFigures


def edition_before(data: Path, asked: ToPublish) -> Before | None:
    """Give the newest edition of a scorecard that stands for the same readers; None without one."""
    found = [
        one
        for one in list_editions(data)
        if one.audience is asked.audience and one.card == asked.key.card and not one.withdrawn
    ]
    return Before(found[-1].name, frozen_figures(data, found[-1])) if found else None


def withheld_figures(
    made: FrozenFigures, before: Before | None, known: Catalogue
) -> WithheldFigures:
    """Count the figures that an edition withholds, and those that the edition before shows."""
    shown = _shown(before.figures) if before else frozenset()
    figures = Counter(one.indicator for one in made.figures)
    withheld = [one for one in made.figures if _is_withheld(one)]
    hidden = Counter(one.indicator for one in withheld)
    again = Counter(one.indicator for one in withheld if _key(made, one) in shown)
    found = (
        WithheldOf(_title(known, name), count, figures[name], again[name])
        for name, count in hidden.items()
    )
    ordered = sorted(found, key=lambda one: (-one.shown_before, -one.withheld / one.figures))
    return WithheldFigures(before.name if before else "", tuple(ordered))


def _is_withheld(one: FrozenFigure) -> bool:
    return isinstance(one.value, Absent) and one.value.state is State.SUPPRESSED


def _shown(edition: FrozenFigures) -> frozenset[tuple[UnitRef | str, str, Period]]:
    shown = (one for one in edition.figures if isinstance(one.value, Number))
    return frozenset(_key(edition, one) for one in shown)


def _key(edition: FrozenFigures, one: FrozenFigure) -> tuple[UnitRef | str, str, Period]:
    """Name a figure; by its scorecard where an old edition does not say of which unit that is."""
    return edition.said.get(one.scorecard, one.scorecard), one.indicator, one.period


def _title(known: Catalogue, name: str) -> str:
    found = known.indicators.get(name)
    return found.title if found else name
