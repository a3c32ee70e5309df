"""Draws of codes, by the words of ``headway.tables``."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from headway.synthetic.cells import Cells, codes
from headway.synthetic.dice import Dice, Mask, Whole, weighted
from headway.tables import TABLES


@lru_cache(maxsize=256)
def words_of(table: str, column: str) -> tuple[str, ...]:
    """Give the codes of a column in their order."""
    return tuple(code.value for code in TABLES[table].column(column).codes)


def place_of(table: str, column: str, word: str) -> int:
    """Give the number a code is kept as."""
    return words_of(table, column).index(word)


@lru_cache(maxsize=512)
def _table(table: str, column: str, weights: tuple[tuple[str, float], ...]) -> Whole:
    return weighted(
        {-1 if word == "" else place_of(table, column, word): weight for word, weight in weights}
    )


def drawn(dice: Dice, count: int, table: str, column: str, weights: Mapping[str, float]) -> Cells:
    """Draw codes by weight; the word "" stands for an empty cell."""
    values = dice.draw(_table(table, column, tuple(weights.items())), count)
    return codes(values, words_of(table, column))


def same(count: int, table: str, column: str, word: str) -> Cells:
    """Give a column that says the same code in every row."""
    place = place_of(table, column, word)
    return codes(np.full(count, place, dtype=np.int32), words_of(table, column))


def either(which: Mask, table: str, column: str, word: str, otherwise: str) -> Cells:
    """Give one code where ``which`` holds and another elsewhere; "" is an empty cell."""
    yes = -1 if word == "" else place_of(table, column, word)
    no = -1 if otherwise == "" else place_of(table, column, otherwise)
    return codes(np.where(which, yes, no).astype(np.int32), words_of(table, column))


def set_where(cells: Cells, which: Mask, table: str, column: str, word: str) -> Cells:
    """Put one code (or, for "", nothing) into the cells where ``which`` holds."""
    place = -1 if word == "" else place_of(table, column, word)
    return cells.with_values(np.where(which, place, cells.values).astype(np.int32))


def texts(values: Whole, words: tuple[str, ...]) -> Cells:
    """Give a column of short texts: places in ``words``."""
    return codes(values, words)
