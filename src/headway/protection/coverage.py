"""What other tables prove so far: which counts each unknown may be, and to whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Piece: TypeAlias = Mapping[int, int]
"""The differences of another table from the true one, where there are any."""

EVERYBODY = -1
"""Every insider: a set of bits that are all on."""


@dataclass(slots=True)
class Coverage:
    """Keeps, for each unknown, the values proved possible and who can see through the proof.

    ``need`` is how many values must be possible, ``kept`` the unknowns whose value must stay
    uncertain even to insiders, who know some counts themselves.
    """

    need: Sequence[int]
    kept: Sequence[bool]
    insiders: Sequence[frozenset[int]]
    pieces: list[Piece] = field(default_factory=list)
    gained: int = 0
    _values: dict[int, set[int]] = field(default_factory=dict)
    _blind: dict[int, int] = field(default_factory=dict)
    _knows: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note which insiders know what."""
        for bit, group in enumerate(self.insiders):
            for one in group:
                self._knows[one] = self._knows.get(one, 0) | 1 << bit

    def add(self, piece: Piece) -> None:
        """Take another table in, if it proves anything new."""
        seers = 0
        for one in piece:
            seers |= self._knows.get(one, 0)
        new = False
        for one, step in piece.items():
            if not self.need[one]:
                continue
            values = self._values.setdefault(one, {0})
            blind = self._blind.get(one, EVERYBODY)
            left = blind & seers & ~self._knows.get(one, 0)
            if (step not in values and len(values) < self.need[one]) or (
                self.kept[one] and left != blind
            ):
                new = True
            values.add(step)
            self._blind[one] = left
        if new:
            self.gained += 1
            self.pieces.append(piece)

    def unmet(self, some: Iterable[int]) -> list[int]:
        """Return those of ``some`` whose needs are not proved to be met."""
        return [one for one in some if self.lacks(one) or self.seen(one)]

    def lacks(self, one: int) -> bool:
        """Say whether too few values are proved possible."""
        return bool(self.need[one]) and len(self._values.get(one, (0,))) < self.need[one]

    def moves(self, one: int) -> bool:
        """Say whether at least one other value is proved possible."""
        return len(self._values.get(one, (0,))) > 1

    def seen(self, one: int) -> bool:
        """Say whether an insider may see through every table that moves it."""
        return self.kept[one] and bool(self.insiders) and bool(self._seers(one))

    def seers(self, one: int) -> Iterator[frozenset[int]]:
        """Give those insiders, if it moves at all: before that nobody needs to know anything."""
        if not self.kept[one] or not self.moves(one):
            return
        bits = self._seers(one)
        while bits > 0:
            lowest = bits & -bits
            yield self.insiders[lowest.bit_length() - 1]
            bits ^= lowest

    def _seers(self, one: int) -> int:
        if not self.moves(one):
            return 0
        return self._blind.get(one, EVERYBODY) & ~self._knows.get(one, 0)
