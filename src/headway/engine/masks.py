"""Sets of slots as the bits of whole numbers, and how many subjects have each bit set.

Somebody who is counted once, however often they occur, is counted by joining the sets of all
their rows: that is exact for every unit and every length of period, and takes one number a row.
Sets of more than 62 slots take several numbers, the words.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from headway.domain.calculation_results import Level
from headway.engine.grid import Grid, Slots, Whole

WORD = 62
"""Bits of a word: a number of 64 bits holds them and may still be added to without a sign."""

Words = Sequence[Whole]


def words_for(slots: int) -> int:
    """Say how many words a set of so many slots takes."""
    return max(1, -(-slots // WORD))


def runs_of(masks: Whole) -> Iterator[tuple[Whole, Whole, Whole]]:
    """Give the runs of set bits: the rows they are of, their first bits and those after the last.

    Each round takes the lowest run of every number that has one left.
    """
    rows = np.flatnonzero(masks)
    left: Whole = masks[rows]
    while rows.size:
        low: Whole = left & -left
        raised: Whole = left + low
        above: Whole = raised & -raised
        yield rows, _place(low), _place(above)
        left = raised ^ above
        left &= raised
        still = left != 0
        rows, left = rows[still], left[still]


def _place(bit: Whole) -> Whole:
    return np.bitwise_count(bit - 1).astype(np.int64)


def counted_bits(
    words: Words, columns: Whole, slots: int, width: int, times: Whole | None = None
) -> Whole:
    """Count, slot by slot and column by column, the rows whose set holds the slot.

    ``times`` says how often each row counts; otherwise it counts once.
    """
    steps = np.zeros((slots + 1) * width, np.int64)
    for number, masks in enumerate(words):
        for rows, first, after in runs_of(masks):
            for bit, sign in ((first, 1), (after, -1)):
                cell = (bit + number * WORD) * width + columns[rows]
                if times is None:
                    steps += sign * np.bincount(cell, minlength=steps.size)
                else:
                    np.add.at(steps, cell, sign * times[rows])
    return np.cumsum(steps.reshape(slots + 1, width), axis=0)[:slots]


def distinct(grid: Grid, slots: Slots, subjects: Whole, teams: Whole, words: Words) -> Whole:
    """Count the different subjects of each period and unit: periods by units.

    There is one row for each subject and team, with the set of slots in which it counts.
    """
    has = np.logical_or.reduce([one != 0 for one in words])
    if not has.all():
        subjects, teams, words = subjects[has], teams[has], [one[has] for one in words]
    order, begins = _by(subjects)
    several = np.zeros(len(subjects), bool)
    several[order[_of_several(begins, len(order))]] = True
    periods, width = grid.shape
    found = np.zeros((periods, width), np.int64)
    for level in Level:
        who, where, sets = _placed(slots, level, subjects, teams, words, several)
        found += counted_bits(sets, where, periods, width)
        del who
    return found


def _placed(
    slots: Slots,
    level: Level,
    subjects: Whole,
    teams: Whole,
    words: Words,
    several: npt.NDArray[np.bool_],
) -> tuple[Whole, Whole, Words]:
    """Give rows by subject and unit of a level, one for each pair, with their sets of periods."""
    places = slots.places[level]
    moves = (places != places[0]).any(axis=0)[teams]
    where, sets = (
        places[0][teams],
        [np.where(moves, 0, one) for one in words] if moves.any() else words,
    )
    rows = np.arange(len(teams))
    parts = [(rows, where, _over_periods(slots, sets))]
    if moves.any():
        rows = np.flatnonzero(moves)
        for first, after in slots.stretches(level):
            within = [one[rows] & _bits(first, after, place) for place, one in enumerate(words)]
            parts.append((rows, places[first][teams[rows]], _over_periods(slots, within)))
    rows = np.concatenate([one for one, _, _ in parts])
    where = np.concatenate([one for _, one, _ in parts])
    joined = [np.concatenate(ones) for ones in zip(*[sets for _, _, sets in parts], strict=True)]
    twice = (several | moves)[rows]
    if not twice.any() or _all_apart(slots, level):
        return subjects[rows], where, joined
    once = ~twice
    pairs = subjects[rows[twice]] * (int(places.max()) + 1) + where[twice]
    order, begins = _by(pairs)
    merged = [
        np.bitwise_or.reduceat(one[twice][order], begins) if begins.size else one[twice]
        for one in joined
    ]
    firsts = order[begins]
    return (
        np.concatenate([subjects[rows[once]], subjects[rows[twice]][firsts]]),
        np.concatenate([where[once], where[twice][firsts]]),
        [np.concatenate([one[once], more]) for one, more in zip(joined, merged, strict=True)],
    )


def _all_apart(slots: Slots, level: Level) -> bool:
    """Whether different teams are different units of a level at all times: then rows are too."""
    first = slots.places[level][0]
    return len(np.unique(first)) == len(first) and len(list(slots.stretches(level))) == 1


def _by(keys: Whole) -> tuple[Whole, Whole]:
    """Sort rows by their keys; give their order, and where each key begins in it.

    Key and row make one number where both have room in it: plain numbers sort ten times as fast.
    """
    bits = len(keys).bit_length()
    if int(keys.max(initial=0)) < 1 << (WORD - bits) and int(keys.min(initial=0)) >= 0:
        packed: Whole = np.sort((keys << bits) | np.arange(len(keys)))
        order: Whole = packed & ((1 << bits) - 1)
        ranged: Whole = packed >> bits
    else:
        order = np.argsort(keys, kind="stable")
        ranged = keys[order]
    begins = np.flatnonzero(np.concatenate([[True], ranged[1:] != ranged[:-1]])[: len(keys)])
    return order, begins


def _of_several(begins: Whole, number: int) -> npt.NDArray[np.bool_]:
    """Say for each sorted row whether its key has another."""
    sizes = np.diff(np.append(begins, number))
    return np.repeat(sizes > 1, sizes)


def _bits(first: int, after: int, word: int) -> int:
    low, high = (min(max(one - word * WORD, 0), WORD) for one in (first, after))
    return (1 << high) - (1 << low)


def _over_periods(slots: Slots, words: Words) -> Words:
    """Turn sets of slots into sets of periods: a period belongs where any of its slots does."""
    if slots.are_periods:
        return words
    found = [np.zeros(len(words[0]), np.int64) for _ in range(words_for(len(slots.lows)))]
    for place, (low, high) in enumerate(
        zip(slots.lows.tolist(), slots.highs.tolist(), strict=True)
    ):
        holds = np.zeros(len(words[0]), bool)
        for number, one in enumerate(words):
            if wanted := _bits(low, high, number):
                holds |= (one & wanted) != 0
        found[place // WORD] |= holds.astype(np.int64) << (place % WORD)
    return found
