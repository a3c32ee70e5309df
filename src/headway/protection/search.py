"""Looks for other tables that everything released is equally true of.

The differences of such a table from the true one fall into pieces that no row joins; each piece
is another table by itself. Every piece is made of whole numbers and checked exactly before it
counts, so a mistake of the numerical library can hide a proof, never make one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import gcd

from headway.protection.blocks import Open
from headway.protection.coverage import Coverage, Piece
from headway.protection.dice import Dice
from headway.protection.solver import INFINITE, Found, Line, Model

NEAR = 1e-6
ROUNDS = 24
IDLE = 3  # rounds in a row that prove nothing new, after which asking so is given up
REACH = 12  # how far from the truth another table is looked for, in whole numbers


@dataclass(slots=True)
class Region:
    """Some open unknowns, all others standing still, and the models that are asked about them."""

    part: Open
    members: Sequence[int]
    low: Sequence[int]
    high: Sequence[int | None]
    _place: dict[int, int] = field(default_factory=dict)
    _lines: list[int] = field(default_factory=list)
    _plain: Model | None = None
    _whole: Model | None = None

    def __post_init__(self) -> None:
        """Number the members, and find the rows that touch them."""
        self._place = {one: place for place, one in enumerate(self.members)}
        touched = (line for one in self.members for line in self.part.lines_of[one])
        self._lines = sorted(set(touched))

    def pieces(
        self,
        weights: dict[int, float],
        still: Iterable[int] = (),
        *,
        most: float = INFINITE,
        thorough: bool = False,
    ) -> list[Piece]:
        """Give pieces of a table in which the weighted differences are high.

        ``still`` are held at what is true; those that are weighed differ by ``most`` at most;
        ``thorough`` asks for whole numbers where the first
        answer has others.
        """
        asked = [weights.get(one, 0.0) for one in self.members]
        held = [self._place[one] for one in still if one in self._place]
        found = self._model(whole=False).highest(asked, held, most)
        pieces, all_whole = self._split(found)
        if thorough and not all_whole:
            more, _ = self._split(self._model(whole=True).highest(asked, held, most))
            pieces += more
        return pieces

    def _model(self, *, whole: bool) -> Model:
        known = self._whole if whole else self._plain
        if known is None:
            truth = self.part.system.truth
            lows = [max(self.low[one] - truth[one], -REACH) for one in self.members]
            highs = [
                REACH if high is None else min(high - truth[one], REACH)
                for one, high in ((one, self.high[one]) for one in self.members)
            ]
            known = Model(lows, highs, [self._row(line) for line in self._lines], whole=whole)
            if whole:
                self._whole = known
            else:
                self._plain = known
        return known

    def _row(self, number: int) -> Line:
        line = self.part.lines[number]
        place = self._place
        terms = tuple((place[one], weight) for one, weight in line.terms if one in place)
        low = -INFINITE if line.low is None else line.low
        return Line(terms, low, INFINITE if line.high is None else line.high)

    def _split(self, found: Found | None) -> tuple[list[Piece], bool]:
        if found is None:
            return [], False
        steps = {
            one: step
            for one, step in zip(self.members, found.point, strict=True)
            if abs(step) > NEAR
        }
        pieces: list[Piece] = []
        all_whole = True
        for group in joined(steps, self.part):
            if any(abs(steps[one] - round(steps[one])) > NEAR for one in group):
                all_whole = False
                continue
            pieces.extend(self._checked({one: round(steps[one]) for one in group}))
        return pieces, all_whole

    def _checked(self, piece: dict[int, int]) -> Iterator[Piece]:
        """Give the piece, and the same steps taken fewer times, if it is truly another table."""
        times = gcd(*piece.values())
        for count in range(1, times + 1):
            each = {one: step // times * count for one, step in piece.items()}
            if is_alternative(each, self.part, self.low, self.high):
                yield each


def is_alternative(
    piece: Piece, part: Open, low: Sequence[int], high: Sequence[int | None]
) -> bool:
    """Say exactly whether the table that differs by ``piece`` obeys every bound and every row."""
    for one, step in piece.items():
        if one not in part.lines_of:
            return False
        count, most = part.system.truth[one] + step, high[one]
        if count < low[one] or (most is not None and count > most):
            return False
    for number in {number for one in piece for number in part.lines_of[one]}:
        line = part.lines[number]
        moved = sum(weight * piece.get(one, 0) for one, weight in line.terms)
        if (line.low is not None and moved < line.low) or (
            line.high is not None and moved > line.high
        ):
            return False
    return True


def joined(steps: Iterable[int], part: Open) -> Iterator[list[int]]:
    """Give unknowns in groups that share rows among themselves only."""
    left = set(steps)
    for start in sorted(left):
        if start not in left:
            continue
        left.remove(start)
        group, waiting = [start], [start]
        while waiting:
            for number in part.lines_of[waiting.pop()]:
                for other, _ in part.lines[number].terms:
                    if other in left:
                        left.remove(other)
                        group.append(other)
                        waiting.append(other)
        yield sorted(group)


@dataclass(slots=True)
class Search:
    """Looks through regions until every need is met, or nothing more is found."""

    coverage: Coverage
    dice: Dice

    def rounds(self, region: Region) -> None:
        """Ask for tables that differ in as many unmet needs as can be, up or down by lot.

        Then again with about half of the insiders' figures held still, so that each insider soon
        meets a table that he cannot tell from the true one.
        """
        self._while_it_helps(region, self.coverage.lacks, lambda _: ())
        self._while_it_helps(region, self.coverage.seen, self._some_insiders)

    def _while_it_helps(
        self,
        region: Region,
        wanted: Callable[[int], bool],
        still: Callable[[Sequence[int]], Iterable[int]],
    ) -> None:
        idle = 0
        for turn in range(ROUNDS):
            unmet = [one for one in region.members if wanted(one)]
            if not unmet or idle == IDLE:
                return
            weights = {one: self.dice.sign() * (1.0 + self.dice.roll(50) / 100) for one in unmet}
            before = self.coverage.gained
            # As far as may be, and by one or two: several numbers must be possible.
            most = (INFINITE, 1.0, 2.0)[turn % 3]
            for piece in region.pieces(weights, still(unmet), most=most):
                self.coverage.add(piece)
            idle = 0 if self.coverage.gained > before else idle + 1

    def one_by_one(self, region: Region) -> None:
        """Ask for each unmet need by itself, both ways, and for each insider who sees through."""
        for one in self.coverage.unmet(region.members):
            self._both_ways(region, one, (), self.coverage.lacks)
            for group in self.coverage.seers(one):
                self._both_ways(region, one, group, self.coverage.seen)

    def _both_ways(
        self, region: Region, one: int, still: Iterable[int], wanted: Callable[[int], bool]
    ) -> None:
        steps = range(1, self.coverage.need[one])
        for most in (INFINITE, *map(float, steps)):
            for weight in (1.0, -1.0):
                if wanted(one):
                    found = region.pieces({one: weight}, still, most=most, thorough=True)
                    for piece in found:
                        self.coverage.add(piece)

    def _some_insiders(self, unmet: Sequence[int]) -> list[int]:
        """Hold about half of those still who see through something."""
        groups = {group for one in unmet for group in self.coverage.seers(one)}
        ordered = sorted(sorted(group) for group in groups)
        return [one for group in ordered if self.dice.roll(2) for one in group]
