"""Why the figures of an edition are otherwise now, told figure by figure and cause by cause."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CauseTold:
    """One reason why a figure moved: the cause, how many rows, and all of it in words."""

    cause: str
    rows: int
    words: str


@dataclass(frozen=True, slots=True)
class ExplainedFigure:
    """A figure that moved: of which unit ("" is the council), then and now, and by what.

    ``printed`` is what the edition shows; ``then`` and ``now`` are what the rows give.
    """

    indicator: str
    title: str
    period: str
    unit: str
    printed: str
    then: str
    now: str
    redefined: bool
    causes: tuple[CauseTold, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """Every figure of an edition that its rows give otherwise now, most moved first.

    ``before`` and ``after`` say which snapshots were compared, ``notes`` what is to be known
    besides. None of it names a row, a child or a family.
    """

    before: str
    after: str
    figures: tuple[ExplainedFigure, ...]
    notes: tuple[str, ...] = ()

    @property
    def as_json(self) -> dict[str, Any]:
        """Give it as JSON can hold it."""
        return asdict(self)


def explained_from(found: Mapping[str, Any]) -> Explained:
    """Read what ``as_json`` gave."""
    figures = tuple(
        ExplainedFigure(**{**one, "causes": tuple(CauseTold(**each) for each in one["causes"])})
        for one in found["figures"]
    )
    notes = tuple(found["notes"])
    return Explained(found["before"], found["after"], figures, notes)


def causes_counted(figures: Iterable[ExplainedFigure]) -> tuple[tuple[str, int], ...]:
    """Count for each cause how many figures it moved, the most first."""
    found = Counter(cause for one in figures for cause in {each.cause for each in one.causes})
    return tuple(sorted(found.items(), key=lambda each: (-each[1], each[0])))
