"""Headway's side: the engine over the current snapshot, 36 months and every level at once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any, cast

import numpy.typing as npt

from bench.figures import COMPARED, FIRST, LAST, SHARES, Figures, put
from bench.work import Places, Work
from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import Level, Result
from headway.domain.periods import Period, month, periods_between
from headway.engine.finishing import Finisher, needed_for
from headway.engine.population import population_of
from headway.engine.runner import calculate_parts
from headway.engine.source import Snapshot
from headway.engine.units import units_of
from headway.services.analysis.calculate import chosen
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_reading import open_snapshot

PERIODS: tuple[Period, ...] = tuple(periods_between(month(*FIRST), month(*LAST)))


@dataclass(slots=True)
class Timed:
    """A snapshot that counts the seconds and statements it is asked; see ``engine.source``."""

    within: Snapshot
    seconds: float = 0.0
    statements: int = 0

    @property
    def snapshot_id(self) -> str:
        """Which snapshot this is."""
        return self.within.snapshot_id

    @property
    def table_names(self) -> frozenset[str]:
        """The tables that hold at least one row."""
        return self.within.table_names

    @property
    def covered_tables(self) -> frozenset[str]:
        """The tables that were loaded."""
        return self.within.covered_tables

    def query(self, sql: str) -> Sequence[tuple[object, ...]]:
        """Run a statement."""
        begun = perf_counter()
        rows = self.within.query(sql)
        self.seconds += perf_counter() - begun
        self.statements += 1
        return rows

    def query_columns(self, sql: str) -> Mapping[str, npt.NDArray[Any]]:
        """Run a statement."""
        begun = perf_counter()
        columns = self.within.query_columns(sql)
        self.seconds += perf_counter() - begun
        self.statements += 1
        return columns

    def codes(self, table: str, column: str) -> Mapping[str, int]:
        """Give the numbers of texts."""
        return self.within.codes(table, column)

    def coverage(self, table: str) -> tuple[date, date] | None:
        """Give the days that are covered."""
        return self.within.coverage(table)


@contextmanager
def compared(places: Places) -> Iterator[Work]:
    """Make ready to work out the indicators that every side works out."""
    with _opened(places, COMPARED) as work:
        yield work


@contextmanager
def everything(places: Places) -> Iterator[Work]:
    """Make ready to work out all calculated indicators."""
    with _opened(places, ()) as work:
        yield work


@contextmanager
def _opened(places: Places, names: Sequence[str]) -> Iterator[Work]:
    catalogue = load_catalogue(None)
    with open_snapshot(open_folder(places.data), check=False) as snapshot:
        timed = Timed(snapshot)

        def run() -> Sequence[Result]:
            timed.seconds, timed.statements = 0.0, 0
            return _worked_out(timed, catalogue, names)

        def told() -> dict[str, float]:
            asked = len(chosen(catalogue, names))
            return {
                "in statements": timed.seconds,
                "statements": timed.statements,
                "indicators": asked,
            }

        yield Work(run, lambda results: figures_of(cast("Sequence[Result]", results)), told)


def _worked_out(
    snapshot: Snapshot, catalogue: Catalogue, names: Sequence[str]
) -> Sequence[Result]:
    wanted = chosen(catalogue, names)
    units = units_of(snapshot)
    population = population_of(snapshot, units)
    asked = needed_for(wanted, catalogue.indicators)
    parts = calculate_parts(asked, PERIODS, snapshot, units)
    finisher = Finisher(catalogue.indicators, parts, units, snapshot, population)
    return finisher.results(wanted, PERIODS, tuple(Level))


def figures_of(results: Sequence[Result]) -> Figures:
    """Give what came of it as figures that can be compared."""
    found: Figures = {}
    for one in results:
        if one.indicator not in COMPARED:
            continue
        start = one.period.start
        cell = (
            one.indicator,
            f"{start.year}-{start.month:02d}",
            one.unit.level.name.lower(),
            one.unit.id,
        )
        put(found, cell, one.numerator, one.denominator if one.indicator in SHARES else 0)
    return found
