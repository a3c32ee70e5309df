"""The figures that the office shows: those kept last, looked for again when the trail grows."""

from functools import lru_cache
from pathlib import Path

from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.services.analysis.kept_figures import KeptFigures, latest_figures

TRAIL = "trail.jsonl"


def current_figures(data: Path) -> KeptFigures | None:
    """Give the figures kept last in a data folder; None where it has none, or is none."""
    return _figures(data, grown(data))


def units_within(data: Path) -> dict[UnitRef, frozenset[UnitRef]]:
    """Give for each unit those above it, itself included; the council alone where none is known."""
    figures = current_figures(data)
    found = {COUNCIL: frozenset({COUNCIL})}
    for one in figures.units if figures else ():
        found[one.ref] = frozenset({one.ref, *one.within, COUNCIL})
    return found


def grown(data: Path) -> tuple[int, int]:
    """Say how far the data folder's trail has come: whatever is stored is told there."""
    trail = data / TRAIL
    if not trail.exists():
        return (0, 0)
    found = trail.stat()
    return (found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=4)
def _figures(data: Path, grown: tuple[int, int]) -> KeptFigures | None:
    return latest_figures(data) if grown[0] else None
