"""Headway's side: the engine over the current snapshot, 36 months and every level at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter, process_time
from typing import Any, cast

import numpy.typing as npt

from bench.figures import FIRST, LAST, Cell, Figures, put
from bench.recipes import COVERED
from bench.work import Places, Work
from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.calculation import (
    Condition,
    Count,
    Duration,
    Entered,
    Share,
    Statistic,
    Test,
)
from headway.domain.calculation_results import Level, Result
from headway.domain.indicator import Indicator
from headway.domain.periods import Period, month, periods_between
from headway.domain.values import Number
from headway.engine.finishing import Finisher, needed_for
from headway.engine.population import population_of
from headway.engine.runner import calculate_parts
from headway.engine.source import Snapshot
from headway.engine.units import units_of
from headway.services.analysis.calculate import chosen
from headway.tables import TABLES
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


def calculated(catalogue: Catalogue) -> frozenset[str]:
    """Name the indicators that are worked out from rows."""
    return frozenset(
        name
        for name, one in catalogue.indicators.items()
        if one.calculation is not None and not isinstance(one.calculation, Entered)
    )


@contextmanager
def compared(places: Places) -> Iterator[Work]:
    """Make ready to work out the indicators that every side works out."""
    with _opened(places, sorted(COVERED & calculated(load_catalogue(None)))) as work:
        yield work


@contextmanager
def everything(places: Places) -> Iterator[Work]:
    """Make ready to work out all calculated indicators."""
    with _opened(places, ()) as work:
        yield work


@contextmanager
def one_more(places: Places) -> Iterator[Work]:
    """Make ready to work out one table's indicators, alone and with more of their kind in turn."""
    catalogue = load_catalogue(None)
    model = catalogue.indicators[MODEL]
    alone = [one for one in chosen(catalogue, ()) if _table_of(one) == _table_of(model)]
    more = [*alone, *clones(model)]
    known = {**catalogue.indicators, **{one.id: one for one in more}}
    least = {"without": float("inf"), "with more": float("inf")}
    with open_snapshot(open_folder(places.data), check=False) as snapshot:

        def run() -> None:
            for _ in range(5):
                for name, wanted in (("without", alone), ("with more", more)):
                    begun = perf_counter()
                    _worked_out(snapshot, known, wanted)
                    least[name] = min(least[name], perf_counter() - begun)

        yield Work(run, lambda _: {}, lambda: {**least, "more": len(more) - len(alone)})


MODEL = "front-door-contacts"


def clones(model: Indicator) -> list[Indicator]:
    """Give indicators like one, each with one condition more: of one source of contacts."""
    calculation = model.calculation
    if not isinstance(calculation, Count):
        raise TypeError(f"{model.id} is no count")
    made = []
    for code in TABLES[calculation.selection.table].column("source").codes[:16]:
        asked = Condition("source", Test.IS, (code.value,))
        where = (*calculation.selection.where, asked)
        selection = replace(calculation.selection, where=where)
        name = f"{model.id}-from-{code.value}".lower()
        made.append(replace(model, id=name, calculation=replace(calculation, selection=selection)))
    return made


def _table_of(indicator: Indicator) -> str:
    calculation = indicator.calculation
    return calculation.selection.table if isinstance(calculation, Count | Share) else ""


@contextmanager
def by_number(places: Places) -> Iterator[Work]:
    """Make ready to work out more and more indicators, evenly out of all of them."""
    catalogue = load_catalogue(None)
    every = chosen(catalogue, ())
    numbers = sorted({1, *range(10, len(every), 10), len(every)})
    least = dict.fromkeys(numbers, float("inf"))
    with open_snapshot(open_folder(places.data), check=False) as snapshot:

        def run() -> None:
            for number in numbers:
                wanted = [every[at * len(every) // number] for at in range(number)]
                begun = process_time()
                _worked_out(snapshot, catalogue.indicators, wanted)
                least[number] = min(least[number], process_time() - begun)

        yield Work(run, lambda _: {}, lambda: {f"first {one}": least[one] for one in numbers})


@contextmanager
def _opened(places: Places, names: Sequence[str]) -> Iterator[Work]:
    catalogue = load_catalogue(None)
    wanted = chosen(catalogue, names)
    medians = medians_of(catalogue)
    extra: dict[str, float] = {}
    with open_snapshot(open_folder(places.data), check=False) as snapshot:
        timed = Timed(snapshot)

        def run() -> Sequence[Result]:
            timed.seconds, timed.statements = 0.0, 0
            return _worked_out(timed, catalogue.indicators, wanted)

        def told() -> dict[str, float]:
            return {
                "in statements": timed.seconds,
                "statements": timed.statements,
                "indicators": len(wanted),
            }

        def figures(results: object) -> Figures:
            begun = perf_counter()
            made = list(cast("Sequence[Result]", results))
            extra.update({"making results": perf_counter() - begun, "results": len(made)})
            return figures_of(made, medians)

        def hidden(results: object) -> frozenset[Cell]:
            return hidden_of(cast("Sequence[Result]", results))

        yield Work(run, figures, told, hidden, lambda: extra)


def _worked_out(
    snapshot: Snapshot, known: Mapping[str, Indicator], wanted: Sequence[Indicator]
) -> Sequence[Result]:
    units = units_of(snapshot)
    population = population_of(snapshot, units)
    asked = needed_for(wanted, known)
    parts = calculate_parts(asked, PERIODS, snapshot, units)
    return Finisher(known, parts, units, snapshot, population).results(
        wanted, PERIODS, tuple(Level)
    )


def figures_of(results: Iterable[Result], medians: frozenset[str]) -> Figures:
    """Give what came of it as figures that can be compared; see ``Figures``."""
    found: Figures = {}
    for one in results:
        above, below = one.numerator, one.denominator or 0
        if one.indicator in medians:
            above = one.value.amount * 2 if isinstance(one.value, Number) else None
        put(found, _cell(one), above, below)
    return found


def hidden_of(results: Iterable[Result]) -> frozenset[Cell]:
    """Name the cells without parts: the exports do not cover them, or nobody is known to live."""
    return frozenset(
        _cell(one) for one in results if one.numerator is None and one.denominator is None
    )


def _cell(one: Result) -> Cell:
    start = one.period.start
    month_of_it = f"{start.year}-{start.month:02d}"
    return (one.indicator, month_of_it, one.unit.level.name.lower(), one.unit.id)


def medians_of(catalogue: Catalogue) -> frozenset[str]:
    """Name the indicators that are a duration in the middle: their halves are not added up."""
    return frozenset(
        name
        for name, one in catalogue.indicators.items()
        if isinstance(one.calculation, Duration) and one.calculation.statistic is Statistic.MEDIAN
    )
