"""Chance that falls the same way on every machine.

Only the raw 64-bit numbers of PCG64 are used, whose stream numpy promises to keep, and every
distribution is a table of whole numbers worked out with exact arithmetic. So no rounding of a
processor and no later release of a library can move a row.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

FACES: Final = 1 << 16
"""How many faces the die has: a share is kept to one part in 65,536."""


class Dice:
    """A stream of chance named by whole numbers: the seed, the piece, the subject."""

    def __init__(self, *names: int) -> None:
        self._source = np.random.PCG64(np.random.SeedSequence(names))

    def faces(self, count: int) -> npt.NDArray[np.uint16]:
        """Throw ``count`` times: numbers from 0 up to 65,535, each as likely."""
        raw = self._source.random_raw((count + 3) // 4)
        return np.asarray(raw, dtype="<u8").view("<u2")[:count].astype(np.uint16, copy=False)

    def fine(self, count: int) -> npt.NDArray[np.int64]:
        """Throw ``count`` times with 2**32 faces, for choices among thousands."""
        raw = self._source.random_raw((count + 1) // 2)
        return np.asarray(raw, dtype="<u8").view("<u4")[:count].astype(np.int64)

    def draw(self, table: Whole, count: int) -> Whole:
        """Draw ``count`` values from a table made by ``weighted`` or ``spread``."""
        return table[self.faces(count)]

    def happens(self, count: int, share: float | npt.NDArray[np.float64]) -> Mask:
        """Say for each of ``count`` whether something of that share happens."""
        limit = np.asarray(np.rint(np.multiply(share, FACES)), dtype=np.int64)
        return self.faces(count) < limit

    def below(self, limits: Whole | int, count: int) -> Whole:
        """Draw for each a whole number from 0 up to, not including, its limit (0 where none)."""
        thrown = self.fine(count)
        most = np.asarray(limits, dtype=np.int64)
        return ((thrown * np.maximum(most, 1)) >> 32).astype(np.int32)


def weighted(weights: Mapping[int, float] | Sequence[float]) -> Whole:
    """Make a table of values by weight; a sequence gives the weights of 0, 1, 2 and so on."""
    pairs = weights.items() if isinstance(weights, Mapping) else enumerate(weights)
    kept = [(value, Decimal(str(weight))) for value, weight in pairs]
    total = sum(weight for _, weight in kept)
    table = np.empty(FACES, dtype=np.int32)
    start, passed = 0, Decimal(0)
    for value, weight in kept:
        passed += weight
        end = int(passed * FACES / total)
        table[start:end] = value
        start = end
    table[start:] = kept[-1][0]
    return table


def spread(*points: tuple[float, int]) -> Whole:
    """Make a table from shares and the values reached by them, straight lines between.

    ``spread((0, 1), (0.5, 28), (1, 90))`` has the least value 1, the middle 28, the greatest 90.
    """
    table = np.empty(FACES, dtype=np.int32)
    marks = [(int(Decimal(str(share)) * FACES), value) for share, value in points]
    for (start, low), (end, high) in pairwise(marks):
        steps = np.arange(end - start, dtype=np.int64)
        table[start:end] = low + steps * (high - low) // max(end - start - 1, 1)
    return table


def poisson(mean: float) -> Whole:
    """Make a table of how often something of that mean happens."""
    rate = Decimal(str(mean))
    chance = (-rate).exp()
    chances = []
    times, reached = 0, Decimal(0)
    while reached < Decimal("0.99998") and times < 200:
        chances.append(float(chance))
        reached += chance
        times += 1
        chance = chance * rate / times
    return weighted(chances)
