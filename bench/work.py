"""What is measured: something that is made ready once and run several times."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Cell, Figures


@dataclass(frozen=True, slots=True)
class Places:
    """Where the benchmark keeps what it makes: nothing of it belongs to the project."""

    folder: Path

    @property
    def exports(self) -> Path:
        """The made-up council's exports."""
        return self.folder / "exports" / "headway"

    @property
    def data(self) -> Path:
        """The data folder they are loaded into."""
        return self.folder / "data"


def _nothing() -> dict[str, float]:
    return {}


def _none(result: object) -> frozenset[Cell]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Work:
    """``run`` is timed; ``figures`` makes of its result what can be compared, and is not.

    ``told`` is asked after the best run, and ``extra`` when the figures have been made.
    ``hidden`` names the cells for which there can be no figure, whatever the rows hold.
    """

    run: Callable[[], object]
    figures: Callable[[object], Figures]
    told: Callable[[], dict[str, float]] = _nothing
    hidden: Callable[[object], frozenset[Cell]] = _none
    extra: Callable[[], dict[str, float]] = _nothing
