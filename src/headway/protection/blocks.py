"""The system cut into parts that have nothing to do with each other, and windows into large ones.

All is told as the difference from what is true: nought everywhere is the true table, a row says
between which bounds the differences may add up, and what is known to all cannot differ.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headway.domain.disclosure.cells import CellKey
from headway.protection.system import Row, System


@dataclass(frozen=True, slots=True)
class Line:
    """A row over open unknowns: their differences, weighted, add up to ``low`` to ``high``."""

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None
    source: CellKey | str
    narrowed: bool

    @property
    def name(self) -> str:
        """Name the row for a person."""
        return self.source if isinstance(self.source, str) else f"{self.source} and its parts"


@dataclass(slots=True)
class Open:
    """The open unknowns of a system, the rows that still say something, and who is in which."""

    system: System
    lines: list[Line]
    lines_of: dict[int, list[int]]

    def blocks(self) -> Iterator[list[int]]:
        """Give the open unknowns in groups that no row joins, each group in order."""
        seen: set[int] = set()
        for start in self.lines_of:
            if start not in seen:
                members = self._reach(start, len(self.lines_of))
                seen.update(members)
                yield sorted(members)

    def window(self, start: int, size: int) -> list[int]:
        """Give about ``size`` open unknowns around one, the nearest by rows, in order."""
        return sorted(self._reach(start, size))

    def _reach(self, start: int, size: int) -> list[int]:
        found: dict[int, None] = {start: None}
        waiting = deque([start])
        while waiting and len(found) < size:
            for line in self.lines_of[waiting.popleft()]:
                for other, _ in self.lines[line].terms:
                    if other not in found:
                        found[other] = None
                        waiting.append(other)
        return list(found)


def open_part(system: System) -> Open:
    """Return what is open in a system."""
    lines: list[Line] = []
    lines_of: dict[int, list[int]] = {
        one: [] for one in range(len(system.truth)) if not system.fixed(one)
    }
    for row in system.rows:
        terms = tuple(term for term in row.terms if term[0] in lines_of)
        if not terms:
            continue
        for one, _ in terms:
            lines_of[one].append(len(lines))
        lines.append(_line(row, terms, system.truth))
    return Open(system, lines, lines_of)


def _line(row: Row, terms: tuple[tuple[int, int], ...], truth: Sequence[int]) -> Line:
    stands = sum(weight * truth[one] for one, weight in row.terms)
    low = None if row.low is None else row.low - stands
    high = None if row.high is None else row.high - stands
    return Line(terms, low, high, row.source, row.narrowed)
