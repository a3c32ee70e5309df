"""The audit: can anything that is withheld be worked out from everything released together?"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from headway.domain.disclosure.audit import Audit, Combination, Proof, Weak, Weakness
from headway.domain.disclosure.cells import CellKey
from headway.domain.disclosure.release import Released
from headway.protection.blocks import Open, open_part
from headway.protection.bounds import box_of, interval, solved
from headway.protection.coverage import Coverage, Piece
from headway.protection.dice import Dice
from headway.protection.search import Region, Search, is_alternative
from headway.protection.system import System, system_of

WINDOWS = (300, 1500, 6000)  # unknowns looked at together, the smallest first
FEW = 80  # unknowns of a block whose figures are always looked at one by one
LAST = 4  # weak figures up to which each is looked at alone before anything is mended
NAMED = 200  # weak figures whose interval is worked out; the others are named without


def audit(
    released: Released,
    earlier: Sequence[Released] = (),
    accepted: Collection[CellKey] = (),
    begin: Proof | None = None,
) -> Audit:
    """Audit a release together with every earlier one that the same readers may have seen.

    ``accepted`` are counts that are out already, as a person has accepted: they count as known to
    everybody, and nothing is claimed for them. ``begin`` holds tables that were found before: each
    is checked again, and time is saved. Whatever is not proved safe is weak.
    """
    system = everything(released, earlier, accepted)
    survey = Survey(system)
    number, truth = system.number, system.truth
    survey.take(
        {number[one]: count - truth[number[one]] for one, count in table.items()}
        for table in (begin.alternatives if begin else ())
        if all(one in number for one in table)
    )
    survey.look(unnamed=True, thorough=True)
    return survey.audit()


def audited(
    released: Released,
    earlier: Sequence[Released],
    accepted: Collection[CellKey],
    pieces: Iterable[Piece],
) -> Audit:
    """Audit, beginning with tables that were found before; each is checked again."""
    survey = Survey(everything(released, earlier, accepted))
    survey.take(pieces)
    survey.look(unnamed=True, thorough=True)
    return survey.audit()


def everything(
    released: Released, earlier: Sequence[Released], accepted: Collection[CellKey]
) -> System:
    """Return the system of all releases together, with what was accepted known to everybody.

    Accepted is what earlier releases told: a count restated since is not out.
    """
    system = system_of((*earlier, released))
    told = {(key, count) for each in earlier for key, count in each.release.counts.items()}
    for one, (key, count) in enumerate(system.unknowns):
        if key in accepted and (key, count) in told:
            system.low[one] = system.high[one] = count
            system.weak_low[one] = system.weak_high[one] = count
            system.need[one] = 0
            system.small[one] = False
    return system


@dataclass(slots=True)
class Survey:
    """One audit under way: what is open, and what is proved of it.

    ``coverage`` is proved even to one who is told which withheld figures are the small ones,
    ``unnamed`` to one who sees the symbols alone.
    """

    system: System
    part: Open
    coverage: Coverage
    unnamed: Coverage

    def __init__(self, system: System) -> None:
        """Begin with nothing proved."""
        self.system = system
        self.part = open_part(system)
        self.coverage = Coverage(system.need, system.small, system.insiders)
        alike = system.low == system.weak_low and system.high == system.weak_high
        self.unnamed = (
            self.coverage if alike else Coverage(system.need, system.small, system.insiders)
        )

    def take(self, pieces: Iterable[Piece]) -> None:
        """Take over tables found for a release that withheld less, where they still hold."""
        system = self.system
        for piece in pieces:
            if is_alternative(piece, self.part, system.low, system.high):
                self.coverage.add(piece)
            elif is_alternative(piece, self.part, system.weak_low, system.weak_high):
                self.unnamed.add(piece)

    def look(self, *, unnamed: bool, thorough: bool = False) -> None:
        """Look for proofs; ``unnamed`` goes on to those who see the symbols alone.

        ``thorough`` asks for each figure by itself that is still not proved safe.
        """
        system = self.system
        self._cover(self.coverage, system.low, system.high, FEW)
        if not unnamed:
            return
        if self.unnamed is not self.coverage:
            for piece in self.coverage.pieces:
                self.unnamed.add(piece)
            self._cover(self.unnamed, system.weak_low, system.weak_high, FEW)
        if thorough or len(self.unnamed.unmet(self.open_needs())) <= LAST:
            self._cover(self.unnamed, system.weak_low, system.weak_high, WINDOWS[-1])

    def _cover(
        self, coverage: Coverage, low: Sequence[int], high: Sequence[int | None], singly: int
    ) -> None:
        """Look in each block, or in windows of it; ``singly`` is up to what size one by one."""
        search = Search(coverage, Dice())
        for block in self.part.blocks():
            for size in WINDOWS:
                tried: set[int] = set()
                for one in coverage.unmet(block):
                    if one in tried or not coverage.unmet((one,)):
                        continue
                    members = block if len(block) <= size else self.part.window(one, size)
                    tried.update(members)
                    region = Region(self.part, members, low, high)
                    search.rounds(region)
                    if len(members) <= singly:
                        search.one_by_one(region)
                if len(block) <= size:
                    break

    def open_needs(self) -> list[int]:
        """Return the unknowns that are not known to all and need something."""
        return [one for one in self.part.lines_of if self.system.need[one]]

    def pieces(self) -> list[Piece]:
        """Return every table found so far."""
        if self.unnamed is self.coverage:
            return list(self.coverage.pieces)
        return [*self.coverage.pieces, *self.unnamed.pieces]

    def audit(self) -> Audit:
        """Name everything that is weak, and give the proof of all else."""
        needs = self.open_needs()
        failing = self.unnamed.unmet(needs)
        weak = [*self._given_away(), *self._named(failing)]
        by = {kind: tuple(one for one in weak if one.weakness is kind) for kind in Weakness}
        unknowns = self.system.unknowns
        proof = Proof(
            tuple(
                {unknowns[one]: self.system.truth[one] + step for one, step in piece.items()}
                for piece in self.unnamed.pieces
            )
        )
        return Audit(
            by[Weakness.EXPOSED],
            by[Weakness.NEARLY],
            by[Weakness.UNPROVED],
            len(needs) + len(by[Weakness.EXPOSED]),
            len(set(self.coverage.unmet(needs)) - set(failing)),
            proof,
        )

    def _given_away(self) -> Iterator[Weak]:
        """Give what is withheld here and shown elsewhere."""
        for one, (key, count) in enumerate(self.system.unknowns):
            if self.system.need[one] and self.system.fixed(one):
                yield Weak(key, Weakness.EXPOSED, count, count, before=True)

    def _named(self, failing: Sequence[int]) -> Iterator[Weak]:
        blocks = {one: block for block in self.part.blocks() for one in block}
        exact: dict[int, dict[int, Combination]] = {}
        for count, one in enumerate(failing):
            block = blocks[one]
            if count < NAMED:
                given = exact.get(block[0])
                if given is None:
                    given = exact[block[0]] = solved(self.part, block)
                yield self._weak(one, block, given)
            else:
                yield Weak(self.system.unknowns[one][0], Weakness.UNPROVED)

    def _weak(self, one: int, block: list[int], given: dict[int, Combination]) -> Weak:
        key, count = self.system.unknowns[one]
        if one in given:
            return Weak(key, Weakness.EXPOSED, count, count, combination=given[one])
        lacking = self.unnamed.lacks(one)
        insider = () if lacking else sorted(next(iter(self.unnamed.seers(one))))
        system = self.system
        box = box_of(self.part, block, system.weak_low, system.weak_high, insider)
        low, high, why = interval(self.part, block, box, one)
        knows = tuple(system.unknowns[each][0] for each in insider)
        ends = (None if low is None else count + low, None if high is None else count + high)
        needed = system.need[one] if lacking else 2
        if low is None or high is None or high - low + 1 >= needed:
            return Weak(key, Weakness.UNPROVED, *ends, knows)
        kind = Weakness.EXPOSED if low == high else Weakness.NEARLY
        return Weak(key, kind, *ends, knows, combination=why)
