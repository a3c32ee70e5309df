"""What is left over is the same people wherever it is the same: found by what it is left of.

Whoever is counted alone in one figure knows every other figure in which the same person stands
alone. Where two figures that nobody prints are the same people and nothing says so, one person is
taken for two, of whom each finds out the other: figures are then refused that give nobody away.
Each relation here follows from the others, so it tells an outsider nothing; and since those say of
every person in which counts he is, counts that these make equal are counts of the same people.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from headway.domain.disclosure.cells import Cell, CellKey, Relation, RelationKind, Side

SIDES = (Side.NUMERATOR, Side.COMPLEMENT)


def left_over(
    cells: Mapping[CellKey, Cell], relations: Iterable[Relation], same: Iterable[Relation]
) -> Iterator[Relation]:
    """Give the relations between what sums leave over.

    ``relations`` are those of all counts, ``same`` those between counts that are one and the same
    by their definitions. A relation that does not hold in the counts is not given.
    """
    sums = [one for one in relations if one.kind is RelationKind.SUM]
    found = (*_of_the_same(sums, same), *_of_the_line_below(cells), *_of_two_sums(sums))
    counts = {key: cell.count for key, cell in cells.items()}
    yield from (one for one in dict.fromkeys(found) if one.holds(counts))


def _of_the_same(sums: Iterable[Relation], same: Iterable[Relation]) -> Iterator[Relation]:
    """Totals that are the same leave the same beside parts that are the same."""
    other = {one.total: one.parts[0] for one in same}

    def first(key: CellKey) -> CellKey:
        while key in other:
            key = other[key]
        return key

    seen: dict[tuple[CellKey, frozenset[CellKey]], CellKey] = {}
    for one in sums:
        rest = _rest(one)
        if rest is not None:
            parts = frozenset(first(part) for part in one.parts if part != rest)
            before = seen.setdefault((first(one.total), parts), rest)
            if before != rest:
                yield Relation(rest, (before,))


def _of_the_line_below(cells: Mapping[CellKey, Cell]) -> Iterator[Relation]:
    """What is left below the line is what is left above it, and what that leaves."""
    below = f"{Side.DENOMINATOR.value} "
    for key in cells:
        if key.side is Side.REMAINDER and key.note.startswith(below):
            said = key.note.removeprefix(below)
            above = [replace(key, note=f"{side.value} {said}") for side in SIDES]
            parts = tuple(one for one in above if one in cells)
            if parts:
                yield Relation(key, parts)


def _of_two_sums(sums: Sequence[Relation]) -> Iterator[Relation]:
    """A total of teams leaves what its localities leave of their own teams."""
    by_total: dict[CellKey, list[Relation]] = {}
    for one in sums:
        if len(one.parts) > 1 and one.total.side is not Side.REMAINDER:
            by_total.setdefault(one.total, []).append(one)
    for one in sums:
        rest = _rest(one)
        for other in by_total.get(one.total, ()) if rest is not None else ():
            if other != one:
                ours, theirs = set(one.parts), _finer(other.parts, by_total, set(one.parts))
                yield from _what_differs(ours - theirs, theirs - ours)


def _finer(
    parts: Iterable[CellKey], by_total: Mapping[CellKey, Sequence[Relation]], known: set[CellKey]
) -> set[CellKey]:
    """Put in place of each part its own parts, where these stand among the known ones."""
    found: set[CellKey] = set()
    for part in parts:
        finer = next((one for one in by_total.get(part, ()) if known & set(one.parts)), None)
        found |= {part} if part in known or finer is None else set(finer.parts)
    return found


def _what_differs(ours: set[CellKey], theirs: set[CellKey]) -> Iterator[Relation]:
    for total, parts in ((ours, theirs), (theirs, ours)):
        if len(total) == 1 and parts:
            yield Relation(next(iter(total)), tuple(sorted(parts, key=lambda one: one.order)))
            return


def _rest(one: Relation) -> CellKey | None:
    """Give what a sum leaves over, where that is one count."""
    found = [part for part in one.parts if part.side is Side.REMAINDER]
    return found[0] if len(found) == 1 and len(one.parts) > 1 else None
