"""Everything that one load of national files holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from headway.domain.benchmarks.marks import NO_ROW, published_value
from headway.domain.benchmarks.measures import Measure
from headway.domain.benchmarks.neighbours import NeighbourModel
from headway.domain.benchmarks.places import Area, Level
from headway.domain.benchmarks.years import PublishedYear
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.values import Absent, Number, State, Value

GRACE = 1
"""Years within which a silence may be a late publication or a gap, and not an authority's end."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures of one measure for one year: the text of each cell, by the code of its place."""

    year: PublishedYear
    cells: Mapping[str, str]

    def value(self, code: str) -> Value:
        """Return what is published for a place; no row is not collected, never nought."""
        text = self.cells.get(code)
        return NO_ROW if text is None else published_value(text)

    def numbers(self, codes: Mapping[str, Area]) -> dict[str, Number]:
        """Return the numbers among the figures of the given places."""
        found = ((code, self.value(code)) for code in codes)
        return {code: value for code, value in found if isinstance(value, Number)}


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: what it was recognised as, its digest, how much was taken."""

    file: str
    sha256: str
    recognised_as: str
    rows: int
    vintage: str = ""  # the latest year or the latest update in it, as it says


@dataclass(frozen=True, slots=True, eq=False)
class Benchmarks:
    """One load: places, measures with their years oldest first, models, sources, findings.

    ``population`` is the key of the measure that holds all children's mid-year estimates, ""
    where none was loaded. ``name`` is the artefact's, where it is kept.
    """

    areas: Mapping[str, Area]
    measures: Mapping[str, Measure]
    figures: Mapping[str, tuple[YearFigures, ...]]
    models: tuple[NeighbourModel, ...] = ()
    sources: tuple[Source, ...] = ()
    findings: tuple[Finding, ...] = ()
    population: str = ""
    name: str = ""
    loaded: str = ""  # when, and by whom, in words
    authorities: Mapping[str, Area] = field(init=False)
    newest: int = field(init=False)  # the last year in which authorities have figures

    def __post_init__(self) -> None:
        for key, years in self.figures.items():
            order = [each.year.order for each in years]
            if key not in self.measures or order != sorted(order):
                raise ValueError(f"{key}: a measure has a description and its years in order")
        own = {code: one for code, one in self.areas.items() if one.level is Level.AUTHORITY}
        object.__setattr__(self, "authorities", own)
        lasts = (area.last_year for area in own.values() if area.last_year is not None)
        object.__setattr__(self, "newest", max(lasts, default=0))

    def closed_before(self, code: str, year: PublishedYear) -> bool:
        """Say whether an authority had ended before a year; a few figures may be left of it."""
        area = self.areas.get(code)
        if area is None or area.last_year is None or area.last_year >= self.newest - GRACE:
            return False
        return year.last > area.last_year

    def numbers_of(self, figures: YearFigures) -> dict[str, Number]:
        """Return the numbers of the authorities that were there in the year."""
        known = figures.numbers(self.authorities)
        return {
            code: number
            for code, number in known.items()
            if not self.closed_before(code, figures.year)
        }

    def regions(self) -> dict[str, Area]:
        """Return the regions by code."""
        return {code: one for code, one in self.areas.items() if one.level is Level.REGION}

    def years(self, key: str) -> tuple[YearFigures, ...]:
        """Return a measure's years, oldest first; nothing for one that is not loaded."""
        return self.figures.get(key, ())

    def latest(self, key: str) -> YearFigures | None:
        """Return the latest year for which any place has a number."""
        for each in reversed(self.years(key)):
            if any(isinstance(published_value(text), Number) for text in each.cells.values()):
                return each
        return None

    def model(self, name: str = "") -> NeighbourModel | None:
        """Return a neighbour model by name, or the newest; raises ``Refused`` for another name."""
        if not name:
            return self.models[-1] if self.models else None
        for each in self.models:
            if each.name == name:
                return each
        raise Refused(
            Finding(
                Place("--model"),
                Severity.STOPS,
                f"there is no neighbour model “{name}” among the files loaded",
                f"Loaded: {', '.join(each.name for each in self.models) or 'none'}",
                "Choose one of these, or load the file that holds it",
            )
        )

    def population_before(self, code: str, year: int) -> Value:
        """Return the children of a place in the middle of the year before ``year``.

        National rates of the year that ends in March of ``year`` divide by this one: the rate
        of 2025 by the estimate of the middle of 2024.
        """
        for each in self.years(self.population):
            if each.year.last == year - 1:
                return each.value(code)
        return Absent(State.NOT_COLLECTED, f"no estimate of the middle of {year - 1} is loaded")
