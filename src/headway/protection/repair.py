"""Mends what the audit found weak: withholds what makes other tables possible, at least cost.

Around a weak figure all that could be withheld is let move, at its cost; the numerical library
finds the cheapest way to another table in which the weak figure differs. What moves in it, and is
shown, is withheld. Whether that is enough is for the audit to say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from headway.domain.disclosure.cells import CellKey
from headway.protection.audit import Survey, everything
from headway.protection.blocks import Open, open_part
from headway.protection.coverage import Piece
from headway.protection.dice import Dice
from headway.protection.draft import Draft
from headway.protection.search import NEAR, joined
from headway.protection.solver import INFINITE, Line, Model
from headway.protection.system import System

PRIZE = 1e6  # for a weak figure to move by one: above every cost
MANY = 25  # weak figures of one neighbourhood that are mended together rather than one by one
TOGETHER = 8  # weak figures let move at once; more at once withholds more than is needed
SPREAD = 12


@dataclass(slots=True)
class Repair:
    """What could move if all were withheld that can be, beside what can move now."""

    draft: Draft
    now: System
    then: System
    part: Open
    weak_bounds: bool
    size: int
    dice: Dice
    pieces: list[Piece] = field(default_factory=list)
    whole: bool = True

    def run(self, survey: Survey, unmet: Sequence[int]) -> set[int]:
        """Withhold more for those that are weak; return those that nothing could help."""
        hopeless: set[int] = set()
        done: set[int] = set()
        for one in unmet:
            if one in done or one not in self.part.lines_of:
                hopeless |= {one} - done
                continue
            members = self.part.window(one, self.size)
            self.whole = self.whole and len(members) < self.size
            inside = set(members)
            here = [each for each in unmet if each in inside and each not in done]
            done.update(here)
            around = _Around(self, members)
            if len(here) > MANY:
                for first in range(0, len(here), TOGETHER):
                    some = here[first : first + TOGETHER]
                    hopeless.update(() if around.move_all(some, self.dice) else some)
            else:
                hopeless.update(each for each in here if not self._one(around, survey, each))
        return hopeless

    def _one(self, around: "_Around", survey: Survey, one: int) -> bool:
        coverage = survey.unnamed if self.weak_bounds else survey.coverage
        if coverage.lacks(one):
            return around.move(one, ())
        return self._for_insiders(around, list(coverage.seers(one))[:4], one)

    @staticmethod
    def _for_insiders(around: "_Around", groups: Sequence[frozenset[int]], one: int) -> bool:
        moved = [around.move(one, group) for group in groups]
        return any(moved)


def repair_of(draft: Draft, *, weak_bounds: bool, size: int) -> Repair:
    """Set a repair up for a draft as it stands."""
    now = everything(draft.released(), draft.earlier, draft.accepted)
    then = everything(draft.everything_withheld(), draft.earlier, draft.accepted)
    return Repair(draft, now, then, open_part(then), weak_bounds, size, Dice(5))


class _Around:
    """A neighbourhood: each unknown's step, and for each that is shown what its step costs."""

    def __init__(self, repair: Repair, members: Sequence[int]) -> None:
        self._repair = repair
        self._members = members
        self._place = {one: place for place, one in enumerate(members)}
        self._keys: list[CellKey] = []
        self._model = self._build()

    def _build(self) -> Model:
        repair = self._repair
        lows, highs = [], []
        for one in self._members:
            low, high = self._ends(repair.then, one)
            reach = max(1, repair.then.need[one] - 1) if repair.then.small[one] else SPREAD
            lows.append(float(max(low, -reach)))
            highs.append(float(min(high, reach)))
        lines = [self._line(number) for number in self._numbers()]
        left = repair.draft.left()
        for one in self._members:
            key, _ = repair.then.unknowns[one]
            if key in left and repair.now.number[repair.then.unknowns[one]] == one:
                free = self._ends(repair.now, one)
                terms = ((self._place[one], 1), (len(lows), -1), (len(lows) + 1, 1))
                lines.append(Line(terms, free[0], free[1]))
                lows += [0.0, 0.0]
                highs += [INFINITE, INFINITE]
                self._keys.append(key)
        self._columns = len(lows)
        return Model(lows, highs, lines)

    def _ends(self, system: System, one: int) -> tuple[float, float]:
        weak, truth = self._repair.weak_bounds, system.truth[one]
        low = (system.weak_low if weak else system.low)[one]
        high = (system.weak_high if weak else system.high)[one]
        return low - truth, INFINITE if high is None else high - truth

    def _numbers(self) -> list[int]:
        part = self._repair.part
        return sorted({number for one in self._members for number in part.lines_of[one]})

    def _line(self, number: int) -> Line:
        line = self._repair.part.lines[number]
        place = self._place
        terms = tuple((place[one], weight) for one, weight in line.terms if one in place)
        low = -INFINITE if line.low is None else line.low
        return Line(terms, low, INFINITE if line.high is None else line.high)

    def move(self, one: int, still: Iterable[int]) -> bool:
        """Withhold the least that lets one figure move, up or down; say whether it can."""
        ways = [self._solved({one: sign}, still) for sign in (1, -1)]
        able = [way for way in ways if way is not None and abs(way[1][self._place[one]]) > NEAR]
        if not able:
            return False
        _, point = min(able, key=lambda way: way[0])
        self._withhold(point)
        return True

    def move_all(self, some: Sequence[int], dice: Dice) -> bool:
        """Let many move at once, each up or down by lot."""
        way = self._solved({one: dice.sign() for one in some}, ())
        if way is None or all(abs(way[1][self._place[one]]) <= NEAR for one in some):
            return False
        self._withhold(way[1])
        return True

    def _solved(
        self, signs: dict[int, int], still: Iterable[int]
    ) -> tuple[float, list[float]] | None:
        weights = [0.0] * self._columns
        for one, sign in signs.items():
            weights[self._place[one]] = PRIZE * sign
        first = len(self._members)
        for number, key in enumerate(self._keys):
            cost = 0 if key in self._repair.draft.withheld else self._repair.draft.candidates[key]
            weights[first + 2 * number] = weights[first + 2 * number + 1] = -float(cost)
        held = [self._place[one] for one in still if one in self._place]
        found = self._model.highest(weights, held)
        if found is None:
            return None
        moved = self._moved(found.point)
        price = sum(self._repair.draft.candidates[key] for key in moved)
        return price, found.point

    def _moved(self, point: Sequence[float]) -> list[CellKey]:
        first = len(self._members)
        return [
            key
            for number, key in enumerate(self._keys)
            if point[first + 2 * number] + point[first + 2 * number + 1] > NEAR
            and key not in self._repair.draft.withheld
        ]

    def _withhold(self, point: Sequence[float]) -> None:
        """Withhold what moves, and keep the table that it makes possible."""
        repair = self._repair
        repair.draft.withhold(self._moved(point))
        steps = {one: round(point[place], 6) for one, place in self._place.items()}
        moved = {one: step for one, step in steps.items() if abs(step) > NEAR}
        for group in joined(moved, repair.part):
            if all(moved[one] == round(moved[one]) for one in group):
                repair.pieces.append({one: round(moved[one]) for one in group})
