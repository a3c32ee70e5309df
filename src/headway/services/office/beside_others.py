"""An indicator of the council beside its neighbours, region and England, or why it is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.benchmarks.position import NotCompared, Position
from headway.domain.calculation_results import COUNCIL, Result, UnitRef
from headway.domain.days import day_words
from headway.domain.periods import Period
from headway.domain.problems import Finding, capital
from headway.domain.signalling import Placed
from headway.domain.values import Absent, Number, State, Value
from headway.services.analysis.benchmarks import list_benchmarks
from headway.services.analysis.signals import placed_among_others
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import grown

_PARTS = "National figures are of whole councils: they stand on the page of the whole council."
_NO_AUTHORITY = (
    "National figures are kept, but the council's own definitions do not say which authority "
    "it is, so it is not found among the others."
)
_NOT_LOADED = (
    "No national figures are kept here. An analyst loads the published files under Data, "
    "Benchmarks."
)


@dataclass(frozen=True, slots=True, eq=False)
class BesideOthers:
    """Where the council stands, or why nothing stands beside it. ``loaded``: of which load."""

    position: Position | None
    why_none: str = ""
    loaded: str = ""


_OF_A_PART = BesideOthers(None, _PARTS)


@dataclass(frozen=True, slots=True, eq=False)
class Others:
    """How to find the council's place among others by the load used last; or why it has none."""

    place: Placed | None
    why_none: str = ""
    loaded: str = ""


def others(data: Path, catalogue: Catalogue) -> Others:
    """Give the national figures in use; read again when something is stored in the data folder."""
    return _others(data, grown(data), catalogue)


def beside_others(
    data: Path,
    overlay: Path | None,
    name: str,
    unit: UnitRef,
    results: Sequence[Result],
    month: Period,
) -> BesideOthers:
    """Set the indicator of a name beside others. ``results`` are the unit's own, oldest first.

    ``month`` is the last that figures are kept for: it dates an indicator without figures.
    """
    if unit != COUNCIL:
        return _OF_A_PART
    latest = next((one for one in reversed(results) if isinstance(one.value, Number)), None)
    value: Value = latest.value if latest else Absent(State.NOT_COLLECTED)
    period = latest.period if latest else month
    catalogue = current_catalogue(overlay)
    return _beside(others(data, catalogue), catalogue, name, value, period)


@lru_cache(maxsize=512)
def _beside(
    known: Others, catalogue: Catalogue, name: str, value: Value, period: Period
) -> BesideOthers:
    if known.place is None:
        return BesideOthers(None, known.why_none)
    found = known.place(catalogue.indicators[name], value, period)
    if isinstance(found, NotCompared):
        return BesideOthers(None, f"{capital(found.sentence)}.", known.loaded)
    return BesideOthers(found, "", known.loaded)


@lru_cache(maxsize=2)
def _others(data: Path, as_of: tuple[int, int], catalogue: Catalogue) -> Others:
    loads = list_benchmarks(data) if as_of[0] else ()
    if not loads:
        return Others(None, _NOT_LOADED)
    placed = placed_among_others(data, catalogue)
    if isinstance(placed, Finding):
        return Others(None, f"{capital(placed.found)}.")
    if placed is None:
        return Others(None, _NO_AUTHORITY)
    return Others(placed, "", day_words(loads[-1].at))
