"""How far a count can be worked out, certified exactly.

Three ways, each exact: bounds carried from row to row; the equations eliminated with fractions;
and the numerical library's prices, turned into fractions, which combine rows into a bound that
holds whatever the library may have got wrong.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from headway.domain.disclosure.audit import Combination
from headway.protection.blocks import Line, Open
from headway.protection.solver import INFINITE, Model
from headway.protection.solver import Line as SolverLine

LARGEST = 1500  # unknowns of a block whose equations are eliminated
PASSES = 40  # times a row may be looked at when bounds are carried


@dataclass(slots=True)
class Box:
    """What each unknown's difference from the truth must lie in; None is no bound."""

    low: dict[int, int | None]
    high: dict[int, int | None]

    def pinned(self, one: int) -> bool:
        """Say whether the count is known."""
        return self.low[one] == 0 == self.high[one]


def box_of(
    part: Open,
    members: Sequence[int],
    low: Sequence[int],
    high: Sequence[int | None],
    known: Iterable[int] = (),
) -> Box:
    """Carry bounds from row to row over ``members``, for one who knows ``known`` besides."""
    truth = part.system.truth
    box = Box(
        {one: low[one] - truth[one] for one in members},
        {one: None if (top := high[one]) is None else top - truth[one] for one in members},
    )
    for one in known:
        if one in box.low:
            box.low[one] = box.high[one] = 0
    numbers = sorted({line for one in members for line in part.lines_of[one]})
    waiting, looks = deque(numbers), dict.fromkeys(numbers, 0)
    queued = set(numbers)
    while waiting:
        number = waiting.popleft()
        queued.discard(number)
        looks[number] += 1
        if looks[number] > PASSES or part.lines[number].narrowed:
            continue
        for one in _tighten(part.lines[number], box):
            for other in part.lines_of[one]:
                if other not in queued:
                    queued.add(other)
                    waiting.append(other)
    return box


def _tighten(line: Line, box: Box) -> list[int]:
    """Tighten the bounds of a row's unknowns by each other; return those that changed."""
    changed = []
    for one, weight in line.terms:
        rest_low = _reach(line, one, box, lowest=True)
        rest_high = _reach(line, one, box, lowest=False)
        top = None if line.high is None or rest_low is None else line.high - rest_low
        bottom = None if line.low is None or rest_high is None else line.low - rest_high
        if weight < 0:
            top, bottom = bottom, top
        new_high = None if top is None else floor(Fraction(top, weight))
        new_low = None if bottom is None else ceil(Fraction(bottom, weight))
        if new_high is not None and ((known := box.high[one]) is None or new_high < known):
            box.high[one] = new_high
            changed.append(one)
        if new_low is not None and ((known := box.low[one]) is None or new_low > known):
            box.low[one] = new_low
            changed.append(one)
    return changed


def _reach(line: Line, but: int, box: Box, *, lowest: bool) -> int | None:
    total = 0
    for one, weight in line.terms:
        if one == but:
            continue
        end = box.low[one] if (weight > 0) is lowest else box.high[one]
        if end is None:
            return None
        total += weight * end
    return total


def interval(
    part: Open, members: Sequence[int], box: Box, one: int
) -> tuple[int | None, int | None, Combination]:
    """Return the certified lowest and highest difference of an unknown, and what was combined."""
    lines = sorted({line for each in members for line in part.lines_of[each]})
    lines = [number for number in lines if not part.lines[number].narrowed]
    model = _Priced(part, members, lines, box)
    high, why = model.bound(one, 1)
    low, other = model.bound(one, -1)
    known_high, known_low = box.high[one], box.low[one]
    tops = [each for each in (high, known_high) if each is not None]
    bottoms = [each for each in (None if low is None else -low, known_low) if each is not None]
    return max(bottoms, default=None), min(tops, default=None), why if why.rows else other


@dataclass(slots=True)
class _Priced:
    part: Open
    members: Sequence[int]
    lines: Sequence[int]
    box: Box

    def bound(self, one: int, sign: int) -> tuple[int | None, Combination]:
        """Return an exact bound above ``sign`` × the unknown, from the library's prices."""
        place = {each: number for number, each in enumerate(self.members)}
        lows = [self._end(self.box.low[each], -1) for each in self.members]
        highs = [self._end(self.box.high[each], 1) for each in self.members]
        rows = [self._row(self.part.lines[number], place) for number in self.lines]
        weights = [float(sign) if each == one else 0.0 for each in self.members]
        found = Model(lows, highs, rows).highest(weights)
        if found is None:
            return None, Combination(())
        best: tuple[Fraction | None, list[Fraction]] = (None, [])
        for turn in (1, -1):  # whichever way round the library counts its prices
            prices = [Fraction(turn * price).limit_denominator(10**4) for price in found.prices]
            value = self._certified(one, sign, prices)
            if value is not None and (best[0] is None or value < best[0]):
                best = (value, prices)
        value, prices = best
        named = tuple(
            (self.part.lines[number].name, price)
            for number, price in zip(self.lines, prices, strict=False)
            if price
        )
        return None if value is None else floor(value), Combination(named)

    @staticmethod
    def _end(end: int | None, side: int) -> float:
        return side * INFINITE if end is None else float(end)

    @staticmethod
    def _row(line: Line, place: dict[int, int]) -> SolverLine:
        terms = tuple((place[one], weight) for one, weight in line.terms)
        low = -INFINITE if line.low is None else line.low
        return SolverLine(terms, low, INFINITE if line.high is None else line.high)

    def _certified(self, one: int, sign: int, prices: Sequence[Fraction]) -> Fraction | None:
        """Add the rows up at these prices; what is left of each unknown takes its own bound."""
        total = Fraction(0)
        left = {one: Fraction(sign)}
        for number, price in zip(self.lines, prices, strict=True):
            line = self.part.lines[number]
            end = line.high if price > 0 else line.low
            if not price or end is None:
                continue
            total += price * end
            for each, weight in line.terms:
                left[each] = left.get(each, Fraction(0)) - price * weight
        for each, rest in left.items():
            end = self.box.high[each] if rest > 0 else self.box.low[each]
            if rest and end is None:
                return None
            if end is not None:
                total += rest * end
        return total


def solved(part: Open, members: Sequence[int], known: Iterable[int] = ()) -> dict[int, Combination]:
    """Return the unknowns that the equations alone give away, each with what to combine.

    Rows are eliminated with fractions, so the answer is exact: an unknown is given away when it
    lies in the space of the rows. Blocks above ``LARGEST`` are left to the other ways.
    """
    if len(members) > LARGEST:
        return {}
    left_out = set(known)
    reduced: dict[int, tuple[dict[int, Fraction], dict[str, Fraction]]] = {}
    for number in sorted({line for one in members for line in part.lines_of[one]}):
        line = part.lines[number]
        if line.narrowed or line.low != line.high:
            continue
        row = {one: Fraction(weight) for one, weight in line.terms if one not in left_out}
        _reduce_in(row, {line.name: Fraction(1)}, reduced)
    return {
        next(iter(row)): Combination(tuple(sorted(why.items())))
        for row, why in reduced.values()
        if len(row) == 1
    }


def _reduce_in(
    row: dict[int, Fraction],
    why: dict[str, Fraction],
    reduced: dict[int, tuple[dict[int, Fraction], dict[str, Fraction]]],
) -> None:
    for pivot in [one for one in row if one in reduced]:
        _subtract((row, why), reduced[pivot], row[pivot])
    if not row:
        return
    pivot = min(row)
    scale = row[pivot]
    row = {one: weight / scale for one, weight in row.items()}
    why = {name: weight / scale for name, weight in why.items()}
    for other in reduced.values():
        if pivot in other[0]:
            _subtract(other, (row, why), other[0][pivot])
    reduced[pivot] = (row, why)


def _subtract(
    one: tuple[dict[int, Fraction], dict[str, Fraction]],
    other: tuple[dict[int, Fraction], dict[str, Fraction]],
    times: Fraction,
) -> None:
    for key, weight in other[0].items():
        one[0][key] = one[0].get(key, Fraction(0)) - times * weight
        if not one[0][key]:
            del one[0][key]
    for name, weight in other[1].items():
        one[1][name] = one[1].get(name, Fraction(0)) - times * weight
        if not one[1][name]:
            del one[1][name]
